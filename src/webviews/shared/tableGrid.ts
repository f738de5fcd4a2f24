// How a table is drawn and gone through, whoever has its rows: only those in sight are in the page, heads are pressed to sort, arrows
// move, Enter picks.

import { cellWidth } from '../../protocol/cellWidth';
import type { Column } from './column';
import { element } from './element';
import { rowLayout } from './rowLayout';

/** The column that a table is sorted by, by its id. */
export interface TableOrder {
  column: string;
  falling: boolean;
}

export interface GridOptions<R> {
  label: string;
  columns: readonly Column<R>[];
  /** Said when there are no rows. */
  empty: string;
  /** Where there is little room, a row has several lines: the first column, and below it the others. */
  stacks: boolean;
  order?: TableOrder;
  /** Without this, heads are no buttons. */
  onOrder?(order: TableOrder | undefined): void;
  /** How many rows there are, and each; undefined: it is not there yet. */
  count(): number;
  rowAt(index: number): R | undefined;
  /** A click, or Enter, on a row; without it rows cannot be picked. */
  onPick?(row: R, index: number, how: 'click' | 'double' | 'enter'): void;
  /** The arrows went to a row. */
  onMove?(index: number): void;
  isChosen?(row: R): boolean;
}

export interface TableGrid {
  node: HTMLElement;
  draw(): void;
  /** Which row the arrows go from. */
  current: number;
  /** Scrolls to the current row where it is out of sight. */
  reveal(): void;
}

const SPARE_ROWS = 8;
const PAGE_ROWS = 20;
/** Characters of a column that takes what is left, and of one of numbers. */
const LEAST = 12;
const LEAST_NUMBER = 8;
const LEAST_NUMBER_BELOW = 9;
/** Room for the arrow of the sorted column and the cell's padding. */
const BESIDE_TITLE = 4;
const BESIDE_TITLE_BELOW = 4.5;

function widthOf<R>({ title, width, numeric }: Column<R>): number | undefined {
  return width ?? (numeric ? Math.max(LEAST_NUMBER, cellWidth(title) + BESIDE_TITLE) : undefined);
}

/** Below the first column, where it is set smaller and has little room beside titles. */
const belowOf = <R>({ title, width, least, numeric }: Column<R>): number =>
  numeric ? Math.max(width ?? LEAST_NUMBER_BELOW, cellWidth(title) + BESIDE_TITLE_BELOW) : (width ?? least ?? LEAST);

/** As wide as it must be, in characters. */
const leastOf = <R>(column: Column<R>): number => widthOf(column) ?? column.least ?? LEAST;

export function tableGrid<R>(options: GridOptions<R>): TableGrid {
  const { label, columns, empty, stacks, count, rowAt, onPick, onMove, isChosen } = options;
  let { order } = options;
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
    const said = { text: column.title, title: column.hint };
    const { onOrder } = options;
    const title = onOrder ? element('button', { ...said, attributes: { type: 'button' } }) : element('span', said);
    const cell = element('th', { class: column.numeric ? 'number' : '', attributes: { scope: 'col' } }, title);
    if (onOrder) title.addEventListener('click', () => sortBy(column, onOrder));
    head.append(cell);
    return { column, cell };
  });

  function sortBy({ id, numeric = false }: Column<R>, onOrder: NonNullable<typeof options.onOrder>): void {
    if (order?.column !== id) order = { column: id, falling: numeric };
    else if (order.falling === numeric) order = { column: id, falling: !order.falling };
    else order = undefined;
    mark();
    onOrder(order);
  }

  function mark(): void {
    for (const { column, cell } of titles) {
      if (order?.column === column.id) cell.setAttribute('aria-sort', order.falling ? 'descending' : 'ascending');
      else cell.removeAttribute('aria-sort');
    }
  }

  function draw(): void {
    const rowPx = layout.fit();
    const rows = count();
    const first = Math.max(0, Math.min(rows, Math.floor(node.scrollTop / rowPx) - SPARE_ROWS));
    const last = Math.min(rows, Math.ceil((node.scrollTop + node.clientHeight) / rowPx) + SPARE_ROWS);
    const focused = body.contains(document.activeElement);
    above.style.height = `${first * rowPx}px`;
    below.style.height = `${(rows - last) * rowPx}px`;
    const shown = Array.from({ length: Math.max(0, last - first) }, (_, i) => rowNode(first + i));
    body.replaceChildren(above, ...shown, below);
    grid.setAttribute('aria-rowcount', String(rows + 1));
    hint.hidden = rows > 0;
    grid.hidden = rows === 0;
    if (focused) focusCurrent();
  }

  function rowNode(index: number): HTMLElement {
    const row = rowAt(index);
    const line = element('tr', { attributes: { 'aria-rowindex': String(index + 2), 'data-index': String(index) } });
    columns.forEach((column, i) => {
      const text = row === undefined ? (i === 0 ? '…' : '') : column.text(row);
      const mark = row === undefined ? '' : (column.mark?.(row) ?? '');
      line.append(element('td', { class: `${column.numeric ? 'number' : ''} ${mark}`.trim(), text, title: text }));
    });
    if (onPick) {
      line.tabIndex = index === state.current ? 0 : -1;
      line.classList.add('open');
    }
    if (row !== undefined && isChosen?.(row)) line.setAttribute('aria-current', 'true');
    return line;
  }

  function focusCurrent(): void {
    body.querySelector<HTMLElement>(`[data-index="${state.current}"]`)?.focus({ preventScroll: true });
  }

  function reveal(): void {
    const rowPx = layout.fit();
    above.style.height = '0';
    below.style.height = `${count() * rowPx}px`;
    const top = state.current * rowPx;
    const room = node.clientHeight - rowPx * 2;
    if (top < node.scrollTop) node.scrollTop = top;
    else if (top > node.scrollTop + room) node.scrollTop = top - room;
    draw();
  }

  function move(to: number): void {
    state.current = Math.max(0, Math.min(count() - 1, to));
    onMove?.(state.current);
    reveal();
    focusCurrent();
  }

  const indexAt = (target: EventTarget | null): number =>
    target instanceof HTMLElement ? Number(target.closest<HTMLElement>('tr[data-index]')?.dataset.index ?? -1) : -1;

  const state: TableGrid = { node, draw, current: 0, reveal };
  mark();
  node.addEventListener('scroll', () => requestAnimationFrame(draw));
  new ResizeObserver(() => draw()).observe(node);
  if (onPick) {
    const pick = (index: number, how: 'click' | 'double' | 'enter'): void => {
      const row = index < 0 ? undefined : rowAt(index);
      if (row === undefined) return;
      state.current = index;
      onPick(row, index, how);
    };
    body.addEventListener('click', ({ target, detail }) => detail < 2 && pick(indexAt(target), 'click'));
    body.addEventListener('dblclick', ({ target }) => pick(indexAt(target), 'double'));
    body.addEventListener('keydown', (event) => {
      const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE_ROWS, PageUp: -PAGE_ROWS };
      const index = indexAt(event.target);
      if (index < 0) return;
      if (event.key in steps) move(index + steps[event.key]);
      else if (event.key === 'Home') move(0);
      else if (event.key === 'End') move(count() - 1);
      else if (event.key === 'Enter') pick(index, 'enter');
      else return;
      event.preventDefault();
    });
  }
  return state;
}
