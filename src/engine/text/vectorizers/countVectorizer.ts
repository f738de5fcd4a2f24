// Counts of features for each text, and the choice of the features that make the vocabulary; scikit-learn's
// CountVectorizer, number for number.

import type { Rows } from '../rows';
import type { Analyzer } from './analyzer';
import { finishTraining, PAUSE_EVERY, UNITS_A_STEP, type Training } from '../trainers/training';
import { NgramNumbers } from './ngramNumbers';
import { grownInt32, sparseRowsBuilder, type SparseRows } from './sparseRows';
import { numpyArgsort, sortedByCodePoint } from './textOrder';

export interface VocabularyLimits {
  /** The least and the most texts a feature may occur in. Below 1 a share of all texts; for `maxDf`, 1 is all of them. */
  minDf: number;
  maxDf: number;
  /** The most frequent features only (0: all). */
  maxFeatures: number;
}

/** Features in the order of their columns, which is alphabetical by code point. */
export interface FeatureVocabulary {
  readonly features: readonly string[];
  columnOf(feature: string): number | undefined;
}

export const featureVocabulary = (features: readonly string[]): FeatureVocabulary => finishTraining(numbered(features));

function* numbered(features: readonly string[]): Training<FeatureVocabulary> {
  const columns = new Map<string, number>();
  for (const [column, feature] of features.entries()) {
    columns.set(feature, column);
    if (column % PAUSE_EVERY === 0) yield 1;
  }
  return { features, columnOf: (feature) => columns.get(feature) };
}

/** Counts by text, with columns in the order of first appearance. */
export interface FirstCounts {
  features: string[];
  rows: SparseRows;
}

export interface FittedCounts {
  vocabulary: FeatureVocabulary;
  rows: SparseRows;
}

/** Learns the vocabulary of these texts and counts it in them. The vocabulary may turn out empty. */
export const fitCounts = (texts: Rows<string>, analyzer: Analyzer, limits: VocabularyLimits): FittedCounts =>
  finishTraining(vocabularyOfCounts(finishTraining(countAll(texts, analyzer)), limits));

/** The vocabulary within the limits, its columns in alphabetical order. */
export function* vocabularyOfCounts({ features, rows }: FirstCounts, limits: VocabularyLimits): Training<FittedCounts> {
  const kept = withinLimits(rows, limits);
  const vocabulary = yield* numbered(yield* sortedByCodePoint(Array.from(kept, (column) => features[column])));
  const columnOf = new Int32Array(rows.columns).fill(-1);
  for (const [i, column] of kept.entries()) {
    columnOf[column] = vocabulary.columnOf(features[column]) ?? -1;
    if (i % PAUSE_EVERY === 0) yield 1;
  }
  const all: FittedCounts = { vocabulary, rows: yield* moved(rows, columnOf, kept.length) };
  return limits.maxFeatures === 0 || kept.length <= limits.maxFeatures
    ? all
    : yield* mostFrequent(all, limits.maxFeatures);
}

/** By column, how often words hold the features of a vocabulary. */
export function countsOf(
  tokens: readonly string[],
  analyzer: Analyzer,
  vocabulary: FeatureVocabulary,
): Map<number, number> {
  const counts = new Map<number, number>();
  analyzer.features(tokens, (feature) => {
    const column = vocabulary.columnOf(feature);
    if (column !== undefined) counts.set(column, (counts.get(column) ?? 0) + 1);
  });
  return counts;
}

/** Counts the features of a vocabulary; others do not count. */
export function countFeatures(
  texts: Rows<string>,
  analyzer: Analyzer,
  vocabulary: FeatureVocabulary,
): Training<SparseRows> {
  const countText = (text: string, count: (column: number) => void): void =>
    analyzer.features(analyzer.tokensOf(text), (feature) => {
      const column = vocabulary.columnOf(feature);
      if (column !== undefined) count(column);
    });
  return countWith(texts, countText, () => vocabulary.features.length);
}

