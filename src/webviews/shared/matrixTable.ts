// A matrix as a table of its numbers, and as a file.

import { csvLine } from '../../protocol/csvLine';
import { figure } from '../../protocol/figures';
import { cell, nameCell, numberCell, plainTable, row, scrollable } from './plainTable';
import type { NamedMatrix } from './tensorMap';
import { isMasked } from './tensorScale';

/** So much of the table is written; all of it is saved. */
const MOST_CELLS = 20_000;

export function matrixTable(label: string, { rows, columns, values }: NamedMatrix): HTMLElement {
  const room = Math.max(1, Math.floor(MOST_CELLS / Math.max(1, columns.length)));
  const lines = rows.slice(0, room).map((name, i) =>
    row(
      name === '' ? cell('') : nameCell(name),
      ...columns.map((_, j) => {
        const value = values[i * columns.length + j];
        return numberCell(isMasked(value) ? '×' : figure(value));
      }),
    ),
  );
  const headings = [{ text: '' }, ...columns.map((text) => ({ text, isNumeric: true }))];
  return scrollable(label, plainTable({ headings, rows: lines }));
}

export function matrixCsv({ rows, columns, values }: NamedMatrix): string {
  const lines = rows.map((name, i) => [name, ...columns.map((_, j) => String(values[i * columns.length + j]))]);
  return [['', ...columns], ...lines].map(csvLine).join('');
}
