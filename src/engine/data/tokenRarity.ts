// How rare the tokens of encoded texts are.

import { idsOf } from '../store/tokenStore';
import type { KeptTexts } from './encodedTexts';

/**
 * The inverse document frequency of each token, ln((1 + n) / (1 + df)) + 1 with `df` of `n` texts that have it, as
 * scikit-learn's `smooth_idf` (Spärck Jones 1972). `[vocabulary]`
 */
export function inverseDocumentFrequencies({ ids, starts }: KeptTexts, vocabulary: number): Float64Array {
  const texts = starts.length - 1;
  const frequencies = new Int32Array(vocabulary);
  for (let text = 0; text < texts; text++)
    for (const id of new Set(idsOf(ids, starts[text], starts[text + 1]))) frequencies[id]++;
  return Float64Array.from(frequencies, (frequency) => Math.log((1 + texts) / (1 + frequency)) + 1);
}
