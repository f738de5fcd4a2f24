// The text, cut by each column: the same lines side by side, one below the other where there is little room. Pointing at
// a token tells of it, arrows move, a click or Enter goes to the place in the editor.

import { count } from '../../protocol/figures';
import type { ShownLine } from '../../protocol/tokensView';
import { element } from '../shared/element';
import { bordersOfOne } from './differences';
import type { TokensStrings } from './strings';
import { quoted, showMarks, tokenCell } from './tokenCell';

interface TokenPlace {
  column: number;
  index: number;
  start: number;
  end: number;
}

export interface ComparedTextOptions {
  strings: TokensStrings;
  label: string;
  onReveal?(place: TokenPlace): void;
  /** What is pointed at or moved to, in words. */
  onPoint(detail: string): void;
}

export interface ComparedText {
  node: HTMLElement;
  setColumns(ids: readonly number[]): void;
  /** Lines of a column from the `from`-th on; what came after them before goes. */
  put(column: number, from: number, lines: readonly ShownLine[]): void;
  showDifferences(on: boolean): void;
  /** Marks all uses of a token in a column; undefined: none. */
  mark(column: number, token: string | undefined): void;
  linesOf(column: number): readonly ShownLine[];
}

interface Row {
  node: HTMLElement;
  gutter: HTMLElement;
  cells: Map<number, HTMLElement>;
}

export const letterOf = (position: number): string => String.fromCharCode(65 + position);

