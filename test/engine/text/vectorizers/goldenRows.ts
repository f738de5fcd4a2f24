// Sparse rows in golden files.

import assert from 'node:assert/strict';
import type { SparseRows } from '../../../../src/engine/text/vectorizers/sparseRows';

export interface GoldenRows {
  shape: [rows: number, columns: number];
  starts: number[];
  indices: number[];
  values: number[];
}

export function rowsOf({ shape: [rows, columns], starts, indices, values }: GoldenRows): SparseRows {
  return {
    ...{ rows, columns, starts: Int32Array.from(starts) },
    ...{ indices: Int32Array.from(indices), values: Float64Array.from(values) },
  };
}

/** The same structure, and values within 1e-12. */
export function assertRows(actual: SparseRows, golden: GoldenRows): void {
  assert.deepEqual([actual.rows, actual.columns], golden.shape);
  assert.deepEqual([...actual.starts], golden.starts);
  assert.deepEqual([...actual.indices], golden.indices);
  actual.values.forEach((value, at) => assert.ok(Math.abs(value - golden.values[at]) <= 1e-12, `value ${at}`));
}
