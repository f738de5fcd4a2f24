// What counts weigh, feature by feature: the value of each count, and one number of the whole text by which all its values are divided.
// So a text of which a few counts change is weighed anew by those alone.

import type { SparseRows } from './sparseRows';

export interface Weighing {
  /** @param count above 0 */
  value(count: number, column: number): number;
  /** Left out where values stay as they are. */
  readonly norm?: {
    /** What a value adds to the sum over its text. */
    part(value: number): number;
    /** What is divided by, of that sum; where nothing was added values stay. */
    length(sum: number): number;
  };
}

/** The counts themselves. */
export const AS_COUNTED: Weighing = { value: (count) => count };

/** 1 for each feature that occurs. */
export const ONCE: Weighing = { value: () => 1 };

/** By what the values of a text are divided. */
export const divisorOf = ({ norm }: Weighing, sum: number): number => (norm && sum !== 0 ? norm.length(sum) : 1);

export function weighed(counts: SparseRows, weighing: Weighing): SparseRows {
  const { rows, starts, indices } = counts;
  const { norm } = weighing;
  const values = counts.values.slice();
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let at = starts[row]; at < starts[row + 1]; at++) {
      values[at] = weighing.value(values[at], indices[at]);
      if (norm) sum += norm.part(values[at]);
    }
    if (!norm || sum === 0) continue;
    const length = norm.length(sum);
    for (let at = starts[row]; at < starts[row + 1]; at++) values[at] /= length;
  }
  return { ...counts, values };
}
