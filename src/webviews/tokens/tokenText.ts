// The text in its tokens: one row a line, each token coloured by its id, the spaces between as they are. Pointing at a
// token tells of it, arrows move, a click or Enter goes to the place in the editor.

import { count } from '../../protocol/figures';
import type { ShownLine } from '../../protocol/views';
import { element, say } from '../shared/element';
import type { TokensStrings } from './strings';

export interface TokenTextOptions {
  strings: TokensStrings;
  onReveal(place: { index: number; start: number; end: number }): void;
  /** The token pointed at or moved to. */
  onToken(token: string | undefined): void;
}

export interface TokenText {
  node: HTMLElement;
  clear(): void;
  append(lines: readonly ShownLine[]): void;
  /** Marks all uses of a token; undefined: none. */
  mark(token: string | undefined): void;
}

const COLOURS = 5;

export function tokenText({ strings, onReveal, onToken }: TokenTextOptions): TokenText {
  const lines: ShownLine[] = [];
  const rows = element('div', { class: 'lines', attributes: { role: 'group', 'aria-label': strings.text } });
  const detail = element('p', { class: 'detail', text: strings.hoverHint, attributes: { 'aria-live': 'polite' } });
  rows.title = '';
  const node = element('div', { class: 'tokenText' }, rows, detail);
  let marked: string | undefined;
  let pointed: HTMLElement | undefined;

  function row(line: ShownLine, index: number): HTMLElement {
    const text = element('span', { class: 'text' });
    let end = 0;
    line.tokens.forEach((token, i) => {
      const [from, to] = line.offsets[i];
      if (from > end) text.append(line.text.slice(end, from));
      text.append(tokenNode(line, index, i, line.text.slice(from, to) || token));
      end = to;
    });
    if (end < line.text.length) text.append(line.text.slice(end));
    if (line.tokenCount > line.tokens.length)
      text.append(
        element('span', {
          class: 'note',
          text: ` ${strings.tokensShown(count(line.tokens.length), count(line.tokenCount))}`,
        }),
      );
    const label = line.file === undefined ? count(line.line + 1) : `${line.file}:${line.line + 1}`;
    return element('div', { class: 'line' }, element('span', { class: 'gutter', text: label, title: label }), text);
  }

  function tokenNode(line: ShownLine, index: number, i: number, text: string): HTMLElement {
    const id = line.ids[i];
    const unknown = isUnknown(id);
    const node = element('span', { class: `token ${unknown ? 'unknown' : `c${id % COLOURS}`}`, text: visible(text) });
    node.dataset.place = `${index}:${i}`;
    node.tabIndex = index === 0 && i === 0 ? 0 : -1;
    if (line.tokens[i] === marked) node.classList.add('marked');
    return node;
  }

  const placeOf = (target: EventTarget | null): { node: HTMLElement; index: number; i: number } | undefined => {
    const node = target instanceof Element ? target.closest<HTMLElement>('[data-place]') : undefined;
    const [index, i] = (node?.dataset.place ?? '').split(':').map(Number);
    return node && Number.isInteger(index) && Number.isInteger(i) ? { node, index, i } : undefined;
  };

  function tell(target: EventTarget | null): void {
    const place = placeOf(target);
    if (!place || place.node === pointed) return;
    pointed?.classList.remove('pointed');
    pointed = place.node;
    pointed.classList.add('pointed');
    const line = lines[place.index];
    const { i } = place;
    const [start, end] = line.offsets[i];
    const id = isUnknown(line.ids[i]) ? strings.unknown : count(line.ids[i]);
    say(detail, strings.detail(quoted(line.tokens[i]), id, count(line.counts[i]), start, end, count(line.line + 1)));
    onToken(line.tokens[i]);
  }

  function reveal(target: EventTarget | null): void {
    const place = placeOf(target);
    if (!place) return;
    const [start, end] = lines[place.index].offsets[place.i];
    onReveal({ index: place.index, start, end });
  }

  function move(event: KeyboardEvent): void {
    const place = placeOf(event.target);
    if (!place) return;
    const all = [...rows.querySelectorAll<HTMLElement>('[data-place]')];
    const at = all.indexOf(place.node);
    const inLine = (index: number): HTMLElement | undefined => {
      const step = index < place.index ? -1 : 1;
      for (let next = index; next >= 0 && next < lines.length; next += step) {
        const last = lines[next].tokens.length - 1;
        if (last >= 0)
          return rows.querySelector<HTMLElement>(`[data-place="${next}:${Math.min(place.i, last)}"]`) ?? undefined;
      }
      return undefined;
    };
    const targets: Record<string, () => HTMLElement | undefined> = {
      ArrowRight: () => all.at(at + 1),
      ArrowLeft: () => (at > 0 ? all[at - 1] : undefined),
      ArrowDown: () => inLine(place.index + 1),
      ArrowUp: () => inLine(place.index - 1),
      Home: () => all[0],
      End: () => all.at(-1),
    };
    if (event.key === 'Enter') reveal(event.target);
    else if (event.key === 'Escape') place.node.blur();
    else if (event.key in targets) focus(place.node, targets[event.key]());
    else return;
    event.preventDefault();
  }

  rows.addEventListener('mouseover', ({ target }) => tell(target));
  rows.addEventListener('focusin', ({ target }) => tell(target));
  rows.addEventListener('click', ({ target, detail: clicks }) => {
    if (clicks === 1) reveal(target);
  });
  rows.addEventListener('keydown', move);
  return {
    node,
    clear() {
      lines.length = 0;
      pointed = undefined;
      rows.replaceChildren();
      say(detail, strings.hoverHint);
    },
    append(more) {
      rows.append(...more.map((line, i) => row(line, lines.length + i)));
      lines.push(...more);
    },
    mark(token) {
      marked = token;
      for (const found of rows.querySelectorAll('.marked')) found.classList.remove('marked');
      if (token === undefined) return;
      lines.forEach((line, index) =>
        line.tokens.forEach((other, i) => {
          if (other === token) rows.querySelector(`[data-place="${index}:${i}"]`)?.classList.add('marked');
        }),
      );
    },
  };
}

/** `<pad> <unk> <bos> <eos>` come first; a token of the text never has the id of one but that of `<unk>`. */
const UNKNOWN_ID = 1;
const isUnknown = (id: number | undefined): boolean => id === undefined || id === UNKNOWN_ID;

function focus(from: HTMLElement, to: HTMLElement | undefined): void {
  if (!to) return;
  from.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}

/** Blank tokens get a shape that can be seen and clicked. */
const visible = (text: string): string =>
  text.trim() === '' ? text.replace(/ /g, '␣').replace(/\t/g, '⇥') || '·' : text;

export const quoted = (token: string): string => `“${visible(token)}”`;
