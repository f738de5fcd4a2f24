// Words at places of an output as rules about tokens: a word may be cut into several of them.

import { LabError } from '../../protocol/labError';
import type { PlacedWord, SearchRule } from '../../protocol/decoding';

/**
 * Forcing a word forces each of its tokens in turn; forbidding it forbids the last one after the others, so that words
 * which begin alike stay possible.
 * @param idsOf fails with `INVALID_ARGUMENT` for a word that the vocabulary does not have
 */
export function rulesOfWords(words: readonly PlacedWord[], idsOf: (word: string) => number[]): SearchRule[] {
  return words.flatMap(({ after, word, kind }): SearchRule[] => {
    if (word.trim() === '') throw new LabError('INVALID_ARGUMENT', 'A word to force or to forbid is empty. Write one.');
    const ids = idsOf(word);
    const rules = ids.map((token, i) => ({ after: [...after, ...ids.slice(0, i)], token, kind }));
    return kind === 'force' ? rules : rules.slice(-1);
  });
}
