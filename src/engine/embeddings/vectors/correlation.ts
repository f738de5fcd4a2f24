// Correlations with the chance of seeing one as great where there is none, as SciPy's pearsonr and spearmanr give them.

import { incompleteBeta } from '../../../protocol/incompleteBeta';

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
