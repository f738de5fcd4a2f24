// A table whose rows lie elsewhere: pages are asked for as they come into sight, and whoever has the rows sorts them. A click or the
// arrows choose a row, Escape leaves it, Enter or a double click opens it.

import type { Column } from './column';
import { tableGrid, type TableOrder } from './tableGrid';

export interface PagedTableOptions<R> {
  label: string;
  columns: readonly Column<R>[];
  empty: string;
  order?: TableOrder;
  /** Without this, its rows have an order of their own. */
  onOrder?(order: TableOrder | undefined): void;
  /** From a row on, some of them. Never rejects; undefined: they could not be had. */
  load(from: number): Promise<{ rows: readonly R[]; total: number } | undefined>;
  /** What tells a row from all others. */
  idOf(row: R): number;
  /** Undefined: none. */
  onChoose(row: R | undefined): void;
  onOpen(row: R): void;
  onTotal(total: number): void;
}

export interface PagedTable {
  node: HTMLElement;
  /** Other rows from now on. @param chosen the id of the one that is chosen, wherever it stands; −1: none */
  renew(chosen: number): void;
  /** The same rows, which may say something else by now: what is in sight stays there. @param place of the chosen one; −1: none */
  refresh(chosen: number, place: number): void;
}

/** Pages begin at multiples of this; a page may have more rows. */
const ROWS_A_PAGE = 100;
/** Pages that stay in memory. */
const MOST_PAGES = 20;

export function pagedTable<R>(options: PagedTableOptions<R>): PagedTable {
  const { load, idOf } = options;
  /** By number, the one asked for last behind the others. */
  let pages = new Map<number, readonly R[]>();
  /** What they were before they were asked for again. */
  let stale = new Map<number, readonly R[]>();
  const asked = new Set<number>();
  let [total, chosen, generation] = [0, -1, 0];

  const grid = tableGrid<R>({
    ...{ label: options.label, columns: options.columns, empty: options.empty, stacks: true },
    ...(options.order ? { order: options.order } : {}),
    ...(options.onOrder ? { onOrder: options.onOrder } : {}),
    count: () => total,
    rowAt,
    isChosen: (row) => idOf(row) === chosen,
    onPick: (row, _, how) => (how === 'click' ? choose(row) : options.onOpen(row)),
    onMove: (index) => choose(rowAt(index)),
  });
  grid.node.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || chosen < 0) return;
    chosen = -1;
    options.onChoose(undefined);
    grid.draw();
  });

  function rowAt(index: number): R | undefined {
    const page = Math.floor(index / ROWS_A_PAGE);
    const known = pages.get(page);
    if (!known) void fetchPage(page);
    const rows = known ?? stale.get(page);
    return rows?.[index - page * ROWS_A_PAGE];
  }

  async function fetchPage(page: number): Promise<void> {
    if (asked.has(page)) return;
    asked.add(page);
    const mine = generation;
    const found = await load(page * ROWS_A_PAGE);
    if (mine !== generation) return;
    asked.delete(page);
    if (!found) return;
    pages.set(page, found.rows.slice(0, ROWS_A_PAGE));
    if (pages.size > MOST_PAGES) pages.delete([...pages.keys()][0]);
    if (total !== found.total || page === 0) options.onTotal(found.total);
    total = found.total;
    const place = found.rows.findIndex((row) => idOf(row) === chosen);
    if (place >= 0 && grid.current === 0) {
      grid.current = page * ROWS_A_PAGE + place;
      grid.reveal();
    } else grid.draw();
  }

  function choose(row: R | undefined): void {
    if (row === undefined || idOf(row) === chosen) return;
    chosen = idOf(row);
    options.onChoose(row);
    grid.draw();
  }

  return {
    node: grid.node,
    renew(id) {
      generation++;
      asked.clear();
      [pages, stale] = [new Map(), new Map()];
      [total, chosen, grid.current] = [0, id, 0];
      grid.node.scrollTop = 0;
      void fetchPage(0);
    },
    refresh(id, place) {
      generation++;
      asked.clear();
      [pages, stale] = [new Map(), pages];
      chosen = id;
      if (place >= 0 && place !== grid.current) {
        grid.current = place;
        grid.reveal();
      }
      void fetchPage(Math.floor(Math.max(0, place) / ROWS_A_PAGE));
      grid.draw();
    },
  };
}
