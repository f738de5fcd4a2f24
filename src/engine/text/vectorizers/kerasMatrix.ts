// Keras' Tokenizer: `fit_on_texts`, `texts_to_sequences` and `texts_to_matrix` with their rules. Index 0 is nobody's;
// `word_index` holds every word, and `num_words` leaves those below it: one word less than its name says.

import { sparseRowsBuilder, type SparseRows } from './sparseRows';

export interface KerasOptions {
  /** Only indices below this (0: all). */
  numWords: number;
  /** Takes index 1 and stands for every word that has no index or too high a one. */
  oovToken?: string;
  /** Characters that become white space. */
  filters?: string;
  lower?: boolean;
}

export type KerasMode = 'binary' | 'count' | 'freq' | 'tfidf';

export interface KerasTokenizer {
  /** Indices by falling count, ties by first appearance; the out-of-vocabulary token first. */
  readonly wordIndex: ReadonlyMap<string, number>;
  sequences(texts: readonly string[]): number[][];
  /** `[texts, numWords]`, or as many columns as there are words, and one. */
  matrix(texts: readonly string[], mode: KerasMode): SparseRows;
}

export const kerasFilters = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n';

/** Keras' `text_to_word_sequence`: cut at single spaces after filtering; other white space does not cut. */
export function kerasWords(
  text: string,
  { filters = kerasFilters, lower = true }: Partial<KerasOptions> = {},
): string[] {
  const filtered = new Set(filters);
  let spaced = '';
  for (const character of lower ? text.toLowerCase() : text) spaced += filtered.has(character) ? ' ' : character;
  return spaced.split(' ').filter((word) => word !== '');
}

/** Learns the words of these texts. */
export function fitKerasTokenizer(texts: readonly string[], options: KerasOptions): KerasTokenizer {
  const { numWords, oovToken } = options;
  const counts = new Map<string, number>();
  const textsWith = new Map<string, number>();
  for (const text of texts) {
    const words = kerasWords(text, options);
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    for (const word of new Set(words)) textsWith.set(word, (textsWith.get(word) ?? 0) + 1);
  }
  const words = [...counts].sort(([, a], [, b]) => b - a).map(([word]) => word);
  const wordIndex = new Map<string, number>();
  // A word of the texts that is spelt as the token takes, as in Keras, the later index.
  [...(oovToken === undefined ? [] : [oovToken]), ...words].forEach((word, i) => wordIndex.set(word, i + 1));
  const oovIndex = oovToken === undefined ? undefined : wordIndex.get(oovToken);
  const documentsWith = new Map<number, number>();
  for (const [word, count] of textsWith) documentsWith.set(wordIndex.get(word) ?? 0, count);

  const indexOf = (word: string): number | undefined => {
    const index = wordIndex.get(word);
    return index === undefined || (numWords > 0 && index >= numWords) ? oovIndex : index;
  };
  const sequenceOf = (text: string): number[] => kerasWords(text, options).flatMap((word) => indexOf(word) ?? []);

  const weigh = (mode: KerasMode, index: number, count: number, length: number): number => {
    switch (mode) {
      case 'binary':
        return 1;
      case 'count':
        return count;
      case 'freq':
        return count / length;
      case 'tfidf':
        return (1 + Math.log(count)) * Math.log(1 + texts.length / (1 + (documentsWith.get(index) ?? 0)));
    }
  };
  return {
    wordIndex,
    sequences: (some) => some.map(sequenceOf),
    matrix(some, mode) {
      const columns = numWords > 0 ? numWords : wordIndex.size + 1;
      const builder = sparseRowsBuilder(some.length);
      for (const text of some) {
        const sequence = sequenceOf(text);
        const inText = new Map<number, number>();
        for (const index of sequence) if (index < columns) inText.set(index, (inText.get(index) ?? 0) + 1);
        for (const [index, count] of inText) builder.add(index, weigh(mode, index, count, sequence.length));
        builder.endRow();
      }
      return builder.finish(columns);
    },
  };
}
