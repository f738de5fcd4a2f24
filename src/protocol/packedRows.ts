// Rows of runs as columns, so that ten thousand of them reach a view in a moment: numbers as they are, texts by their places in a list.

import { keysOf, type RowValue, type RunRow } from './runRow';

export type PackedColumn = { key: string } & (
  | { numbers: Float64Array } // NaN: the run has none
  | { values: RowValue[]; codes: Int32Array } // −1: the run has none
);

export interface PackedRows {
  ids: string[];
  columns: PackedColumn[];
}

export type Row = Pick<RunRow, 'id' | 'values'>;

export function packRows(rows: readonly Row[]): PackedRows {
  const keys = keysOf(rows);
  return { ids: rows.map(({ id }) => id), columns: [...keys].map((key) => packed(key, rows)) };
}

function packed(key: string, rows: readonly Row[]): PackedColumn {
  const column = rows.map(({ values }) => values[key] as RowValue | undefined);
  if (column.every((value) => value === undefined || typeof value === 'number'))
    return { key, numbers: Float64Array.from(column, (value) => value ?? NaN) };
  const places = new Map<string, number>();
  const values: RowValue[] = [];
  const codes = Int32Array.from(column, (value) => {
    if (value === undefined) return -1;
    const name = `${typeof value} ${JSON.stringify(value)}`;
    const known = places.get(name);
    if (known !== undefined) return known;
    places.set(name, values.length);
    return values.push(value) - 1;
  });
  return { key, values, codes };
}

export function unpackColumn(column: PackedColumn): (RowValue | undefined)[] {
  if ('numbers' in column) return Array.from(column.numbers, (number) => (Number.isNaN(number) ? undefined : number));
  return Array.from(column.codes, (code) => (code < 0 ? undefined : column.values[code]));
}
