// How many tokens of sentences a tagger does not know.

import type { WordTable } from '../../data/tagged/wordTable';
import type { UnknownTokens } from '../../data/unknownTokens';
import { UNK } from '../../text/vocabulary';

export function unknownWords(words: readonly Int32Array[], table: WordTable): UnknownTokens {
  let [unknown, tokens] = [0, 0];
  for (const sentence of words) {
    tokens += sentence.length;
    for (const word of sentence) if (table.ids[word] === UNK) unknown++;
  }
  return { unknown, tokens };
}
