// A table of any length whose rows are all there: every column sorts.

import type { Column } from './column';
import { csvOf } from './csv';
import { tableGrid, type TableOrder } from './tableGrid';

export type { TableOrder } from './tableGrid';

/** How a table is sorted at first, and word of each change; undefined: as its rows come. */
export interface TableSorting {
  order?: TableOrder;
  onOrder?(order: TableOrder | undefined): void;
}

export interface TableOptions<R> extends TableSorting {
  label: string;
  columns: readonly Column<R>[];
  /** Said when there are no rows. */
  empty: string;
  /** Where there is little room, a row has several lines: the first column, and below it the others. */
  stacks?: boolean;
  /** Click, double click or Enter on a row. */
  onPick?(row: R): void;
  /** Marks a row as the one that is looked at. */
  isChosen?(row: R): boolean;
}

export interface Table<R> {
  node: HTMLElement;
  setRows(rows: readonly R[]): void;
  /** The rows in the order shown, for saving. */
  csv(): string;
}

export function table<R>({ columns, stacks = false, onPick, order, onOrder, ...texts }: TableOptions<R>): Table<R> {
  let rows: readonly R[] = [];
  let sorted: readonly R[] = [];
  let by = columns.some(({ id }) => id === order?.column) ? order : undefined;

  const grid = tableGrid<R>({
    ...{ ...texts, columns, stacks, count: () => sorted.length, rowAt: (index) => sorted[index] },
    ...(by ? { order: by } : {}),
    onOrder(next) {
      by = next;
      onOrder?.(next);
      sort();
      grid.draw();
    },
    // The first click of a double click has picked it.
    ...(onPick ? { onPick: (row, _, how) => how !== 'double' && onPick(row) } : {}),
  });

  function sort(): void {
    const column = columns.find(({ id }) => id === by?.column);
    if (!by || !column) return void (sorted = rows);
    const keyOf = column.sortBy ?? column.text;
    const keyed = rows.map((row) => ({ row, key: keyOf.call(column, row) }));
    const direction = by.falling ? -1 : 1;
    keyed.sort((a, b) => (a.key < b.key ? -direction : a.key > b.key ? direction : 0));
    sorted = keyed.map(({ row }) => row);
  }

  return {
    node: grid.node,
    setRows(next) {
      rows = next;
      grid.current = Math.min(grid.current, Math.max(0, rows.length - 1));
      sort();
      grid.draw();
    },
    csv: () => csvOf(columns, sorted),
  };
}
