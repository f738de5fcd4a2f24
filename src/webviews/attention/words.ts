// Which tokens make up which word of the text, so that pieces and jamo can be shown with what they come from. Pure.

import type { AttendedText } from '../../protocol/attention';
import type { Span } from './weights';

export interface Word extends Span {
  /** As it stands in the text; of a special token the token itself. */
  text: string;
  /** The text does not show in the token itself: pieces, jamo or unknown words; another case does not count. */
  isChanged: boolean;
}

/** The words in order; they cover all tokens. Tokens without a place in the text stand for themselves. */
export function wordsOf({ text, tokens, offsets }: Pick<AttendedText, 'text' | 'tokens' | 'offsets'>): Word[] {
  const starts = wordStarts(text);
  const words: (Word & { start: number; stop: number; place: number })[] = [];
  tokens.forEach((token, i) => {
    const [from, to] = offsets[i] ?? [0, 0];
    const start = from + (/^\s*/.exec(text.slice(from, to))?.[0].length ?? 0);
    const last = words.at(-1);
    const place = to > from ? wordAt(starts, Math.min(start, to - 1)) : -1;
    if (last && place >= 0 && place === last.place) {
      last.end = i + 1;
      last.stop = Math.max(last.stop, to);
    } else words.push({ first: i, end: i + 1, place, start, stop: to, text: token, isChanged: false });
  });
  return words.map(({ first, end, start, stop, place, text: token }) => {
    const written = place < 0 ? token : text.slice(start, stop).trim() || token;
    return { first, end, text: written, isChanged: end - first > 1 || !isSameButForCase(written, token) };
  });
}

const isSameButForCase = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Where the words of a text begin, by the rules of its script. */
function wordStarts(text: string): number[] {
  return Array.from(new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text), ({ index }) => index);
}

/** The last word that begins at or before a place. */
function wordAt(starts: readonly number[], place: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}
