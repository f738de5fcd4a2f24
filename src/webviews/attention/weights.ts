// What is made of attention weights before they are drawn: means over heads, sums over words, the share of mass that is
// shown, the strongest lines. Pure. A `Weights` is a matrix `[rows, columns]`, row by row, whose rows sum to 1.

export interface Weights {
  rows: number;
  columns: number;
  /** `[rows, columns]` */
  weights: Float32Array;
}

/** The mean of matrices of one shape. */
export function meanOf(all: readonly Weights[]): Weights {
  const [{ rows, columns, weights }] = all;
  if (all.length === 1) return all[0];
  const sum = new Float32Array(weights.length);
  for (const one of all) for (let i = 0; i < sum.length; i++) sum[i] += one.weights[i];
  for (let i = 0; i < sum.length; i++) sum[i] /= all.length;
  return { rows, columns, weights: sum };
}

/** Tokens from `first` up to, but not including, `end`. */
export interface Span {
  first: number;
  end: number;
}

/**
 * The matrix of words: what a word gets is the sum over its pieces, what it gives the mean over its pieces (Clark et al.
 * 2019, section 4.1), so that rows still sum to 1. The spans must cover all rows and all columns.
 */
export function byWords(
  { columns, weights }: Weights,
  rowSpans: readonly Span[],
  columnSpans: readonly Span[],
): Weights {
  const words = new Float32Array(rowSpans.length * columnSpans.length);
  rowSpans.forEach((row, i) => {
    columnSpans.forEach((column, j) => {
      let sum = 0;
      for (let r = row.first; r < row.end; r++)
        for (let c = column.first; c < column.end; c++) sum += weights[r * columns + c];
      words[i * columnSpans.length + j] = sum / (row.end - row.first);
    });
  });
  return { rows: rowSpans.length, columns: columnSpans.length, weights: words };
}

/** Each row's weights from the largest to the smallest. Slow for large matrices: keep it. */
export function sortedRows({ rows, columns, weights }: Weights): Float32Array {
  const sorted = weights.slice();
  for (let row = 0; row < rows; row++)
    sorted
      .subarray(row * columns, (row + 1) * columns)
      .sort()
      .reverse();
  return sorted;
}

/**
 * By row, the smallest weight that is shown: the largest weights that together make up `share` of the row are. All of a
 * row is shown where `share` is 1.
 */
export function cutsOf({ rows, columns }: Weights, sorted: Float32Array, share: number): Float32Array {
  const cuts = new Float32Array(rows);
  if (share >= 1) return cuts;
  for (let row = 0; row < rows; row++) {
    const end = (row + 1) * columns;
    let total = 0;
    for (let i = row * columns; i < end; i++) total += sorted[i];
    let i = row * columns;
    for (let sum = sorted[i]; sum < share * total && i + 1 < end; sum += sorted[i]) i++;
    cuts[row] = sorted[i] ?? 0;
  }
  return cuts;
}

/** Lines between rows and columns, as parallel lists. */
export interface Lines {
  row: Uint16Array;
  column: Uint16Array;
  weight: Float32Array;
  /** Index of the matrix that a line is of. */
  of: Uint8Array;
  /** How many lines there would be without the limit. */
  total: number;
}

/** Weights are counted in so many classes to find the strongest without sorting them. */
const CLASSES = 4096;

/**
 * The strongest `most` lines of the rows `from` up to, but not including, `to`, each above its row's cut and above 0. Ties in the last
 * class are taken in the order of rows.
 */
export function strongestLines(
  all: readonly { matrix: Weights; cuts: Float32Array }[],
  { from, to, most }: { from: number; to: number; most: number },
): Lines {
  const counts = new Uint32Array(CLASSES + 1);
  const visit = (take: (weight: number, row: number, column: number, of: number) => void): void =>
    all.forEach(({ matrix: { rows, columns, weights }, cuts }, of) => {
      for (let row = Math.max(0, from); row < Math.min(rows, to); row++)
        for (let column = 0, i = row * columns; column < columns; column++, i++)
          if (weights[i] >= cuts[row] && weights[i] > 0) take(weights[i], row, column, of);
    });
  const classOf = (weight: number): number => Math.min(CLASSES, Math.floor(weight * CLASSES));
  let total = 0;
  visit((weight) => (counts[classOf(weight)]++, total++));
  let least = CLASSES;
  for (let sum = counts[least]; least > 0 && sum + counts[least - 1] <= most;) sum += counts[--least];
  // `least` is the lowest class that fits whole; the one below it fills what room is left.
  const size = Math.min(most, total);
  const lines = {
    row: new Uint16Array(size),
    column: new Uint16Array(size),
    weight: new Float32Array(size),
    of: new Uint8Array(size),
  };
  const whole = counts.subarray(least).reduce((sum, count) => sum + count, 0);
  let spare = Math.max(0, size - whole);
  let i = 0;
  visit((weight, row, column, of) => {
    const kind = classOf(weight);
    if (i >= size || kind < least - 1 || (kind === least - 1 && spare-- <= 0)) return;
    lines.row[i] = row;
    lines.column[i] = column;
    lines.weight[i] = weight;
    lines.of[i++] = of;
  });
  return { ...lines, total };
}

/** A small picture of a matrix: in each field the largest weight it stands for, so that no peak is lost. */
export function thumbnail({ rows, columns, weights }: Weights, most: number): Weights {
  const height = Math.min(rows, most);
  const width = Math.min(columns, most);
  const small = new Float32Array(width * height);
  for (let row = 0; row < rows; row++) {
    const y = Math.floor((row * height) / rows);
    for (let column = 0; column < columns; column++) {
      const i = y * width + Math.floor((column * width) / columns);
      small[i] = Math.max(small[i], weights[row * columns + column]);
    }
  }
  return { rows: height, columns: width, weights: small };
}

export const largestOf = ({ weights }: Weights): number => weights.reduce((most, weight) => Math.max(most, weight), 0);
