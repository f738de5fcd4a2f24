// Rows in the order of one of their keys.

import type { RunRow } from '../runRow';
import { compareValues } from './compareValues';
import { expressionTest } from './filter';

export interface RowSort {
  key: string;
  isRising: boolean;
}

/** `accuracy`: the greatest first; `-loss`: the least. */
export const rowSortOf = (text: string): RowSort => ({ key: text.replace(/^-/, ''), isRising: text.startsWith('-') });

/** Throws an `ExpressionFault` with the nearest key where none of the runs has it, and no run could. */
export function requireKey(key: string, known: ReadonlySet<string>): void {
  if (known.size > 0) expressionTest(`\`${key.replace(/[\\`]/g, '\\$&')}\``, known);
}

/** Those without the key last. Fails as `requireKey`. @param known all keys that runs have */
export function sortRows(rows: readonly RunRow[], { key, isRising }: RowSort, known: ReadonlySet<string>): RunRow[] {
  requireKey(key, known);
  return rows.toSorted((a, b) => compareValues(a.values[key], b.values[key], !isRising));
}
