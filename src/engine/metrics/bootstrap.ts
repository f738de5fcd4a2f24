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

/** The rows of one table side by side, `[rows, columns]`. */
interface Table {
  columns: number;
  numbers: Float64Array;
}

function tableOf(rows: readonly Float64Array[]): Table {
  const [{ length: columns }] = rows;
  const numbers = new Float64Array(rows.length * columns);
  rows.forEach((row, i) => numbers.set(row, i * columns));
  return { columns, numbers };
}

function sumOf({ columns, numbers }: Table, chosen: Int32Array): Float64Array {
  const sum = new Float64Array(columns);
  for (let i = 0; i < chosen.length; i++) {
    const from = chosen[i] * columns;
    for (let column = 0; column < columns; column++) sum[column] += numbers[from + column];
  }
  return sum;
}

/** By table the sums of the rows of each draw, which are the same for all; the first is of all sentences as they are. */
function* drawn(
  tables: readonly (readonly Float64Array[])[],
  { draws = 1000, integer }: BootstrapOptions,
): Generator<Float64Array[]> {
  const [{ length: count }] = tables;
  const dense = tables.map(tableOf);
  const chosen = new Int32Array(count).map((_, i) => i);
  yield dense.map((table) => sumOf(table, chosen));
  for (let draw = 0; draw < draws; draw++) {
    for (let i = 0; i < count; i++) chosen[i] = integer(count);
    yield dense.map((table) => sumOf(table, chosen));
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
  return bootstrapEach([{ counts, of: figure }], options)[0];
}

/** The same of several figures of the same sentences, which see the same draws. */
export function bootstrapEach(
  figures: readonly { counts: readonly Float64Array[]; of: (sum: Float64Array) => number }[],
  options: BootstrapOptions,
): Confidence[] {
  const tables = figures.map(({ counts }) => counts);
  const values = Array.from(drawn(tables, options), (sums) => sums.map((sum, i) => figures[i].of(sum)));
  return figures.map((_, i) => {
    const [value, ...others] = values.map((each) => each[i]);
    others.sort((a, b) => a - b);
    const at = (share: number): number => others[Math.min(others.length - 1, Math.floor(share * others.length))];
    return { value, low: at(0.025), high: at(0.975) };
  });
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
  const [own, ...figures] = Array.from(drawn([a, b], options), (sums) => sums.map(figure));
  const difference = own[1] - own[0];
  const differences = figures.map(([x, y]) => y - x);
  const mean = differences.reduce((sum, each) => sum + each, 0) / differences.length;
  const asFar = differences.filter((each) => Math.abs(each - mean) >= Math.abs(difference)).length;
  return { a: own[0], b: own[1], difference, p: (asFar + 1) / (differences.length + 1) };
}
