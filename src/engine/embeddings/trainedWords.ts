// The vocabulary of an embedding: which words get a vector, and how often each was seen.

import { LabError } from '../../protocol/labError';

export interface TrainedWords {
  /** The most frequent first, ties by first appearance. */
  words: string[];
  counts: Float64Array;
  /** All tokens of the corpus, rare words included. */
  rawTokens: number;
}

export interface WordLimits {
  minCount: number;
  /** At most so many words; 0: all. */
  maxWords: number;
}

/** From provisional ids (by first appearance) to rows; -1 where the word is left out. */
export interface WordSelection extends TrainedWords {
  rowOf: Int32Array;
}

/** Fails with `INVALID_DATA` when there is no text, no word is frequent enough, or a single one is. */
export function selectWords(
  words: readonly string[],
  counts: Float64Array,
  { minCount, maxWords }: WordLimits,
): WordSelection {
  const rawTokens = counts.reduce((sum, count) => sum + count, 0);
  if (rawTokens === 0)
    throw new LabError('INVALID_DATA', 'The corpus is empty: there is no word to learn a vector of.', {
      key: ['data', 'train'],
    });
  const most = counts.reduce((highest, count) => Math.max(highest, count), 0);
  const frequent = Array.from(counts.keys())
    .filter((id) => counts[id] >= minCount)
    .sort((a, b) => counts[b] - counts[a] || a - b);
  const kept = maxWords > 0 ? frequent.slice(0, maxWords) : frequent;
  if (kept.length < 2)
    throw new LabError(
      'INVALID_DATA',
      kept.length === 0
        ? `No word occurs ${minCount} times: the most frequent of ${words.length} occurs ${most} times. Lower "model.minCount" or give more text.`
        : `Only one word, "${words[kept[0]]}", occurs ${minCount} times; two are needed at least. Lower "model.minCount" or give more text.`,
      { key: ['model', 'minCount'] },
    );
  const rowOf = new Int32Array(words.length).fill(-1);
  kept.forEach((id, row) => (rowOf[id] = row));
  return { words: kept.map((id) => words[id]), counts: Float64Array.from(kept, (id) => counts[id]), rawTokens, rowOf };
}
