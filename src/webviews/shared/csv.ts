// A table as text, for saving.

import { csvLine } from '../../protocol/csvLine';
import type { Column } from './column';

export function csvOf<R>(columns: readonly Column<R>[], rows: readonly R[]): string {
  const value = (column: Column<R>, row: R): string | number => {
    const number = column.numeric ? column.sortBy?.(row) : undefined;
    return number ?? column.text(row);
  };
  const lines = rows.map((row) => columns.map((column) => value(column, row)));
  return [columns.map(({ title }) => title), ...lines].map(csvLine).join('');
}
