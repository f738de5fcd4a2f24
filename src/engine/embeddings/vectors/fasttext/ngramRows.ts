// Which rows of a fastText model's input matrix belong to the n-grams of a word (dictionary.cc).

import { ngramBuckets } from '../../subwords';
import type { DictionarySize, ModelSettings } from './dictionary';

const END_OF_SENTENCE = '</s>';
const [BEGIN, END] = [Buffer.from('<'), Buffer.from('>')];

/** Of a word in UTF-8, repetitions included; none for the end of a sentence and for words too short to have an n-gram. */
export type NgramRows = (word: Uint8Array) => number[];

/** @param kept from buckets to rows after the words, where a quantised model has kept some n-grams alone */
export function ngramRowsOf(
  settings: ModelSettings,
  { words }: DictionarySize,
  kept: ReadonlyMap<number, number> | undefined,
): { ngramRows: NgramRows; rowsNeeded: number } {
  const ngramRows: NgramRows = (word) => {
    if (settings.maxLength < 1 || Buffer.from(word).toString() === END_OF_SENTENCE) return [];
    const buckets = ngramBuckets(Buffer.concat([BEGIN, word, END]), settings);
    if (!kept) return buckets.map((bucket) => words + bucket);
    return buckets.flatMap((bucket) => {
      const row = kept.get(bucket);
      return row === undefined ? [] : [words + row];
    });
  };
  return { ngramRows, rowsNeeded: words + (settings.maxLength < 1 ? 0 : ngramRowCount(settings.buckets, kept)) };
}

/** The rows that hashed features may have: of pruned models those that were kept, else all buckets. */
export function ngramRowCount(buckets: number, kept: ReadonlyMap<number, number> | undefined): number {
  if (!kept) return buckets;
  let rows = 0;
  // As unsigned numbers, so that rows before the first are as much too large as those after the last.
  for (const row of kept.values()) rows = Math.max(rows, (row >>> 0) + 1);
  return rows;
}
