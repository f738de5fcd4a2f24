// Adds gradient rows at their ids, always in the same order, so that the sum has the same bits on any machine.

import type { Tensor } from '../runtime/tensor';

export interface RowSums {
  /** The gradient of the whole table, [rows, width]. */
  readonly table: Tensor;
  /** Sets the rows touched last time back to 0. Not needed when the program wrote the whole table anew. */
  clear(): void;
  /** ids [...], rows [..., width] */
  add(ids: Tensor, rows: Tensor): void;
}

export function createRowSums(table: Tensor): RowSums {
  const [, width] = table.shape;
  const sums = table.data as Float32Array;
  let touched: ArrayLike<number> = [];
  return {
    table,
    clear() {
      for (let i = 0; i < touched.length; i++) sums.fill(0, touched[i] * width, (touched[i] + 1) * width);
      touched = [];
    },
    add(ids, rows) {
      const indices = ids.data instanceof BigInt64Array ? Int32Array.from(ids.data, Number) : (ids.data as Int32Array);
      const values = rows.data as Float32Array;
      for (let i = 0, from = 0; i < indices.length; i++) {
        const to = indices[i] * width;
        for (let column = 0; column < width; column++) sums[to + column] += values[from++];
      }
      touched = touched.length === 0 ? Int32Array.from(indices) : Int32Array.from([...Array.from(touched), ...indices]);
    },
  };
}
