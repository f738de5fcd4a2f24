// Adds gradient rows at their ids, always in the same order, so that the sum has the same bits on any machine.

import type { Tensor } from '../runtime/tensor';

export interface RowSums {
  /** The gradient of the whole table, [rows, width]. */
  readonly table: Tensor;
  /**
   * Starts anew, with what a program has just written into the whole of the table, or with zeros.
   * @param table what is in it: `written` for that; `sums` of these rows, or `anything`
   */
  begin(table: 'written' | 'sums' | 'anything'): void;
  /** ids [...], rows [..., width] */
  add(ids: Tensor, rows: Tensor): void;
  /** The rows that were added to since it began, rising. */
  touched(): Int32Array;
}

export function createRowSums(table: Tensor): RowSums {
  const [, width] = table.shape;
  const sums = table.data as Float32Array;
  let touched: Int32Array[] = [];
  return {
    table,
    begin(now) {
      if (now === 'anything') sums.fill(0);
      if (now === 'sums') for (const ids of touched) for (const id of ids) sums.fill(0, id * width, (id + 1) * width);
      touched = [];
    },
    add(ids, rows) {
      const indices = ids.data instanceof BigInt64Array ? Int32Array.from(ids.data, Number) : (ids.data as Int32Array);
      const values = rows.data as Float32Array;
      for (let i = 0, from = 0; i < indices.length; i++) {
        const to = indices[i] * width;
        for (let column = 0; column < width; column++) sums[to + column] += values[from++];
      }
      touched.push(indices.slice());
    },
    touched: () => Int32Array.from(new Set(touched.flatMap((ids) => [...ids]))).sort(),
  };
}
