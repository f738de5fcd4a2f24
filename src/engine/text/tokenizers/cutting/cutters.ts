// How words are handed on while a text is cut: as strings, or as places in it where a stage can do without strings.

/**
 * `base`: where in the normalised text the word's first unit lies; -1 for a character put before it. `length`: how much of
 * the text the word stands for, where that is not its own length.
 */
type EmitWord = (word: string, base: number, length?: number) => void;

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
      const word = given.slice(start, end);
      if (prefix === '') emit(word, from + start);
      else emit(prefix + word, from + start - prefix.length);
    });
}

export function spansOf(cut: PreTokenizer): SpanCutter {
  return (text, base, emit) => cut(text, base, (word, at) => emit(word, 0, word.length, '', at));
}
