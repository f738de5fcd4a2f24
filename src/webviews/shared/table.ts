// A table of any length: only the rows in sight are in the page, every column sorts, arrows move, Enter opens.

import type { Column } from './column';
import { csvOf } from './csv';
import { element } from './element';
import { rowLayout } from './rowLayout';

/** The column that a table is sorted by, by its id. */
export interface TableOrder {
  column: string;
  falling: boolean;
}

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
  /** Where there is little room, a row has two lines: the first column, and below it the others. */
  stacks?: boolean;
  /** Click, double click or Enter on a row. */
  onPick?(row: R): void;
}

export interface Table<R> {
  node: HTMLElement;
  setRows(rows: readonly R[]): void;
  /** The rows in the order shown, for saving. */
  csv(): string;
}

const SPARE_ROWS = 8;
/** Characters of a column that takes what is left, and of one of numbers. */
const LEAST = 12;
const LEAST_NUMBER = 8;
const LEAST_NUMBER_BELOW = 6;
/** Room for the arrow of the sorted column and the cell's padding. */
const BESIDE_TITLE = 4;
const BESIDE_TITLE_BELOW = 1.5;

function widthOf<R>({ title, width, numeric }: Column<R>): number | undefined {
  return width ?? (numeric ? Math.max(LEAST_NUMBER, title.length + BESIDE_TITLE) : undefined);
}

function orderIn<R>(columns: readonly Column<R>[], order: TableOrder | undefined) {
  const column = columns.find(({ id }) => id === order?.column);
  return column && order ? { column, falling: order.falling } : undefined;
}

/** Its part of a second line, which is set smaller and has little room beside titles. */
const belowOf = <R>({ title, width, least, numeric }: Column<R>): number =>
  width ?? least ?? (numeric ? Math.max(LEAST_NUMBER_BELOW, title.length + BESIDE_TITLE_BELOW) : LEAST);

/** As wide as it must be, in characters. */
const leastOf = <R>(column: Column<R>): number => widthOf(column) ?? column.least ?? LEAST;

