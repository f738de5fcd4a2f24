// What charts of runs can be drawn of: figures, and keys in which the runs are not alike. Pure.

import { isFigure } from '../cells';
import { differentKeys } from '../shownColumns';
import type { RunTable } from '../runTable';

/** The most telling first: test, then validation; `seconds` last. */
export function figureChoices(table: RunTable, rows: readonly number[]): string[] {
  const has = (key: string): boolean => rows.some((row) => Number.isFinite(table.number(row, key)));
  const keys = table.keys.filter((key) => table.isNumeric(key) && isFigure(key) && has(key));
  const rank = (key: string): number =>
    ['validation.', 'test.', 'best.', 'evaluation.'].findIndex((part) => key.startsWith(part));
  return [...keys.sort((a, b) => ((rank(a) + 5) % 5) - ((rank(b) + 5) % 5)), ...(has('seconds') ? ['seconds'] : [])];
}

/** Of those the numbers: seeds say nothing by their size. */
export const numberChoices = (table: RunTable, rows: readonly number[]): string[] =>
  keyChoices(table, rows).filter((key) => key !== 'seed' && table.isNumeric(key));

export const keyChoices = (table: RunTable, rows: readonly number[]): string[] => {
  const different = differentKeys(table, rows);
  const others = ['parameters', 'seconds', 'epoch'].filter((key) => table.has(key) && table.differs(key, rows));
  return [...different.filter((key) => key !== 'seed'), ...different.filter((key) => key === 'seed'), ...others];
};
