// The cells of a map as rows of a table, and one row of a map by its weights.

import { figure } from '../../protocol/figures';
import { type Table, table } from '../shared/table';
import type { Cell, MapData } from './mapData';
import type { AttentionStrings } from './strings';

export interface CellRow extends Cell {
  weight: number;
}

export interface RowEntry {
  token: string;
  column: number;
  weight: number;
  sum: number;
}

interface CellsOptions {
  /** The map whose cells are shown now. */
  data(): MapData | undefined;
  onPick(cell: Cell): void;
}

export function cellsTable(strings: AttentionStrings, { data, onPick }: CellsOptions): Table<CellRow> {
  return table<CellRow>({
    label: strings.map,
    empty: strings.noWeights,
    columns: [
      { id: 'from', title: strings.from, text: ({ row }) => data()?.rows.labels[row] ?? '', sortBy: ({ row }) => row },
      {
        id: 'to',
        title: strings.to,
        text: ({ column }) => data()?.columns.labels[column] ?? '',
        sortBy: ({ column }) => column,
      },
      {
        id: 'weight',
        title: strings.weight,
        hint: strings.weightHint,
        numeric: true,
        text: ({ weight }) => figure(weight),
        sortBy: ({ weight }) => weight,
      },
    ],
    onPick,
  });
}

/** The cells that are shown, row by row. */
export function cellRows({ matrix: { rows, columns, weights }, cuts }: MapData): CellRow[] {
  const found: CellRow[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const weight = weights[row * columns + column];
      if (weight >= cuts[row] && weight > 0) found.push({ row, column, weight });
    }
  return found;
}

/** Where a row looks, the largest first. */
export function entriesOf({ matrix: { columns, weights }, columns: axis }: MapData, row: number): RowEntry[] {
  let sum = 0;
  return Array.from(weights.subarray(row * columns, (row + 1) * columns), (weight, column) => ({ weight, column }))
    .sort((one, other) => other.weight - one.weight)
    .map(({ weight, column }) => ({ token: axis.labels[column], column, weight, sum: (sum += weight) }));
}
