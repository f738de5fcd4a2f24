// The order of runs by what they have under a key.

import type { RowValue } from '../runRow';

const collator = new Intl.Collator(undefined, { numeric: true });

/** Numbers by size, texts as people sort them, numbers before texts; what is missing comes last whichever way. Below 0: `a` first. */
export function compareValues(a: RowValue | undefined, b: RowValue | undefined, isFalling: boolean): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  const order =
    typeof a === 'number' && typeof b === 'number'
      ? a - b
      : typeof a === 'number' || typeof b === 'number'
        ? Number(typeof b === 'number') - Number(typeof a === 'number')
        : collator.compare(String(a), String(b));
  return isFalling ? -order : order;
}
