// Logarithms of shares without overflow: of the logistic function and of the softmax.

/** `ln(1 + e^x)`; the logistic function's logarithm is `-softplus(-x)`. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** Each less the logarithm of all exponentials' sum: those of shares that add up to 1. */
export function logShares(values: Float64Array): Float64Array {
  const largest = values.reduce((a, b) => Math.max(a, b), -Infinity);
  const normalizer = largest + Math.log(values.reduce((sum, value) => sum + Math.exp(value - largest), 0));
  return values.map((value) => value - normalizer);
}
