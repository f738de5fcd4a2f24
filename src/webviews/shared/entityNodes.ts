// Tokens with the spans on them: a line below each in the colour and kind of its type, its type behind it; wrong ones are marked by a sign.
// Morphemes stand there as what they are, not as they are written.

import type { TokenSpan } from '../../protocol/judgedTags';
import { element } from '../shared/element';

const COLORS = 7;
const LINES = 4;

/** How spans of a type look, by the type's place among all: as marks in the editor do (`host/editor/shown/marks.ts`). */
export const lookOf = (types: readonly string[]) => {
  const places = new Map(types.map((type, i) => [type, i]));
  return (type: string): string => {
    const place = places.get(type) ?? 0;
    return `tag${(place % COLORS) + 1} line${(Math.floor(place / COLORS) % LINES) + 1}`;
  };
};

export interface DrawnTokens {
  tokens: readonly string[];
  spans: readonly TokenSpan[];
  look(type: string): string;
  isWrong(span: TokenSpan): boolean;
}

/** What stands between tokens: nothing where each is a character. */
export const jointOf = (tokens: readonly string[]): string =>
  tokens.every((token) => [...token].length === 1) ? '' : ' ';

/** @param joint see `jointOf`, of the whole sentence */
export function entityNodes({ tokens, spans, look, isWrong }: DrawnTokens, joint: string): (Node | string)[] {
  const text = (from: number, to: number): string => tokens.slice(from, to).join(joint);
  const nodes: (Node | string)[] = [];
  let behind = 0;
  for (const span of spans) {
    const { type, start, end, form } = span;
    if (start > behind) nodes.push(`${text(behind, start)}${joint}`);
    const wrong = isWrong(span);
    const name = element('small', { text: wrong ? `${type} ✗` : type });
    const words = element('span', { class: 'words', text: form ?? text(start, end) });
    nodes.push(element('span', { class: `entity ${look(type)}${wrong ? ' wrong' : ''}` }, words, name), joint);
    behind = Math.max(behind, end);
  }
  return [...nodes, text(behind, tokens.length)];
}

const isSame = (a: TokenSpan, b: TokenSpan): boolean =>
  a.type === b.type && a.start === b.start && a.end === b.end && a.form === b.form;

/** Of spans on one side those that the other does not have. */
export const lackedBy =
  (others: readonly TokenSpan[]) =>
  (span: TokenSpan): boolean =>
    !others.some((other) => isSame(span, other));
