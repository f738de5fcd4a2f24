// Counts of features for each text, and the choice of the features that make the vocabulary; scikit-learn's
// CountVectorizer, number for number.

import type { Analyzer } from './analyzer';
import { finishTraining, UNITS_A_STEP, type Training } from '../trainers/training';
import { grownInt32, sparseRowsBuilder, type SparseRows } from './sparseRows';
import { numpyArgsort, sortByCodePoint } from './textOrder';

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

export function featureVocabulary(features: readonly string[]): FeatureVocabulary {
  const columns = new Map(features.map((feature, column) => [feature, column]));
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
export function fitCounts(texts: readonly string[], analyzer: Analyzer, limits: VocabularyLimits): FittedCounts {
  return vocabularyOfCounts(finishTraining(countAll(texts, analyzer)), limits);
}

/** The vocabulary within the limits, its columns in alphabetical order. */
export function vocabularyOfCounts(counts: FirstCounts, limits: VocabularyLimits): FittedCounts {
  const sorted = sortByCodePoint([...counts.features]);
  const rank = new Map(sorted.map((feature, index) => [feature, index]));
  const rankOf = Int32Array.from(counts.features, (feature) => rank.get(feature) ?? 0);
  const kept = chooseFeatures(counts.rows, rankOf, limits);
  let columns = 0;
  const columnOfRank = Int32Array.from(kept, (isKept) => (isKept ? columns++ : -1));
  const vocabulary = featureVocabulary(sorted.filter((_, index) => kept[index]));
  return {
    vocabulary,
    rows: moved(
      counts.rows,
      Int32Array.from(rankOf, (at) => columnOfRank[at]),
      columns,
    ),
  };
}

/** Counts the features of a vocabulary; others do not count. */
export function countFeatures(texts: readonly string[], analyzer: Analyzer, vocabulary: FeatureVocabulary): SparseRows {
  return finishTraining(countWith(texts, analyzer, vocabulary.columnOf, () => vocabulary.features.length));
}

/** Counts all features; yields the share of the texts that was counted. */
export function* countAll(texts: readonly string[], analyzer: Analyzer): Training<FirstCounts> {
  const columns = new Map<string, number>();
  const columnOf = (feature: string): number => {
    let column = columns.get(feature);
    if (column === undefined) columns.set(feature, (column = columns.size));
    return column;
  };
  const rows = yield* countWith(texts, analyzer, columnOf, () => columns.size);
  return { features: [...columns.keys()], rows };
}

function* countWith(
  texts: readonly string[],
  analyzer: Analyzer,
  columnOf: (feature: string) => number | undefined,
  columnCount: () => number,
): Training<SparseRows> {
  const builder = sparseRowsBuilder(texts.length);
  let counts = new Int32Array(1024); // by column, zero between texts
  let seen: number[] = [];
  const count = (feature: string): void => {
    const column = columnOf(feature);
    if (column === undefined) return;
    while (column >= counts.length) counts = grownInt32(counts);
    if (counts[column]++ === 0) seen.push(column);
  };
  let units = 0;
  for (const [row, text] of texts.entries()) {
    units += text.length;
    if (units > UNITS_A_STEP) {
      yield row / texts.length;
      units = text.length;
    }
    analyzer.features(analyzer.words(text).tokens, count);
    for (const column of seen) {
      builder.add(column, counts[column]);
      counts[column] = 0;
    }
    builder.endRow();
    seen = [];
  }
  return builder.finish(columnCount());
}

/** The number of texts that each column occurs in. */
export function documentFrequencies({ columns, indices }: SparseRows): Int32Array {
  const frequencies = new Int32Array(columns);
  for (const column of indices) frequencies[column]++;
  return frequencies;
}

/** By rank: whether the feature stays. Of equally frequent ones those stay that scikit-learn keeps. */
function chooseFeatures(rows: SparseRows, rankOf: Int32Array, limits: VocabularyLimits): Uint8Array {
  const { minDf, maxDf, maxFeatures } = limits;
  const least = minDf < 1 ? minDf * rows.rows : minDf;
  const most = maxDf <= 1 ? maxDf * rows.rows : maxDf;
  const frequencies = documentFrequencies(rows);
  const kept = new Uint8Array(rows.columns);
  frequencies.forEach((frequency, column) => {
    if (frequency >= least && frequency <= most) kept[rankOf[column]] = 1;
  });
  const candidates = kept.reduce((sum, isKept) => sum + isKept, 0);
  if (maxFeatures === 0 || candidates <= maxFeatures) return kept;
  const totals = new Float64Array(rows.columns); // by rank
  rows.indices.forEach((column, at) => (totals[rankOf[column]] -= rows.values[at]));
  const ranks = Int32Array.from(kept.keys()).filter((rank) => kept[rank]);
  const chosen = numpyArgsort(Float64Array.from(ranks, (rank) => totals[rank])).subarray(0, maxFeatures);
  const limited = new Uint8Array(rows.columns);
  for (const index of chosen) limited[ranks[index]] = 1;
  return limited;
}

/** The rows with each column at its new place; columns that go to -1 are left out. */
function moved(rows: SparseRows, columnOf: Int32Array, columns: number): SparseRows {
  const builder = sparseRowsBuilder(rows.rows);
  for (let row = 0; row < rows.rows; row++) {
    for (let at = rows.starts[row]; at < rows.starts[row + 1]; at++) {
      const column = columnOf[rows.indices[at]];
      if (column >= 0) builder.add(column, rows.values[at]);
    }
    builder.endRow();
  }
  return builder.finish(columns);
}
