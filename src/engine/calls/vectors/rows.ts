// Rows as requests name them: checked before anything is done with them.

import { LabError } from '../../../protocol/labError';
import type { VectorSet } from '../../embeddings/vectors/vectorSet';

export function requireRow({ words }: VectorSet, row: number): void {
  if (!Number.isInteger(row) || row < 0 || row >= words.size)
    throw new LabError('INVALID_ARGUMENT', `There is no row ${row}; rows go from 0 to ${words.size - 1}.`);
}

/** The rows asked for, or the first `limit`. */
export function chosenRows(
  set: VectorSet,
  rows: readonly number[] | undefined,
  limit: number,
): Int32Array<ArrayBuffer> {
  if (!rows) return Int32Array.from({ length: Math.min(limit, set.words.size) }, (_, row) => row);
  for (const row of rows) requireRow(set, row);
  if (rows.length === 0) throw new LabError('INVALID_ARGUMENT', 'No words are chosen; choose some.');
  return Int32Array.from(rows);
}

/** A whole number within bounds; fails with `INVALID_ARGUMENT`. */
export function requireWhole(name: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new LabError('INVALID_ARGUMENT', `${name} must be a whole number from ${least} to ${most}, not ${value}.`);
}
