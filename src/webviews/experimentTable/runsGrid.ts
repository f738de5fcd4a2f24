// The grid of all runs: rows in sight alone are in the page, the first column stays where it is, heads sort and are dragged.

import { element, say } from '../shared/element';
import { type Cell, isFigure } from './cells';
import { gridHead, type GridHead, type HeadOptions } from './gridHead';
import type { Line } from './lines';

export interface GridOptions extends Omit<HeadOptions, 'onMoved'> {
  label: string;
  empty: string;
  onMoveColumn(key: string, to: number): void;
  /** The first cell of a line, and what stands before it. */
  nameOf(line: Line): { text: string; mark: string; hint: string };
  cellOf(line: Line, key: string): Cell;
  isSelected(line: Line): boolean;
  isBaseline(line: Line): boolean;
  /** Differences stand beside numbers. */
  isComparing(): boolean;
  onPick(line: Line, how: { extends: boolean; adds: boolean }): void;
  onOpen(line: Line): void;
  onTurn(line: Line, isOpen: boolean): void;
  onMenu(line: Line, key: string, place: { x: number; y: number }): void;
  onKey(event: KeyboardEvent, line: Line | undefined): boolean;
}

export interface RunsGrid {
  node: HTMLElement;
  set(lines: readonly Line[], columns: readonly string[], order: { key: string; falling: boolean }): void;
  draw(): void;
  /** The line that keys act upon. */
  readonly current: Line | undefined;
  goTo(id: string): void;
  /** What is said while there are no lines. */
  setEmpty(text: string): void;
}

const ROW_PX = 22;
const SPARE = 6;
const PAGE = 20;
const NAME_PX = 220;
const COLUMN_PX = { figure: 148, number: 92, text: 128, most: 210, letter: 7.4, beside: 24, difference: 74 };

