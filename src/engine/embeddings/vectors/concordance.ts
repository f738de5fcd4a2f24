// Where a word stands in texts, with what is around it: the evidence behind a point of a map.

import type { ConcordanceLine } from '../../../protocol/wordEvidence';
import { originalSpan } from '../../text/tokenizers/alignedText';
import { composedText } from '../../text/tokenizers/normalizers';

/** Characters shown on each side. */
const AROUND = 80;
const LETTER = '[\\p{L}\\p{M}\\p{N}_]';

/**
 * Finds the word as a whole, not within others; after Hangul particles may follow. The underscore of a phrase
 * (`new_york`) also stands for a space. For texts whose letters are composed, as `placesIn` looks at them.
 */
export function wordPattern(word: string, ignoreCase: boolean): RegExp {
  const letters = /[\p{L}\p{M}\p{N}_]/u;
  const composed = word.normalize('NFC');
  const body = composed.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&').replace(/_/g, '[_ ]');
  const before = letters.test(composed.charAt(0)) ? `(?<!${LETTER})` : '';
  const last = [...composed].at(-1) ?? '';
  const after = /\p{Script=Hangul}/u.test(last) || !letters.test(last) ? '' : `(?!${LETTER})`;
  return new RegExp(before + body + after, ignoreCase ? 'giu' : 'gu');
}

/** The places of a word in one line, in order. */
export function placesIn(text: string, pattern: RegExp, place: { file: number; line: number }): ConcordanceLine[] {
  const found: ConcordanceLine[] = [];
  const composed = composedText(text);
  for (const match of composed.text.matchAll(pattern)) {
    const [start, end] = originalSpan(composed, match.index, match.index + match[0].length);
    found.push({
      ...place,
      column: start + 1,
      before: (start > AROUND ? '…' : '') + wholeUnits(text.slice(Math.max(0, start - AROUND), start)),
      found: text.slice(start, end),
      after: wholeUnits(text.slice(end, end + AROUND)) + (end + AROUND < text.length ? '…' : ''),
    });
  }
  return found;
}

/** Without half a surrogate pair at either end. */
function wholeUnits(text: string): string {
  return text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}
