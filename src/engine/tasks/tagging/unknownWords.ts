// How many tokens of sentences a tagger does not know.

import type { WordTable } from '../../data/tagged/wordTable';
import { countTokens, type CountedTokens } from '../../data/unknownTokens';

/** @param words of each sentence, by their number in the table */
export const unknownWords = (words: readonly Int32Array[], table: WordTable): CountedTokens =>
  countTokens(words.length, (sentence) => ({
    tokens: words[sentence].length,
    unknown: words[sentence].reduce((count, word) => count + Number(table.isUnknown(word)), 0),
  }));