export function runsGrid(options: GridOptions): RunsGrid {
  let lines: readonly Line[] = [];
  let columns: readonly string[] = [];
  let at = 0;
  const rows = element('div', { class: 'grid-rows', attributes: { role: 'rowgroup' } });
  const head: GridHead = gridHead({ ...options, onMoved: options.onMoveColumn, widthOf });
  const hint = element('p', { class: 'empty', text: options.empty });
  const node = element(
    'div',
    {
      class: 'runs-grid',
      attributes: { role: 'treegrid', tabindex: '0', 'aria-label': options.label, 'aria-multiselectable': 'true' },
    },
    head.node,
    rows,
  );
  const outer = element('div', { class: 'grid-place' }, node, hint);

  /** Room for what such a key usually has, and for the key itself as far as that is not long. */
  function widthOf(key: string): number {
    const { figure, number, text, most, letter, beside } = COLUMN_PX;
    const usual = isFigure(key) || key === 'seconds' ? figure : options.isNumeric(key) ? number : text;
    const added = options.isComparing() && options.isNumeric(key) ? COLUMN_PX.difference : 0;
    return added + Math.max(usual, Math.min(most, Math.round(key.length * letter + beside)));
  }

  function draw(): void {
    const first = Math.max(0, Math.floor(node.scrollTop / ROW_PX) - SPARE);
    const last = Math.min(lines.length, Math.ceil((node.scrollTop + node.clientHeight) / ROW_PX) + SPARE);
    const width = columns.reduce((sum, key) => sum + widthOf(key), NAME_PX);
    rows.style.height = `${lines.length * ROW_PX}px`;
    rows.style.width = `${width}px`;
    head.node.style.width = `${width}px`;
    rows.replaceChildren(...lines.slice(first, last).map((line, i) => rowNode(line, first + i)));
    hint.hidden = lines.length > 0;
    node.setAttribute('aria-rowcount', String(lines.length + 1));
    node.setAttribute('aria-colcount', String(columns.length + 1));
    const isSeen = at >= first && at < last;
    if (isSeen) node.setAttribute('aria-activedescendant', `line-${at}`);
    else node.removeAttribute('aria-activedescendant');
  }

  function rowNode(line: Line, index: number): HTMLElement {
    const { text, mark, hint: title } = options.nameOf(line);
    const turns = line.kind !== 'run';
    const name = element('div', { class: 'cell name', title, attributes: { role: 'gridcell' } });
    if (line.kind === 'run' && line.isInner) name.classList.add('inner');
    if (turns)
      name.append(
        element('span', { class: 'turner', text: line.isOpen ? '▾' : '▸', attributes: { 'aria-hidden': 'true' } }),
      );
    if (mark !== '') name.append(element('span', { class: 'mark', text: mark, attributes: { 'aria-hidden': 'true' } }));
    name.append(element('span', { class: 'text', text }));
    const row = element('div', {
      class: `line ${line.kind}`,
      attributes: {
        ...{ role: 'row', id: `line-${index}`, 'aria-rowindex': String(index + 2), 'data-index': String(index) },
        'aria-selected': String(options.isSelected(line)),
        ...(turns ? { 'aria-expanded': String(line.isOpen) } : {}),
      },
    });
    row.style.top = `${index * ROW_PX}px`;
    row.classList.toggle('current', index === at);
    row.classList.toggle('baseline', options.isBaseline(line));
    row.append(name);
    if (line.kind !== 'group') for (const key of columns) row.append(cellNode(line, key));
    else row.append(element('div', { class: 'cell', attributes: { role: 'gridcell' } }));
    return row;
  }

  function cellNode(line: Line, key: string): HTMLElement {
    const { text, beside, mark } = options.cellOf(line, key);
    const cell = element('div', {
      class: `cell ${options.isNumeric(key) ? 'number' : ''} ${mark ?? ''}`,
      title: beside === undefined ? text : `${text}  ${beside}`,
      attributes: { role: 'gridcell', 'data-key': key },
    });
    cell.style.width = `${widthOf(key)}px`;
    cell.append(element('span', { class: 'text', text }));
    if (beside !== undefined) cell.append(element('span', { class: 'beside', text: beside }));
    return cell;
  }

  function move(to: number, how: { extends: boolean }): void {
    at = Math.max(0, Math.min(lines.length - 1, to));
    reveal();
    const line = lines.at(at);
    if (line) options.onPick(line, { extends: how.extends, adds: false });
  }

  function reveal(): void {
    const top = at * ROW_PX;
    const room = node.clientHeight - 2 * ROW_PX;
    if (top < node.scrollTop) node.scrollTop = top;
    else if (top > node.scrollTop + room) node.scrollTop = top - room;
  }

  const indexOf = (target: EventTarget | null): number =>
    target instanceof Element ? Number(target.closest<HTMLElement>('.line')?.dataset.index ?? -1) : -1;

  rows.addEventListener('click', (event) => {
    const index = indexOf(event.target);
    const line = lines.at(index);
    if (index < 0 || !line || event.detail > 1) return;
    at = index;
    if (event.target instanceof Element && event.target.classList.contains('turner') && line.kind !== 'run')
      return options.onTurn(line, !line.isOpen);
    options.onPick(line, { extends: event.shiftKey, adds: event.ctrlKey || event.metaKey });
  });
  rows.addEventListener('dblclick', ({ target }) => {
    const line = lines.at(indexOf(target));
    if (line) options.onOpen(line);
  });
  rows.addEventListener('contextmenu', (event) => {
    const index = indexOf(event.target);
    const line = lines.at(index);
    if (index < 0 || !line) return;
    event.preventDefault();
    at = index;
    const key = event.target instanceof Element ? event.target.closest<HTMLElement>('.cell')?.dataset.key : undefined;
    options.onMenu(line, key ?? '', { x: event.clientX, y: event.clientY });
  });
  node.addEventListener('keydown', (event) => {
    if (event.target !== node) return;
    const line = lines.at(at);
    const { shiftKey, key } = event;
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + PAGE, PageUp: at - PAGE, Home: 0, End: lines.length - 1 }; // prettier-ignore
    if (key in steps && !event.altKey) move(steps[key], { extends: shiftKey });
    else if (key === 'ArrowRight' && line && line.kind !== 'run' && !line.isOpen) options.onTurn(line, true);
    else if (key === 'ArrowLeft' && line && line.kind !== 'run' && line.isOpen) options.onTurn(line, false);
    else if (key === 'ArrowRight' || key === 'ArrowLeft') node.scrollLeft += key === 'ArrowRight' ? 60 : -60;
    else if (key === 'Enter' && line) options.onOpen(line);
    else if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) openMenu(line);
    else if (!options.onKey(event, line)) return;
    event.preventDefault();
  });

  function openMenu(line: Line | undefined): void {
    if (!line) return;
    const place = rows.querySelector(`#line-${at}`)?.getBoundingClientRect();
    options.onMenu(line, '', { x: (place?.left ?? 0) + ROW_PX, y: place?.bottom ?? 0 });
  }

  let frame = 0;
  const later = (): void => void (frame ||= requestAnimationFrame(() => ((frame = 0), draw())));
  node.addEventListener('scroll', later);
  new ResizeObserver(later).observe(node);
  return {
    node: outer,
    draw,
    set(next, keys, order) {
      const before = lines.at(at)?.id;
      [lines, columns] = [next, keys];
      const place = before === undefined ? -1 : lines.findIndex(({ id }) => id === before);
      at = place < 0 ? Math.max(0, Math.min(at, lines.length - 1)) : place;
      head.set(keys, order);
      draw();
    },
    get current() {
      return lines.at(at);
    },
    goTo(id) {
      const place = lines.findIndex((line) => line.id === id);
      if (place < 0) return;
      at = place;
      reveal();
      draw();
    },
    setEmpty: (text) => say(hint, text),
  };
}
