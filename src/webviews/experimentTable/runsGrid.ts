// The grid of all runs: rows in sight alone are in the page, the first column stays where it is, heads sort and are dragged.

import { element, say } from '../shared/element';
import { type Cell, isFigure } from './cells';
import { gridHead, type GridHead, type HeadOptions } from './gridHead';
import type { Line } from './lines';

export interface LineName {
  text: string;
  hint: string;
  /** Of a baseline among several; else empty. */
  letter: string;
  /** Undefined where nothing can have a star. */
  isStarred?: boolean;
}

export interface GridOptions extends Omit<HeadOptions, 'onMoved'> {
  label: string;
  empty: string;
  onMoveColumn(key: string, to: number): void;
  /** The first cell of a line, and what stands before it. */
  nameOf(line: Line): LineName;
  cellOf(line: Line, key: string): Cell;
  isSelected(line: Line): boolean;
  isBaseline(line: Line): boolean;
  /** How many differences stand beside numbers. */
  compared(): number;
  starred: { on: string; off: string };
  addTag: string;
  onStar(line: Line): void;
  onTag(line: Line): void;
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
const COLUMN_PX = {
  figure: 148,
  number: 92,
  text: 128,
  most: 210,
  letter: 7.4,
  beside: 24,
  difference: 74,
  lettered: 86,
};

export function runsGrid(options: GridOptions): RunsGrid {
  let lines: readonly Line[] = [];
  let columns: readonly string[] = [];
  let at = 0;
  /** How many lines at the top do not scroll. */
  let pinned = 0;
  const rows = element('div', { class: 'grid-rows', attributes: { role: 'rowgroup' } });
  const head: GridHead = gridHead({ ...options, onMoved: options.onMoveColumn, widthOf });
  const hint = element('p', { class: 'empty', text: options.empty });
  const node = element(
    'div',
    {
      class: 'runs-grid',
      attributes: {
        ...{ role: 'treegrid', tabindex: '0', 'aria-label': options.label, 'aria-multiselectable': 'true' },
        'aria-keyshortcuts': 'S T P',
      },
    },
    head.node,
    rows,
  );
  const outer = element('div', { class: 'grid-place' }, node, hint);

  /** Room for what such a key usually has, and for the key itself as far as that is not long. */
  function widthOf(key: string): number {
    const { figure, number, text, most, letter, beside } = COLUMN_PX;
    const usual = isFigure(key) || key === 'seconds' ? figure : options.isNumeric(key) ? number : text;
    const count = options.isNumeric(key) ? options.compared() : 0;
    const added = count * (count > 1 ? COLUMN_PX.lettered : COLUMN_PX.difference);
    return added + Math.max(usual, Math.min(most, Math.round(key.length * letter + beside)));
  }

  function draw(): void {
    const first = Math.max(pinned, Math.floor(node.scrollTop / ROW_PX) - SPARE);
    const last = Math.min(lines.length, Math.ceil((node.scrollTop + node.clientHeight) / ROW_PX) + SPARE);
    const width = columns.reduce((sum, key) => sum + widthOf(key), NAME_PX);
    rows.style.height = `${lines.length * ROW_PX}px`;
    rows.style.width = `${width}px`;
    head.node.style.width = `${width}px`;
    const shown = lines.slice(first, last).map((line, i) => rowNode(line, first + i));
    rows.replaceChildren(...lines.slice(0, pinned).map(rowNode), ...shown);
    hint.hidden = lines.length > 0;
    node.setAttribute('aria-rowcount', String(lines.length + 1));
    node.setAttribute('aria-colcount', String(columns.length + 1));
    const isSeen = at < pinned || (at >= first && at < last);
    if (isSeen) node.setAttribute('aria-activedescendant', `line-${at}`);
    else node.removeAttribute('aria-activedescendant');
  }

  function rowNode(line: Line, index: number): HTMLElement {
    const { text, letter, isStarred, hint: title } = options.nameOf(line);
    const turns = line.kind !== 'run';
    const name = element('div', { class: 'cell name', title, attributes: { role: 'gridcell' } });
    if (line.kind === 'run' && line.isInner) name.classList.add('inner');
    if (turns)
      name.append(
        element('span', { class: 'turner', text: line.isOpen ? '▾' : '▸', attributes: { 'aria-hidden': 'true' } }),
      );
    if (isStarred !== undefined) name.append(starNode(isStarred));
    if (letter !== '') name.append(element('span', { class: 'letter', text: letter }));
    name.append(element('span', { class: 'text', text }));
    const row = element('div', {
      class: `line ${line.kind}`,
      attributes: {
        ...{ role: 'row', id: `line-${index}`, 'aria-rowindex': String(index + 2), 'data-index': String(index) },
        'aria-selected': String(options.isSelected(line)),
        ...(turns ? { 'aria-expanded': String(line.isOpen) } : {}),
      },
    });
    row.style.top = `${index * ROW_PX + (index < pinned ? node.scrollTop : 0)}px`;
    row.classList.toggle('pinned', index < pinned);
    row.classList.toggle('current', index === at);
    row.classList.toggle('baseline', options.isBaseline(line));
    row.append(name);
    if (line.kind !== 'group') for (const key of columns) row.append(cellNode(line, key));
    else row.append(element('div', { class: 'cell', attributes: { role: 'gridcell' } }));
    return row;
  }

  function starNode(isStarred: boolean): HTMLElement {
    const label = isStarred ? options.starred.on : options.starred.off;
    const attributes: Record<string, string> = isStarred
      ? { role: 'img', 'aria-label': label }
      : { 'aria-hidden': 'true' };
    return element('span', { class: `star ${isStarred ? 'on' : ''}`, text: isStarred ? '★' : '☆', title: label, attributes }); // prettier-ignore
  }

  function cellNode(line: Line, key: string): HTMLElement {
    const { text, beside = [], isOther } = options.cellOf(line, key);
    const cell = element('div', {
      class: `cell ${options.isNumeric(key) ? 'number' : ''} ${isOther ? 'other' : ''}`,
      title: [text, ...beside.map((each) => each.text)].join('  '),
      attributes: { role: 'gridcell', 'data-key': key },
    });
    cell.style.width = `${widthOf(key)}px`;
    cell.append(element('span', { class: 'text', text }));
    for (const each of beside) cell.append(element('span', { class: `beside ${each.mark}`, text: each.text }));
    if (key === 'tags') cell.append(element('span', { class: 'add-tag', text: '+', title: options.addTag, attributes: { 'aria-hidden': 'true' } })); // prettier-ignore
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
    const above = pinned * ROW_PX;
    if (at < pinned) return;
    if (top < node.scrollTop + above) node.scrollTop = top - above;
    else if (top > node.scrollTop + room) node.scrollTop = top - room;
  }

  const indexOf = (target: EventTarget | null): number =>
    target instanceof Element ? Number(target.closest<HTMLElement>('.line')?.dataset.index ?? -1) : -1;

  rows.addEventListener('click', (event) => {
    const index = indexOf(event.target);
    const line = lines.at(index);
    if (index < 0 || !line || event.detail > 1) return;
    at = index;
    const pressed = event.target instanceof Element ? event.target.classList : undefined;
    if (pressed?.contains('turner') && line.kind !== 'run') return options.onTurn(line, !line.isOpen);
    if (pressed?.contains('star')) return options.onStar(line);
    if (pressed?.contains('add-tag')) return options.onTag(line);
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
      const firstFree = lines.findIndex((line) => line.kind !== 'run' || !line.isPinned);
      pinned = firstFree < 0 ? lines.length : firstFree;
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
