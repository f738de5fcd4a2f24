// How far a figure of a test set can be trusted (Koehn 2004): the set is drawn again and again from its own sentences, and
// the figure is made of each draw. Figures are made of counts that can be added up.

export interface Confidence {
  value: number;
  /** The middle 95 % of the draws. */
  low: number;
  high: number;
}

export interface BootstrapOptions {
  draws?: number;
  /** A whole number from 0 to `limit` − 1. */
  integer: (limit: number) => number;
}

/** Sums of the rows of each draw; the first is of all sentences as they are. */
function* drawn(
  rows: readonly Float64Array[][],
  { draws = 1000, integer }: BootstrapOptions,
): Generator<Float64Array[]> {
  const [first] = rows;
  const sumOf = (counts: readonly Float64Array[], chosen: Int32Array): Float64Array => {
    const sum = new Float64Array(counts[0].length);
    for (const sentence of chosen)
      for (let column = 0; column < sum.length; column++) sum[column] += counts[sentence][column];
    return sum;
  };
  const all = Int32Array.from(first.keys());
  yield rows.map((counts) => sumOf(counts, all));
  for (let draw = 0; draw < draws; draw++) {
    const chosen = all.map(() => integer(first.length));
    yield rows.map((counts) => sumOf(counts, chosen));
  }
}

/**
 * A figure with its 95 % interval.
 * @param counts by sentence, at least one
 */
export function bootstrap(
  counts: readonly Float64Array[],
  figure: (sum: Float64Array) => number,
  options: BootstrapOptions,
): Confidence {
  const [value, ...figures] = Array.from(drawn([[...counts]], options), ([sum]) => figure(sum));
  figures.sort((a, b) => a - b);
  const at = (share: number): number => figures[Math.min(figures.length - 1, Math.floor(share * figures.length))];
  return { value, low: at(0.025), high: at(0.975) };
}

/**
 * Two systems on the same sentences: the difference of their figures, and how probable one at least as large would be if
 * they were equally good (as in sacreBLEU: draws whose difference is that far from the mean of the draws).
 */
export function pairedBootstrap(
  a: readonly Float64Array[],
  b: readonly Float64Array[],
  figure: (sum: Float64Array) => number,
  options: BootstrapOptions,
): { a: number; b: number; difference: number; p: number } {
  const [own, ...figures] = Array.from(drawn([[...a], [...b]], options), (sums) => sums.map(figure));
  const difference = own[1] - own[0];
  const differences = figures.map(([x, y]) => y - x);
  const mean = differences.reduce((sum, each) => sum + each, 0) / differences.length;
  const asFar = differences.filter((each) => Math.abs(each - mean) >= Math.abs(difference)).length;
  return { a: own[0], b: own[1], difference, p: (asFar + 1) / (differences.length + 1) };
}
