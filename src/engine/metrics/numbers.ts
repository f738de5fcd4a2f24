// How near numbers are to the right ones, and how much they rise and fall with them.

import { meanFigure, type AdditiveFigure } from './judgedPart';

/** Numbers and the right ones, example by example. */
export interface JudgedNumbers {
  right: Float64Array;
  given: Float64Array;
}

/** From 1 on by rising value; equal values share the mean of their places. `[values]` */
export function ranksOf(values: Float64Array): Float64Array {
  const order = Int32Array.from(values.keys()).sort((a, b) => values[a] - values[b]);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let end = from + 1;
    while (end < order.length && values[order[end]] === values[order[from]]) end++;
    for (let at = from; at < end; at++) ranks[order[at]] = (from + 1 + end) / 2;
    from = end;
  }
  return ranks;
}

const meanOf = (values: Float64Array): number => values.reduce((sum, each) => sum + each, 0) / values.length;

/** Pearson's r = Σ(x − x̄)(y − ȳ) / √(Σ(x − x̄)² · Σ(y − ȳ)²); 0 where one of them does not vary. */
function correlationFigure(x: Float64Array, y: Float64Array): AdditiveFigure {
  const [meanX, meanY] = [meanOf(x), meanOf(y)]; // taken off first, so that squares of large numbers do not cancel
  return {
    counts: Array.from(x, (each, i) => {
      const [a, b] = [each - meanX, y[i] - meanY];
      return Float64Array.of(1, a, b, a * a, b * b, a * b);
    }),
    of([n, a, b, aa, bb, ab]) {
      const spread = (aa - (a * a) / n) * (bb - (b * b) / n);
      return spread > 1e-24 * aa * bb ? (ab - (a * b) / n) / Math.sqrt(spread) : 0;
    },
  };
}

/** As the bootstrap takes them. The ranks of Spearman's ρ are those in the whole set in every draw. */
export function numberFigures({ right, given }: JudgedNumbers) {
  const off = (i: number): number => given[i] - right[i];
  const squares = meanFigure(right.length, (i) => off(i) ** 2);
  return {
    pearson: correlationFigure(given, right),
    spearman: correlationFigure(ranksOf(given), ranksOf(right)),
    rootMeanSquaredError: { counts: squares.counts, of: (sum: Float64Array) => Math.sqrt(squares.of(sum)) },
    meanSquaredError: squares,
    meanAbsoluteError: meanFigure(right.length, (i) => Math.abs(off(i))),
  } satisfies Record<string, AdditiveFigure>;
}

export type NumberMetric = keyof ReturnType<typeof numberFigures>;

/** The figure of the whole set. */
export function wholeFigure({ counts, of }: AdditiveFigure): number {
  const sum = new Float64Array(counts[0].length);
  for (const row of counts) row.forEach((each, k) => (sum[k] += each));
  return of(sum);
}