export function comparedText({ strings, label, onReveal, onPoint }: ComparedTextOptions): ComparedText {
  const node = element('div', { class: 'lines', attributes: { role: 'group', 'aria-label': label } });
  const lines = new Map<number, ShownLine[]>();
  const rows: Row[] = [];
  let columns: readonly number[] = [];
  let differences = true;
  let pointed: HTMLElement | undefined;

  function newRow(): Row {
    const gutter = element('span', { class: 'gutter' });
    const row = { node: element('div', { class: 'line' }, gutter), gutter, cells: new Map<number, HTMLElement>() };
    rows.push(row);
    node.append(row.node);
    columns.forEach((column) => place(row, column));
    return row;
  }

  /** The cell of a column stands where the column does, empty until its line is there. */
  function place(row: Row, column: number): void {
    const cell = row.cells.get(column) ?? element('div', { class: 'cell' });
    cell.dataset.letter = letterOf(columns.indexOf(column));
    row.cells.set(column, cell);
    row.node.append(cell);
  }

  function fill(row: Row, index: number, column: number): void {
    const line = lines.get(column)?.at(index);
    const cell = row.cells.get(column);
    if (!cell) return;
    cell.replaceChildren(...(line ? [tokenCell(line, `${column}:${index}`, strings)] : []));
    if (!line) return;
    if (index === 0) cell.querySelector<HTMLElement>('.token')?.setAttribute('tabindex', '0');
    row.gutter.textContent = line.file === undefined ? count(line.line + 1) : `${line.file}:${line.line + 1}`;
    row.gutter.title = row.gutter.textContent;
  }

  function compare(index: number): void {
    const ofLine = columns.map((column) => lines.get(column)?.at(index));
    const length = Math.max(0, ...ofLine.map((line) => line?.text.length ?? 0));
    const marks = differences
      ? bordersOfOne(
          ofLine.map((line) => line?.offsets),
          length,
        )
      : [];
    columns.forEach((column, i) => {
      const cell = rows[index]?.cells.get(column);
      if (cell) showMarks(cell, marks[i]);
    });
  }

  function fitRows(): void {
    const longest = Math.max(0, ...columns.map((column) => lines.get(column)?.length ?? 0));
    while (rows.length < longest) newRow();
    for (const row of rows.splice(longest)) row.node.remove();
  }

  const placeOf = (target: EventTarget | null) => {
    const token = target instanceof Element ? target.closest<HTMLElement>('[data-place]') : undefined;
    const [column, index, i] = (token?.dataset.place ?? '').split(':').map(Number);
    const line = lines.get(column)?.at(index);
    return token && line ? { token, column, index, i, line } : undefined;
  };

  function point(target: EventTarget | null): void {
    const found = placeOf(target);
    if (!found || found.token === pointed) return;
    pointed?.classList.remove('pointed');
    pointed = found.token;
    pointed.classList.add('pointed');
    const { line, i, column } = found;
    const [start, end] = line.offsets[i];
    const id = line.unknown.includes(i) ? strings.unknown : count(line.ids[i]);
    const letter = columns.length > 1 ? `${letterOf(columns.indexOf(column))} · ` : '';
    onPoint(
      letter +
        strings.detail(
          quoted(line.tokens[i]),
          id,
          count(line.counts[i]),
          count(start),
          count(end),
          count(line.line + 1),
        ),
    );
  }

  function reveal(target: EventTarget | null): void {
    const found = placeOf(target);
    if (!found) return;
    const [start, end] = found.line.offsets[found.i];
    onReveal?.({ column: found.column, index: found.index, start, end });
  }

  /** The token in the same or a neighbouring line of a column, as near to position `i` as there is one. */
  function tokenAt(column: number, index: number, i: number, step: number): HTMLElement | undefined {
    const all = lines.get(column) ?? [];
    for (let at = index; at >= 0 && at < all.length; at += step) {
      const last = all[at].tokens.length - 1;
      if (last < 0) continue;
      const place = `${column}:${at}:${Math.max(0, Math.min(i, last))}`;
      return node.querySelector<HTMLElement>(`[data-place="${place}"]`) ?? undefined;
    }
    return undefined;
  }

  function move(event: KeyboardEvent): void {
    const from = placeOf(event.target);
    if (!from) return;
    const { column, index, i, line } = from;
    const last = (lines.get(column)?.length ?? 1) - 1;
    const steps: Record<string, () => HTMLElement | undefined> = {
      ArrowRight: () =>
        i + 1 < line.tokens.length ? tokenAt(column, index, i + 1, 1) : tokenAt(column, index + 1, 0, 1),
      ArrowLeft: () => (i > 0 ? tokenAt(column, index, i - 1, 1) : tokenAt(column, index - 1, Infinity, -1)),
      ArrowDown: () => tokenAt(column, index + 1, i, 1),
      ArrowUp: () => tokenAt(column, index - 1, i, -1),
      Home: () => tokenAt(column, 0, 0, 1),
      End: () => tokenAt(column, last, Infinity, -1),
    };
    if (event.key === 'Enter') reveal(event.target);
    else if (event.key === 'Escape') from.token.blur();
    else if (event.key in steps) focus(from.token, steps[event.key]());
    else return;
    event.preventDefault();
  }

  node.addEventListener('mouseover', ({ target }) => point(target));
  node.addEventListener('focusin', ({ target }) => point(target));
  node.addEventListener('click', ({ target, detail: clicks }) => {
    if (clicks === 1) reveal(target);
  });
  node.addEventListener('keydown', move);
  return {
    node,
    setColumns(ids) {
      columns = [...ids];
      for (const column of [...lines.keys()]) if (!columns.includes(column)) lines.delete(column);
      for (const row of rows) {
        for (const [column, cell] of row.cells) {
          if (columns.includes(column)) continue;
          cell.remove();
          row.cells.delete(column);
        }
        columns.forEach((column) => place(row, column));
      }
      fitRows();
      rows.forEach((_, index) => compare(index));
    },
    put(column, from, more) {
      const known = lines.get(column)?.slice(0, from) ?? [];
      const before = lines.get(column)?.length ?? 0;
      lines.set(column, [...known, ...more]);
      fitRows();
      const end = Math.min(rows.length, Math.max(before, from + more.length));
      for (let index = from; index < end; index++) {
        fill(rows[index], index, column);
        compare(index);
      }
    },
    showDifferences(on) {
      differences = on;
      rows.forEach((_, index) => compare(index));
    },
    mark(column, token) {
      for (const found of node.querySelectorAll('.marked')) found.classList.remove('marked');
      if (token === undefined) return;
      lines.get(column)?.forEach((line, index) =>
        line.tokens.forEach((other, i) => {
          if (other === token) node.querySelector(`[data-place="${column}:${index}:${i}"]`)?.classList.add('marked');
        }),
      );
    },
    linesOf: (column) => lines.get(column) ?? [],
  };
}

function focus(from: HTMLElement, to: HTMLElement | undefined): void {
  if (!to) return;
  from.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}
