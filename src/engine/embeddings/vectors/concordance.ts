// Where a word stands in texts, with what is around it: the evidence behind a point of a map.

import type { ConcordanceLine } from '../../../protocol/wordEvidence';

/** Characters shown on each side. */
const AROUND = 80;
const LETTER = '[\\p{L}\\p{M}\\p{N}_]';

/**
 * Finds the word as a whole, not within others; after Hangul particles may follow. The underscore of a phrase
 * (`new_york`) also stands for a space.
 */
export function wordPattern(word: string, ignoreCase: boolean): RegExp {
  const letters = /[\p{L}\p{M}\p{N}_]/u;
  const body = word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&').replace(/_/g, '[_ ]');
  const before = letters.test(word.charAt(0)) ? `(?<!${LETTER})` : '';
  const last = [...word].at(-1) ?? '';
  const after = /\p{Script=Hangul}/u.test(last) || !letters.test(last) ? '' : `(?!${LETTER})`;
  return new RegExp(before + body + after, ignoreCase ? 'giu' : 'gu');
}

/** The places of a word in one line, in order. */
export function placesIn(text: string, pattern: RegExp, place: { file: number; line: number }): ConcordanceLine[] {
  const found: ConcordanceLine[] = [];
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    found.push({
      ...place,
      column: match.index + 1,
      before:
        (match.index > AROUND ? '…' : '') + wholeUnits(text.slice(Math.max(0, match.index - AROUND), match.index)),
      found: match[0],
      after: wholeUnits(text.slice(end, end + AROUND)) + (end + AROUND < text.length ? '…' : ''),
    });
  }
  return found;
}

/** Without half a surrogate pair at either end. */
function wholeUnits(text: string): string {
  return text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}
