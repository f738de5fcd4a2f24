// Where the tokens of a text lie, for each type of tokeniser. Spans are half-open, in UTF-16 units, in order, and never cut
// a surrogate pair. What lies between them is white space, dropped on purpose.

import { LabError } from '../../protocol/labError';

/** Types of tokeniser that are a way to find spans. */
export type SpanType = 'whitespace' | 'word' | 'character';

/** `type` where it is one of those; fails with `INVALID_ARGUMENT`. */
export function requireSpanType(type: string): SpanType {
  if (type === 'whitespace' || type === 'word' || type === 'character') return type;
  throw new LabError('INVALID_ARGUMENT', `There is no tokenizer "${type}"; take whitespace, word or character.`);
}

/** Calls `emit` with each token's span. */
export type SpanFinder = (text: string, emit: (start: number, end: number) => void) => void;

const MARK = 0;
const WORD = 1;
const SPACE = 2;

const wordPattern = /^[\p{L}\p{M}\p{N}_]$/u;
const spacePattern = /^\p{White_Space}$/u;

function classify(character: string): number {
  if (wordPattern.test(character)) return WORD;
  return spacePattern.test(character) ? SPACE : MARK;
}

let classes: Uint8Array | undefined;

/** The class of each UTF-16 unit by itself. */
function classTable(): Uint8Array {
  classes ??= Uint8Array.from({ length: 65_536 }, (_, unit) => classify(String.fromCharCode(unit)));
  return classes;
}

function isPair(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit < 0xd800 || unit > 0xdbff || at + 1 >= text.length) return false;
  const next = text.charCodeAt(at + 1);
  return next >= 0xdc00 && next <= 0xdfff;
}

const findWhitespaceSpans: SpanFinder = (text, emit) => {
  const table = classTable();
  let start = -1;
  for (let at = 0; at < text.length; at++) {
    const isSpace = table[text.charCodeAt(at)] === SPACE; // no white space lies beyond the first plane
    if (isSpace && start >= 0) emit(start, at);
    if (isSpace) start = -1;
    else if (start < 0) start = at;
  }
  if (start >= 0) emit(start, text.length);
};

const findWordSpans: SpanFinder = (text, emit) => {
  const table = classTable();
  let start = -1;
  for (let at = 0; at < text.length;) {
    const width = isPair(text, at) ? 2 : 1;
    const kind = width === 2 ? classify(text.slice(at, at + 2)) : table[text.charCodeAt(at)];
    if (kind === WORD) {
      if (start < 0) start = at;
    } else {
      if (start >= 0) emit(start, at);
      start = -1;
      if (kind === MARK) emit(at, at + width);
    }
    at += width;
  }
  if (start >= 0) emit(start, text.length);
};

const findCharacterSpans: SpanFinder = (text, emit) => {
  for (let at = 0; at < text.length;) {
    const width = isPair(text, at) ? 2 : 1;
    emit(at, at + width);
    at += width;
  }
};

/**
 * `whitespace`: what stands between white space. `word`: runs of letters, combining marks, digits and underscores; every
 * other code point by itself. `character`: every code point, white space included, so that a Hangul syllable is one.
 */
export const spanFinders: Record<SpanType, SpanFinder> = {
  whitespace: findWhitespaceSpans,
  word: findWordSpans,
  character: findCharacterSpans,
};
