// Correlations with the chance of seeing one as great where there is none, as SciPy's pearsonr and spearmanr give them.

import { logGamma } from '../../numeric/logGamma';

export interface Correlation {
  correlation: number;
  /** Two-sided. NaN where the correlation is. */
  pValue: number;
}

/** NaN for fewer than two values, or where all are the same. */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>): Correlation {
  const n = x.length;
  if (n < 2) return { correlation: NaN, pValue: NaN };
  const [meanX, meanY] = [mean(x), mean(y)];
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [dx, dy] = [x[i] - meanX, y[i] - meanY];
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  if (xx === 0 || yy === 0) return { correlation: NaN, pValue: NaN };
  const correlation = Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
  return { correlation, pValue: pValueOf(correlation, n) };
}

/** Pearson's correlation of the ranks; equal values share the mean of their ranks. */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): Correlation {
  return pearson(ranks(x), ranks(y));
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

export function ranks(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, i) => i).sort((a, b) => values[a] - values[b]);
  const result = new Float64Array(values.length);
  for (let first = 0; first < order.length;) {
    let last = first;
    while (last + 1 < order.length && values[order[last + 1]] === values[order[first]]) last++;
    for (let i = first; i <= last; i++) result[order[i]] = (first + last) / 2 + 1;
    first = last + 1;
  }
  return result;
}

/** Student's t with n - 2 degrees of freedom: P(|T| > t) = I_{1 - r²}((n - 2) / 2, 1/2). */
function pValueOf(r: number, n: number): number {
  if (n < 3) return 1;
  return incompleteBeta(1 - r * r, (n - 2) / 2, 0.5);
}

/** The regularised incomplete beta function I_x(a, b), by its continued fraction (Press et al. 2007, section 6.4). */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

/** Lentz's method. */
function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const away = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const factor = d * c;
    result *= factor;
    if (Math.abs(factor - 1) < 1e-15) break;
  }
  return result;
}
