// The heads of the grid of runs: a click sorts, dragging or Alt and the arrows move a column.

import { element } from '../shared/element';

export interface HeadOptions {
  nameTitle: string;
  isNumeric(key: string): boolean;
  hintOf(key: string): string;
  /** '': the name. */
  onSort(key: string): void;
  onMoved(key: string, to: number): void;
}

export interface GridHead {
  node: HTMLElement;
  set(columns: readonly string[], order: { key: string; falling: boolean }): void;
}

const DRAG_PX = 5;
/** The key of the first column. */
export const NAME = 'name';

export function gridHead(options: HeadOptions & { widthOf(key: string): number }): GridHead {
  const row = element('div', { class: 'line head', attributes: { role: 'row', 'aria-rowindex': '1' } });
  const node = element('div', { class: 'grid-head', attributes: { role: 'rowgroup' } }, row);
  let columns: readonly string[] = [];
  let drawn = '';

  function set(keys: readonly string[], order: { key: string; falling: boolean }): void {
    const now = JSON.stringify([keys, order, keys.map(options.widthOf)]);
    if (now === drawn) return;
    drawn = now;
    columns = keys;
    const focused = document.activeElement?.closest<HTMLElement>('.head .cell')?.dataset.key;
    row.replaceChildren(headOf(NAME, order), ...keys.map((key) => headOf(key, order)));
    if (focused !== undefined) focusOn(focused);
  }

  function focusOn(key: string): void {
    row.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"] button`)?.focus();
  }

  function headOf(key: string, order: { key: string; falling: boolean }): HTMLElement {
    const isName = key === NAME;
    const press = element('button', { text: isName ? options.nameTitle : key, attributes: { type: 'button' } });
    press.title = isName ? options.nameTitle : options.hintOf(key);
    const cell = element('div', {
      class: `cell ${isName ? 'name' : ''} ${!isName && options.isNumeric(key) ? 'number' : ''}`,
      attributes: { role: 'columnheader', 'data-key': key },
    });
    if (order.key === key) cell.setAttribute('aria-sort', order.falling ? 'descending' : 'ascending');
    cell.append(press);
    if (!isName) {
      cell.style.width = `${options.widthOf(key)}px`;
      draggable(cell, key);
    }
    press.addEventListener('click', () => cell.dataset.dragged === undefined && options.onSort(key));
    press.addEventListener('keydown', (event) => {
      const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!event.altKey || by === undefined || isName) return;
      event.preventDefault();
      options.onMoved(key, columns.indexOf(key) + by);
      focusOn(key);
    });
    return cell;
  }

  function draggable(cell: HTMLElement, key: string): void {
    let from: number | undefined;
    cell.addEventListener('pointerdown', (event) => {
      delete cell.dataset.dragged;
      if (event.button === 0) from = event.clientX;
    });
    cell.addEventListener('pointermove', (event) => {
      if (from === undefined || Math.abs(event.clientX - from) < DRAG_PX) return;
      if (cell.dataset.dragged === undefined) cell.setPointerCapture(event.pointerId);
      cell.dataset.dragged = '';
      cell.style.transform = `translateX(${event.clientX - from}px)`;
    });
    const end = (event: PointerEvent): void => {
      const moved = from;
      from = undefined;
      cell.style.transform = '';
      if (moved === undefined || cell.dataset.dragged === undefined) return;
      const heads = [...row.querySelectorAll<HTMLElement>('.cell:not(.name)')].filter((each) => each !== cell);
      const to = heads.filter((each) => middleOf(each) < event.clientX).length;
      options.onMoved(key, to);
      setTimeout(() => delete cell.dataset.dragged); // after the click that ends it
    };
    cell.addEventListener('pointerup', end);
    cell.addEventListener('pointercancel', end);
  }

  return { node, set };
}

function middleOf(node: HTMLElement): number {
  const { left, width } = node.getBoundingClientRect();
  return left + width / 2;
}
