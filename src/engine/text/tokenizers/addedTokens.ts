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

/** Finds, at a place of a text, the longest of tokens that stands there; there may be thousands that begin alike. */
export function longestAt<T extends { content: string }>(
  all: readonly T[],
): (text: string, at: number) => T | undefined {
  const begins = new Uint8Array(65_536);
  const byLength = new Map<number, Map<string, T>>();
  for (const token of all) {
    const { content } = token;
    begins[content.charCodeAt(0)] = 1;
    const same = byLength.get(content.length) ?? new Map<string, T>();
    byLength.set(content.length, same);
    if (!same.has(content)) same.set(content, token);
  }
  const lengths = [...byLength].sort(([a], [b]) => b - a);
  return (text, at) => {
    if (begins[text.charCodeAt(at)] === 0) return undefined;
    for (const [length, tokens] of lengths) {
      const token = tokens.get(text.slice(at, at + length));
      if (token) return token;
    }
    return undefined;
  };
}

/** Leftmost, then longest; where that should stand alone and does not, the text goes on behind it. */
export function createAddedTokens(all: readonly AddedTokenSpec[]): AddedTokens {
  const tokenAt = longestAt(all);
  return {
    isEmpty: all.length === 0,
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
