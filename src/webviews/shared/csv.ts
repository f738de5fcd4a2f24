// A table as text, for saving: commas, quotes where they are needed, lines ended as RFC 4180 has it, no formulas.

import { spreadsheetCell } from '../../protocol/plainText';
import type { Column } from './column';

/** Numbers go in whole, not as they are shown. */
export function csvOf<R>(columns: readonly Column<R>[], rows: readonly R[]): string {
  const value = (column: Column<R>, row: R): string => {
    const number = column.numeric ? column.sortBy?.(row) : undefined;
    return typeof number === 'number' ? String(number) : spreadsheetCell(number ?? column.text(row));
  };
  const lines = rows.map((row) => columns.map((column) => value(column, row)));
  return [columns.map(({ title }) => spreadsheetCell(title)), ...lines]
    .map((line) => `${line.map(quoted).join(',')}\r\n`)
    .join('');
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
