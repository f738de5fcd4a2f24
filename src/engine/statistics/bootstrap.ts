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

/** A figure of a test set, and of each draw of it. */
export interface DrawnFigure {
  value: number;
  /** `[draws]` */
  drawn: Float64Array;
}

/** A figure that is made of sums of counts. */
export interface SummedFigure {
  /** By sentence, at least one, `[sentences][columns]`. */
  counts: readonly Float64Array[];
  of(sum: Float64Array): number;
}

/** Figures of all sentences and of draws, which are the same for all of them. */
function drawFigures(figures: readonly SummedFigure[], { draws = 1000, integer }: BootstrapOptions): DrawnFigure[] {
  const tables = figures.map(({ counts }) => tableOf(counts));
  const chosen = Int32Array.from(figures[0].counts.keys());
  const valuesNow = (): number[] => figures.map(({ of }, i) => of(sumOf(tables[i], chosen)));
  const found = valuesNow().map((value) => ({ value, drawn: new Float64Array(draws) }));
  for (let draw = 0; draw < draws; draw++) {
    for (let i = 0; i < chosen.length; i++) chosen[i] = integer(chosen.length);
    valuesNow().forEach((value, i) => (found[i].drawn[draw] = value));
  }
  return found;
}

/** Rows side by side, `[sentences, columns]`. */
interface Table {
  numbers: Float64Array;
  /** `[columns]` */
  sum: Float64Array;
}

function tableOf(rows: readonly Float64Array[]): Table {
  const [{ length: columns }] = rows;
  const numbers = new Float64Array(rows.length * columns);
  rows.forEach((row, i) => numbers.set(row, i * columns));
  return { numbers, sum: new Float64Array(columns) };
}

/** The sum stands until the next one is asked for. */
function sumOf({ numbers, sum }: Table, chosen: Int32Array): Float64Array {
  sum.fill(0);
  for (let i = 0; i < chosen.length; i++) {
    const from = chosen[i] * sum.length;
    for (let column = 0; column < sum.length; column++) sum[column] += numbers[from + column];
  }
  return sum;
}

/**
 * A figure of all sentences and of draws. Figures of other systems on the same sentences see the same draws where `integer` gives the same.
 * @param counts by sentence, at least one, `[sentences][columns]`
 */
export const drawFigure = (
  counts: readonly Float64Array[],
  figure: (sum: Float64Array) => number,
  options: BootstrapOptions,
): DrawnFigure => drawFigures([{ counts, of: figure }], options)[0];

/** The middle 95 % of draws. */
export function intervalOf(drawn: Float64Array): { low: number; high: number } {
  const sorted = drawn.slice().sort();
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { low: at(0.025), high: at(0.975) };
}

/** A figure with its 95 % interval. @param counts by sentence, at least one */
export function bootstrap(
  counts: readonly Float64Array[],
  figure: (sum: Float64Array) => number,
  options: BootstrapOptions,
): Confidence {
  const { value, drawn } = drawFigure(counts, figure, options);
  return { value, ...intervalOf(drawn) };
}

/** The same of several figures of the same sentences, which see the same draws. */
export const bootstrapEach = (figures: readonly SummedFigure[], options: BootstrapOptions): Confidence[] =>
  drawFigures(figures, options).map(({ value, drawn }) => ({ value, ...intervalOf(drawn) }));

export interface DrawnDifference {
  difference: number;
  /** The middle 95 % of the draws' differences. */
  low: number;
  high: number;
  p: number;
  /** The standard deviation of the draws' differences: the standard error of the difference. */
  error: number;
}

/**
 * Two systems on the same sentences and draws: the difference of their figures, and how probable one at least as large would be if
 * they were equally good (as in sacreBLEU: draws whose difference is that far from the mean of the draws).
 */
export function drawnDifference(a: DrawnFigure, b: DrawnFigure): DrawnDifference {
  const difference = b.value - a.value;
  const differences = a.drawn.map((value, i) => b.drawn[i] - value);
  const count = differences.length;
  const mean = differences.reduce((sum, each) => sum + each, 0) / count;
  let [asFar, squares] = [0, 0];
  for (const each of differences) {
    squares += (each - mean) ** 2;
    if (Math.abs(each - mean) >= Math.abs(difference)) asFar++;
  }
  const error = Math.sqrt(squares / Math.max(1, count - 1));
  return { difference, ...intervalOf(differences), p: (asFar + 1) / (count + 1), error };
}

/** The mean figure of several systems, draw by draw. */
export function meanDrawn(figures: readonly DrawnFigure[]): DrawnFigure {
  const mean = (of: (figure: DrawnFigure) => number): number =>
    figures.reduce((sum, figure) => sum + of(figure), 0) / figures.length;
  return { value: mean(({ value }) => value), drawn: figures[0].drawn.map((_, i) => mean(({ drawn }) => drawn[i])) };
}
