// Cuts at the matches of a regular expression, in windows, so that no text costs more than time in proportion to it.

import type { BoundedPattern } from '../boundedPattern';
import { widthAt } from '../pieces';
import type { SplitBehavior } from '../spec';
import type { PreTokenizer } from './cutters';

/** The longest stretch a pattern is matched against at once; longer texts are cut at white space where there is some. */
const WINDOW = 4_000;

/** Cuts at matches (`invert`: at what is between them). No word is empty. */
export function splitByPattern(pattern: BoundedPattern, behavior: SplitBehavior, invert: boolean): PreTokenizer {
  const cut: PreTokenizer = (text, base, emit) => {
    let start = -1; // of what waits to be joined with what follows
    let lastWasMark = false;
    let at = 0;
    const span = (from: number, to: number, isMark: boolean): void => {
      if (from === to) return;
      switch (behavior) {
        case 'Removed':
          if (!isMark) emit(text.slice(from, to), base + from);
          return;
        case 'Isolated':
          emit(text.slice(from, to), base + from);
          return;
        case 'Contiguous':
          if (start >= 0 && lastWasMark !== isMark) emit(text.slice(start, from), base + start);
          if (start < 0 || lastWasMark !== isMark) start = from;
          break;
        case 'MergedWithPrevious':
          if (start >= 0 && (!isMark || lastWasMark)) emit(text.slice(start, from), base + start);
          if (start < 0 || !isMark || lastWasMark) start = from;
          break;
        case 'MergedWithNext':
          if (start >= 0 && (isMark || !lastWasMark)) emit(text.slice(start, from), base + start);
          if (start < 0 || isMark || !lastWasMark) start = from;
          break;
      }
      lastWasMark = isMark;
    };
    pattern.each(text, ({ 0: match, index }) => {
      span(at, index, invert);
      span(index, index + match.length, !invert);
      at = index + match.length;
    });
    span(at, text.length, invert);
    if (start >= 0) emit(text.slice(start), base + start);
  };
  return (text, base, emit) => {
    if (text.length <= WINDOW) return cut(text, base, emit);
    for (let start = 0; start < text.length;) {
      const end = windowEnd(text, start);
      cut(text.slice(start, end), base + start, emit);
      start = end;
    }
  };
}

/** Where the stretch of a text that begins at `start` ends: before a space where there is one, never within a pair. */
export function windowEnd(text: string, start: number): number {
  if (start + WINDOW >= text.length) return text.length;
  const space = text.lastIndexOf(' ', start + WINDOW);
  if (space > start + WINDOW / 2) return space;
  return start + WINDOW - (widthAt(text, start + WINDOW - 1) === 2 ? 1 : 0);
}
