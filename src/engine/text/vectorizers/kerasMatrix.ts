// Keras' Tokenizer: `fit_on_texts` and `texts_to_matrix` with their rules, from counts of words. Index 0 is nobody's;
// `word_index` holds every word, and `num_words` leaves those below it: one word less than its name says.

import { documentFrequencies, type FeatureVocabulary } from './countVectorizer';
import type { SparseRows } from './sparseRows';
import { AS_COUNTED, ONCE, type Weighing } from './weighing';

export interface KerasLimits {
  /** Only indices below this (0: all). */
  numWords: number;
  /** Takes index 1 and stands for every word that has no index or too high a one. */
  oovToken?: string;
}

export type KerasMode = 'binary' | 'count' | 'freq' | 'tfidf';

/** What the counting of words has found. */
export interface KerasCounts {
  /** By word, in the order of first appearance. */
  words: ReadonlyMap<string, number>;
  /** How many texts hold the word. */
  texts: ReadonlyMap<string, number>;
}

/** `word_index`. A word of the texts that is spelt as the token takes, as in Keras, the later index. */
export function kerasWordIndex(words: KerasCounts['words'], oovToken: string | undefined): Map<string, number> {
  const sorted = [...words].sort(([, a], [, b]) => b - a).map(([word]) => word);
  const index = new Map<string, number>();
  [...(oovToken === undefined ? [] : [oovToken]), ...sorted].forEach((word, i) => index.set(word, i + 1));
  return index;
}

/** The columns of the matrix by name; an index that no word has is called by its number, which no word can be. */
export function kerasFeatures(wordIndex: ReadonlyMap<string, number>, numWords: number): string[] {
  const features = Array.from(
    { length: numWords > 0 ? numWords : wordIndex.size + 1 },
    (_, index) => `(no word: ${index})`,
  );
  for (const [word, index] of wordIndex) if (index < features.length) features[index] = word;
  return features;
}

/** Finds the column of a word; that of `oovToken`, where there is one, for any other. */
export function kerasVocabulary(features: readonly string[], oovToken: string | undefined): FeatureVocabulary {
  const columns = new Map(features.map((feature, column) => [feature, column]));
  const unknown = oovToken === undefined ? undefined : columns.get(oovToken);
  return { features, columnOf: (feature) => columns.get(feature) ?? unknown };
}

/** `ln(1 + n / (1 + df))` of each column; the token for unknown words was in no text. `[columns]` */
export function kerasIdf(features: readonly string[], texts: KerasCounts['texts'], count: number): Float64Array {
  return Float64Array.from(features, (word) => Math.log(1 + count / (1 + (texts.get(word) ?? 0))));
}

/** The modes of `texts_to_matrix`. @param idf `[columns]`, of `tfidf` */
export function kerasWeighing(mode: KerasMode, idf: Float64Array | undefined): Weighing {
  switch (mode) {
    case 'binary':
      return ONCE;
    case 'count':
      return AS_COUNTED;
    case 'freq':
      return { ...AS_COUNTED, norm: { part: (count) => count, length: (sum) => sum } };
    case 'tfidf':
      return { value: (count, column) => (1 + Math.log(count)) * (idf?.[column] ?? 1) };
  }
}

/** Counts by first appearance, as a matrix of counts whose columns are in that order tells. */
export function kerasCounts(features: readonly string[], counts: SparseRows): KerasCounts {
  const words = new Map(features.map((feature) => [feature, 0]));
  const totals = new Float64Array(features.length);
  counts.indices.forEach((column, at) => (totals[column] += counts.values[at]));
  features.forEach((feature, column) => words.set(feature, totals[column]));
  const frequencies = documentFrequencies(counts);
  return { words, texts: new Map(features.map((feature, column) => [feature, frequencies[column]])) };
}
