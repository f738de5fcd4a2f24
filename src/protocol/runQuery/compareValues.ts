// The order of runs by what they have under a key.

import type { RowValue } from '../runRow';

/** Digits are padded to so many, so that `run 9` stands before `run 10`. */
const DIGITS = 16;

export type SortKey = number | string | undefined;

/** What stands for a value in comparisons: made once where many are compared. */
export const sortKey = (value: RowValue | undefined): SortKey =>
  value === undefined || typeof value === 'number'
    ? value
    : String(value)
        .toLowerCase()
        .replace(/\d+/gu, (digits) => digits.padStart(DIGITS, '0'));

/** Numbers by size, texts as people sort them, numbers before texts; what is missing comes last whichever way. Below 0: `a` first. */
export function compareKeys(a: SortKey, b: SortKey, isFalling: boolean): number {
  if (a === b) return 0;
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  const isBefore = typeof a === typeof b ? a < b : typeof a === 'number';
  return isBefore === isFalling ? 1 : -1;
}

export const compareValues = (a: RowValue | undefined, b: RowValue | undefined, isFalling: boolean): number =>
  compareKeys(sortKey(a), sortKey(b), isFalling);