/** Counts all features; yields the share of the texts that was counted. */
export function* countAll(texts: Rows<string>, analyzer: Analyzer): Training<FirstCounts> {
  const ngrams = new NgramNumbers();
  const features: string[] = [];
  let columns = new Int32Array(1024).fill(-1); // by number of the n-gram
  const columnOf = (number: number): number => {
    if (number >= columns.length) {
      const size = columns.length;
      columns = grownInt32(columns).fill(-1, size);
      return columnOf(number);
    }
    if (columns[number] < 0) columns[number] = features.push(ngrams.texts[number]) - 1;
    return columns[number];
  };
  const { ngramRange } = analyzer;
  const countText = (text: string, count: (column: number) => void): void => {
    const tokens = analyzer.tokensOf(text);
    if (ngramRange) numberNgrams(tokens, ngrams, ngramRange, (number) => count(columnOf(number)));
    else analyzer.features(tokens, (feature) => count(columnOf(ngrams.ofWord(feature))));
  };
  const rows = yield* countWith(texts, countText, () => features.length);
  return { features, rows };
}

/** The n-grams of the words as their numbers, in the order in which an analyzer gives their texts. */
function numberNgrams(
  tokens: readonly string[],
  ngrams: NgramNumbers,
  [least, most]: readonly [number, number],
  emit: (number: number) => void,
): void {
  const words = tokens.map((word) => ngrams.ofWord(word));
  const current = words.slice(); // the n-gram that begins at each word
  for (let length = 1; length <= Math.min(most, words.length); length++)
    for (let first = 0; first + length <= words.length; first++) {
      if (length > 1) current[first] = ngrams.extended(current[first], words[first + length - 1]);
      if (length >= least) emit(current[first]);
    }
}

function* countWith(
  texts: Rows<string>,
  countText: (text: string, count: (column: number) => void) => void,
  columnCount: () => number,
): Training<SparseRows> {
  const builder = sparseRowsBuilder(texts.length);
  let counts = new Int32Array(1024); // by column, zero between texts
  const seen: number[] = [];
  const count = (column: number): void => {
    while (column >= counts.length) counts = grownInt32(counts);
    if (counts[column]++ === 0) seen.push(column);
  };
  let [units, row] = [0, 0];
  for (const text of texts) {
    units += text.length;
    if (units > UNITS_A_STEP) {
      yield row / texts.length;
      units = text.length;
    }
    row++;
    countText(text, count);
    for (const column of seen) {
      builder.add(column, counts[column]);
      counts[column] = 0;
    }
    builder.endRow();
    seen.length = 0;
  }
  return builder.finish(columnCount());
}

/** The number of texts that each column occurs in. */
export function documentFrequencies({ columns, indices }: SparseRows): Int32Array {
  const frequencies = new Int32Array(columns);
  for (const column of indices) frequencies[column]++;
  return frequencies;
}

/** The columns that occur in neither too few nor too many texts. */
function withinLimits(rows: SparseRows, { minDf, maxDf }: VocabularyLimits): Int32Array {
  const least = minDf < 1 ? minDf * rows.rows : minDf;
  const most = maxDf <= 1 ? maxDf * rows.rows : maxDf;
  const kept: number[] = [];
  documentFrequencies(rows).forEach((frequency, column) => {
    if (frequency >= least && frequency <= most) kept.push(column);
  });
  return Int32Array.from(kept);
}

/** Of equally frequent features those stay that scikit-learn keeps. */
function* mostFrequent({ vocabulary, rows }: FittedCounts, count: number): Training<FittedCounts> {
  const totals = new Float64Array(rows.columns); // below 0: the most frequent come first
  for (let at = 0; at < rows.indices.length; at++) totals[rows.indices[at]] -= rows.values[at];
  const kept = numpyArgsort(totals).slice(0, count).sort();
  const columnOf = new Int32Array(rows.columns).fill(-1);
  kept.forEach((column, place) => (columnOf[column] = place));
  const features = Array.from(kept, (column) => vocabulary.features[column]);
  return { vocabulary: yield* numbered(features), rows: yield* moved(rows, columnOf, count) };
}

/** The rows with each column at its new place; columns that go to -1 are left out. */
function* moved(rows: SparseRows, columnOf: Int32Array, columns: number): Training<SparseRows> {
  const builder = sparseRowsBuilder(rows.rows);
  let next = PAUSE_EVERY;
  for (let row = 0; row < rows.rows; row++) {
    for (let at = rows.starts[row]; at < rows.starts[row + 1]; at++) {
      const column = columnOf[rows.indices[at]];
      if (column >= 0) builder.add(column, rows.values[at]);
    }
    builder.endRow();
    if (rows.starts[row + 1] < next) continue;
    next = rows.starts[row + 1] + PAUSE_EVERY;
    yield 1;
  }
  return builder.finish(columns);
}
