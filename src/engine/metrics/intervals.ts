// Tails and intervals of shares, of means and of the normal distribution.

/** Of 95 %. */
const Z = 1.959963984540054;

/** The interval of Wilson (1927) for a share of which `right` of `count` were seen; 95 %. */
export function wilsonInterval(right: number, count: number): { low: number; high: number } {
  const share = right / count;
  const squared = (Z * Z) / count;
  const middle = share + squared / 2;
  const half = Z * Math.sqrt((share * (1 - share)) / count + squared / (4 * count));
  return { low: Math.max(0, (middle - half) / (1 + squared)), high: Math.min(1, (middle + half) / (1 + squared)) };
}

/** Student's t at 97.5 %, for 1 to 20 degrees of freedom. */
const T = [
  12.7062, 4.30265, 3.18245, 2.77645, 2.57058, 2.44691, 2.36462, 2.306, 2.26216, 2.22814, 2.20099, 2.17881, 2.16037,
  2.14479, 2.13145, 2.11991, 2.10982, 2.10092, 2.09302, 2.08596,
];

/** The mean of a few values, with its 95 % interval by Student's t (1908); none of a single value. */
export function meanInterval(values: readonly number[]): { y: number; low?: number; high?: number } {
  const { length } = values;
  const y = values.reduce((sum, value) => sum + value, 0) / length;
  if (length < 2) return { y };
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - y) ** 2, 0) / (length - 1));
  const half = ((T[length - 2] ?? Z) * deviation) / Math.sqrt(length);
  return { y, low: y - half, high: y + half };
}

/** How probable a standard normal variable is to be at most `z`; to about 1e-7 (Abramowitz and Stegun 1964, 7.1.26). */
export function normalTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const coefficients = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592];
  const tail = 0.5 * t * coefficients.reduce((sum, each) => sum * t + each, 0) * Math.exp(-x * x);
  return z < 0 ? tail : 1 - tail;
}
