// Tokens that are found in the text before it is cut, and stay whole: a person's own words, and those a file adds to its
// model. Special tokens are never found in text: what a person wrote must not become the end of a text or its padding.

import type { AddedTokenSpec } from './spec';

/** A stretch of the text; `id` where it is an added token. */
type EmitSection = (start: number, end: number, id: number | undefined) => void;

export interface AddedTokens {
  readonly isEmpty: boolean;
  /** Cuts the text, in order and without gaps but for white space that a token takes along. */
  cut(text: string, emit: EmitSection): void;
}

const wordEnd = /[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]/u;

/** Leftmost, then longest. Special tokens are left out. */
export function createAddedTokens(all: readonly AddedTokenSpec[]): AddedTokens {
  const byFirstUnit = new Map<number, AddedTokenSpec[]>();
  for (const token of all) {
    if (token.special) continue;
    const unit = token.content.charCodeAt(0);
    const same = byFirstUnit.get(unit);
    if (same) same.push(token);
    else byFirstUnit.set(unit, [token]);
  }
  for (const same of byFirstUnit.values()) same.sort((a, b) => b.content.length - a.content.length);
  const tokenAt = (text: string, at: number): AddedTokenSpec | undefined =>
    byFirstUnit
      .get(text.charCodeAt(at))
      ?.find(
        ({ content, single_word: alone }) =>
          text.startsWith(content, at) && (!alone || standsAlone(text, at, at + content.length)),
      );
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
        if (token.lstrip) start = Math.max(open, open + text.slice(open, at).trimEnd().length);
        if (token.rstrip) end = text.length - text.slice(end).trimStart().length;
        if (start > open) emit(open, start, undefined);
        emit(start, end, token.id);
        open = at = end;
      }
      if (open < text.length) emit(open, text.length, undefined);
    },
  };
}

function standsAlone(text: string, start: number, end: number): boolean {
  const before = start > 0 && wordEnd.test(text.slice(Math.max(0, start - 2), start).slice(-1));
  const after = end < text.length && wordEnd.test(String.fromCodePoint(text.codePointAt(end) ?? 0));
  return !before && !after;
}