export function table<R>({ label, columns, empty, stacks = false, onPick, ...sorting }: TableOptions<R>): Table<R> {
  let rows: readonly R[] = [];
  let sorted: readonly R[] = [];
  let order = orderIn(columns, sorting.order);
  let current = 0;

  const head = element('tr', { attributes: { 'aria-rowindex': '1' } });
  const above = element('tr', { class: 'space', attributes: { 'aria-hidden': 'true' } }, element('td'));
  const below = element('tr', { class: 'space', attributes: { 'aria-hidden': 'true' } }, element('td'));
  const body = element('tbody');
  const widths = columns.map((column) => {
    const width = element('col');
    const fixed = widthOf(column);
    if (fixed !== undefined) width.style.width = `${fixed}ch`;
    return width;
  });
  const grid = element(
    'table',
    { attributes: { 'aria-label': label } },
    element('colgroup', {}, ...widths),
    element('thead', {}, head),
    body,
  );
  const hint = element('p', { class: 'empty', text: empty });
  const node = element(
    'div',
    { class: 'table', attributes: { tabindex: '0', role: 'group', 'aria-label': label } },
    grid,
    hint,
  );
  const layout = rowLayout({
    ...{ node, grid, stacks, widths: columns.map(leastOf) },
    below: columns.map(belowOf),
  });

  const titles = columns.map((column) => {
    const press = element('button', { text: column.title, attributes: { type: 'button' } });
    if (column.hint !== undefined) press.title = column.hint;
    const cell = element('th', { class: column.numeric ? 'number' : '', attributes: { scope: 'col' } }, press);
    press.addEventListener('click', () => sortBy(column));
    head.append(cell);
    return { column, cell };
  });

  function sortBy(column: Column<R>): void {
    if (order?.column !== column) order = { column, falling: column.numeric === true };
    else if (order.falling === (column.numeric === true)) order = { column, falling: !order.falling };
    else order = undefined;
    sorting.onOrder?.(order && { column: order.column.id, falling: order.falling });
    mark();
    sort();
    draw();
  }

  function mark(): void {
    for (const title of titles) {
      if (order?.column === title.column)
        title.cell.setAttribute('aria-sort', order.falling ? 'descending' : 'ascending');
      else title.cell.removeAttribute('aria-sort');
    }
  }

  function sort(): void {
    if (!order) return void (sorted = rows);
    const { column, falling } = order;
    const keyOf = column.sortBy ?? column.text;
    const keyed = rows.map((row) => ({ row, key: keyOf.call(column, row) }));
    const direction = falling ? -1 : 1;
    keyed.sort((a, b) => (a.key < b.key ? -direction : a.key > b.key ? direction : 0));
    sorted = keyed.map(({ row }) => row);
  }

  function draw(): void {
    const rowPx = layout.fit();
    const first = Math.max(0, Math.floor(node.scrollTop / rowPx) - SPARE_ROWS);
    const last = Math.min(sorted.length, Math.ceil((node.scrollTop + node.clientHeight) / rowPx) + SPARE_ROWS);
    const focused = body.contains(document.activeElement);
    above.style.height = `${first * rowPx}px`;
    below.style.height = `${(sorted.length - last) * rowPx}px`;
    body.replaceChildren(above, ...sorted.slice(first, last).map((row, index) => rowNode(row, first + index)), below);
    grid.setAttribute('aria-rowcount', String(sorted.length + 1));
    hint.hidden = sorted.length > 0;
    grid.hidden = sorted.length === 0;
    if (focused) focusCurrent();
  }

  function rowNode(row: R, index: number): HTMLElement {
    const line = element('tr', { attributes: { 'aria-rowindex': String(index + 2), 'data-index': String(index) } });
    for (const column of columns) {
      const text = column.text(row);
      const mark = column.mark?.(row) ?? '';
      line.append(element('td', { class: `${column.numeric ? 'number' : ''} ${mark}`.trim(), text, title: text }));
    }
    if (onPick) {
      line.tabIndex = index === current ? 0 : -1;
      line.classList.add('open');
    }
    return line;
  }

  function focusCurrent(): void {
    body.querySelector<HTMLElement>(`[data-index="${current}"]`)?.focus({ preventScroll: true });
  }

  function move(to: number): void {
    current = Math.max(0, Math.min(sorted.length - 1, to));
    const rowPx = layout.fit();
    const top = current * rowPx;
    const room = node.clientHeight - rowPx * 2;
    if (top < node.scrollTop) node.scrollTop = top;
    else if (top > node.scrollTop + room) node.scrollTop = top - room;
    draw();
    focusCurrent();
  }

  const indexAt = (target: EventTarget | null): number =>
    target instanceof HTMLElement ? Number(target.closest<HTMLElement>('tr[data-index]')?.dataset.index ?? -1) : -1;

  mark();
  node.addEventListener('scroll', () => requestAnimationFrame(draw));
  new ResizeObserver(() => draw()).observe(node);
  if (onPick) {
    body.addEventListener('click', ({ target, detail }) => {
      const index = indexAt(target);
      if (index < 0 || detail > 1) return; // the first click of a double click has opened it
      current = index;
      onPick(sorted[index]);
    });
    body.addEventListener('keydown', (event) => {
      const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20 };
      const index = indexAt(event.target);
      if (index < 0) return;
      if (event.key in steps) move(index + steps[event.key]);
      else if (event.key === 'Home') move(0);
      else if (event.key === 'End') move(sorted.length - 1);
      else if (event.key === 'Enter') onPick(sorted[index]);
      else return;
      event.preventDefault();
    });
  }
  return {
    node,
    setRows(next) {
      rows = next;
      current = Math.min(current, Math.max(0, rows.length - 1));
      sort();
      draw();
    },
    csv: () => csvOf(columns, sorted),
  };
}
