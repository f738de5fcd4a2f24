// How the tables of the Embeddings view are sorted, which is kept over a reload.

import type { TableOrder, TableSorting } from '../../shared/table';

/** Of the table of that name. */
export type SortingOf = (table: string) => TableSorting;

export type KeptSorting = Record<string, TableOrder>;

export function sortingOf(kept: () => KeptSorting, keep: (sorting: KeptSorting) => void): SortingOf {
  return (table) => ({
    order: kept()[table],
    onOrder(order) {
      const others = Object.entries(kept()).filter(([name]) => name !== table);
      keep(Object.fromEntries(order ? [...others, [table, order]] : others));
    },
  });
}

/** Kept values that are none are left out. */
export function mendedSorting(kept: KeptSorting): KeptSorting {
  const isOrder = (order: Partial<TableOrder> | null): boolean =>
    typeof order?.column === 'string' && typeof order.falling === 'boolean';
  return Object.fromEntries(Object.entries(kept).filter(([, order]) => isOrder(order)));
}
