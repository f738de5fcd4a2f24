// How words are handed on while a text is cut: as strings, or as places in it where a stage can do without strings.

import { widthAt } from '../pieces';

/** Where the units `[first, last)` of a word lie in the normalised text; half-open. */
export type PlaceInWord = (first: number, last: number) => [start: number, end: number];

/** `base`: where in the normalised text the word's first unit lies; `place` where the others do not simply follow it. */
type EmitWord = (word: string, base: number, place?: PlaceInWord) => void;

/** Cuts `text`, which begins at `base` of the normalised text, and calls `emit` for each word, in order. */
export type PreTokenizer = (text: string, base: number, emit: EmitWord) => void;

/**
 * `prefix + text.slice(start, end)` is a word; `prefix` has at most one unit. `base` is where the first unit of this `text`
 * lies in the normalised text: it may have been changed or put before since it was given.
 */
type EmitSpan = (text: string, start: number, end: number, prefix: string, base: number) => void;

/** A pre-tokeniser that makes no strings. */
export type SpanCutter = (text: string, base: number, emit: EmitSpan) => void;

/** One stage, both ways. */
export interface Cutters {
  cut: PreTokenizer;
  /** The same words, without strings for them where the stage can do without. */
  cutSpans: SpanCutter;
}

export const ofSpans = (cutSpans: SpanCutter): Cutters => ({ cut: wordsOf(cutSpans), cutSpans });
export const ofWords = (cut: PreTokenizer): Cutters => ({ cut, cutSpans: spansOf(cut) });

export function wordsOf(cutSpans: SpanCutter): PreTokenizer {
  return (text, base, emit) =>
    cutSpans(text, base, (given, start, end, prefix, from) => {
      const at = from + start - prefix.length;
      const word = prefix + given.slice(start, end);
      if (at < base) emit(word, at, afterInserted(base, text === '' ? 0 : widthAt(text, 0)));
      else emit(word, at);
    });
}

/** Of a word whose first unit was put before the text: that has the place of the text's first character. */
function afterInserted(base: number, width: number): PlaceInWord {
  return (first, last) => [first === 0 ? base : base + first - 1, last === 1 ? base + width : base + last - 1];
}

export function spansOf(cut: PreTokenizer): SpanCutter {
  return (text, base, emit) => cut(text, base, (word, at) => emit(word, 0, word.length, '', at));
}

/** One after the other: what the first calls a word the next one cuts. */
export function inSequence(cuts: readonly PreTokenizer[]): PreTokenizer {
  if (cuts.length === 0) return (text, base, emit) => void (text !== '' && emit(text, base));
  const [first, ...rest] = cuts;
  if (rest.length === 0) return first;
  const next = inSequence(rest);
  return (text, base, emit) =>
    first(text, base, (word, at, outer) =>
      next(word, at, (part, from, inner) => emit(part, from, outer ? within(outer, inner, at, from) : inner)),
    );
}

/** Of a part of a word, by the places in that word, which begins at `at`; the part begins at `from`. */
function within(outer: PlaceInWord, inner: PlaceInWord | undefined, at: number, from: number): PlaceInWord {
  return (first, last) => {
    const [start, end] = inner ? inner(first, last) : [from + first, from + last];
    return outer(Math.max(0, start - at), Math.max(0, end - at));
  };
}
