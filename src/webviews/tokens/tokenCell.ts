// One line as one tokenizer cuts it: each token coloured by its id, what lies between as it is.

import { count } from '../../protocol/figures';
import type { ShownLine } from '../../protocol/tokensView';
import { element } from '../shared/element';
import type { TokenMark } from './differences';
import type { TokensStrings } from './strings';

const COLOURS = 5;

/** `place` names the line for what is pointed at: the tokens bear `place:index`. */
export function tokenCell(line: ShownLine, place: string, strings: TokensStrings): HTMLElement {
  const text = element('span', { class: 'text' });
  let end = 0;
  line.tokens.forEach((token, i) => {
    const [from, to] = line.offsets[i];
    if (from > end) text.append(line.text.slice(end, from));
    // Pieces of one character (bytes) lie over one another: the first shows it, the others what they are.
    const shown = from >= end && to > from ? line.text.slice(from, to) : token;
    text.append(tokenNode(line, place, i, shown));
    end = Math.max(end, to);
  });
  if (end < line.text.length && line.tokenCount === line.tokens.length) text.append(line.text.slice(end));
  if (line.tokenCount > line.tokens.length) {
    const part = strings.tokensShown(count(line.tokens.length), count(line.tokenCount));
    text.append(element('span', { class: 'note', text: ` ${part}` }));
  }
  return text;
}

function tokenNode(line: ShownLine, place: string, i: number, text: string): HTMLElement {
  const colour = line.unknown.includes(i) ? 'unknown' : `c${Math.abs(line.ids[i] ?? 0) % COLOURS}`;
  const node = element('span', { class: `token ${colour}`, text: visible(text) });
  node.dataset.place = `${place}:${i}`;
  node.tabIndex = -1;
  return node;
}

/** Marks the borders that only this column has. */
export function showMarks(cell: HTMLElement, marks: readonly TokenMark[] | undefined): void {
  const tokens = cell.querySelectorAll<HTMLElement>('.token');
  tokens.forEach((token, i) => {
    token.classList.toggle('ownStart', marks?.[i]?.start === true);
    token.classList.toggle('ownEnd', marks?.[i]?.end === true);
  });
}

/** Blank tokens get a shape that can be seen and clicked. */
export const visible = (text: string): string =>
  text.trim() === '' ? text.replace(/ /g, '␣').replace(/\t/g, '⇥') || '·' : text;

export const quoted = (token: string): string => `“${visible(token)}”`;
