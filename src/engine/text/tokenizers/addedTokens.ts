// Tokens that are found in the text before it is cut, and stay whole: a person's own words, and those a file adds to its
// model.

import { isSpace } from './characterClasses';
import type { AddedTokenSpec } from './spec';

/** A stretch of the text; `id` where it is an added token. */
type EmitSection = (start: number, end: number, id: number | undefined) => void;

export interface AddedTokens {
  readonly isEmpty: boolean;
  /** Cuts the text, in order and without gaps but for white space that a token takes along. */
  cut(text: string, emit: EmitSection): void;
}

const wordEnd = /[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]/u;

/** Leftmost, then longest; where that should stand alone and does not, the text goes on behind it. */
export function createAddedTokens(all: readonly AddedTokenSpec[]): AddedTokens {
  const byFirstUnit = new Map<number, AddedTokenSpec[]>();
  for (const token of all) {
    const unit = token.content.charCodeAt(0);
    const same = byFirstUnit.get(unit);
    if (same) same.push(token);
    else byFirstUnit.set(unit, [token]);
  }
  for (const same of byFirstUnit.values()) same.sort((a, b) => b.content.length - a.content.length);
  const tokenAt = (text: string, at: number): AddedTokenSpec | undefined =>
    byFirstUnit.get(text.charCodeAt(at))?.find(({ content }) => text.startsWith(content, at));
  return {
    isEmpty: byFirstUnit.size === 0,
    cut(text, emit) {
      let open = 0;
      for (let at = 0; at < text.length;) {
        const token = tokenAt(text, at);
        if (!token) {
          at++;
          continue;
        }
        let start = at;
        let end = at + token.content.length;
        at = end;
        if (token.single_word && !standsAlone(text, start, end)) continue;
        if (token.lstrip) while (start > open && isSpace(text[start - 1])) start--;
        if (token.rstrip) while (end < text.length && isSpace(text[end])) end++;
        if (start > open) emit(open, start, undefined);
        emit(start, end, token.id);
        open = at = end;
      }
      if (open < text.length) emit(open, text.length, undefined);
    },
  };
}

function standsAlone(text: string, start: number, end: number): boolean {
  const before = Array.from(text.slice(Math.max(0, start - 2), start)).at(-1);
  const after = end < text.length ? String.fromCodePoint(text.codePointAt(end) ?? 0) : undefined;
  return !(before !== undefined && wordEnd.test(before)) && !(after !== undefined && wordEnd.test(after));
}
