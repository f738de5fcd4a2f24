// Texts to weighted sparse vectors, from the options of an experiment: analyser, vocabulary and weights as one.

import type { VectorizerOptions } from '../../../protocol/experiment';
import { LabError } from '../../../protocol/labError';
import type { Tokenizer } from '../tokenizer';
import { createAnalyzer, patternWords, tokenizerWords, type Analyzer } from './analyzer';
import { countFeatures, fitCounts, type FeatureVocabulary } from './countVectorizer';
import type { SparseRows } from './sparseRows';
import { binary, inverseDocumentFrequencies, tfidf } from './tfidf';

export interface Vectorizer {
  readonly analyzer: Analyzer;
  readonly vocabulary: FeatureVocabulary;
  /** `[features]`, where the weights need it. */
  readonly idf?: Float64Array;
  readonly vectors: (texts: readonly string[]) => SparseRows;
}

/** Whose words: those of the pattern where there is one, else the tokenizer's. Fails with `INVALID_EXPERIMENT`. */
export function analyzerOf({ tokenPattern, ngramRange }: VectorizerOptions, tokenizer: Tokenizer): Analyzer {
  if (tokenPattern === undefined) return createAnalyzer({ ngramRange, words: tokenizerWords(tokenizer) });
  try {
    return createAnalyzer({ ngramRange, words: patternWords(tokenPattern, tokenizer.lowercase) });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `"model.tokenPattern" cannot be used: ${reason}. Correct it, or leave it out to use the tokenizer.`;
    throw new LabError('INVALID_EXPERIMENT', message, { key: ['model', 'tokenPattern'] }, { cause: error });
  }
}

/** Weighs counted features. */
function weighted(counts: SparseRows, idf: Float64Array | undefined, options: VectorizerOptions): SparseRows {
  switch (options.weighting) {
    case 'count':
      return counts;
    case 'binary':
      return binary(counts);
    case 'tfidf':
      return tfidf(counts, idf, options);
  }
}

export interface VectorizerParts {
  analyzer: Analyzer;
  vocabulary: FeatureVocabulary;
  idf?: Float64Array;
}

/** The vectorizer of parts that were learned before. */
export function vectorizerOf({ analyzer, vocabulary, idf }: VectorizerParts, options: VectorizerOptions): Vectorizer {
  return {
    ...{ analyzer, vocabulary, idf },
    vectors: (texts) => weighted(countFeatures(texts, analyzer, vocabulary), idf, options),
  };
}

/** Whether the weights need document frequencies. */
export function usesIdf({ weighting, useIdf }: VectorizerOptions): boolean {
  return weighting === 'tfidf' && useIdf;
}

/**
 * Learns vocabulary and weights from these texts, which must be those of the training part alone. Fails with
 * `INVALID_EXPERIMENT` when no feature is left, naming the key that left none.
 */
export function fitVectorizer(
  texts: readonly string[],
  analyzer: Analyzer,
  options: VectorizerOptions,
): { vectorizer: Vectorizer; rows: SparseRows } {
  const { vocabulary, rows: counts } = fitCounts(texts, analyzer, options);
  if (vocabulary.features.length === 0) throw withoutFeatures(texts, analyzer, options);
  const idf = usesIdf(options) ? inverseDocumentFrequencies(counts, options) : undefined;
  const vectorizer = vectorizerOf({ analyzer, vocabulary, idf }, options);
  return { vectorizer, rows: weighted(counts, idf, options) };
}

function withoutFeatures(texts: readonly string[], analyzer: Analyzer, options: VectorizerOptions): LabError {
  const { minDf, maxDf, ngramRange, tokenPattern } = options;
  const fail = (key: string[], message: string): LabError => new LabError('INVALID_EXPERIMENT', message, { key });
  const longest = texts.reduce((most, text) => Math.max(most, analyzer.words(text).tokens.length), 0);
  if (longest === 0) {
    const key = tokenPattern === undefined ? ['tokenizer'] : ['model', 'tokenPattern'];
    const advice = tokenPattern === undefined ? 'Check "data.text", "clean" and "tokenizer"' : `Change "${key.join('.')}"`; // prettier-ignore
    return fail(key, `None of the ${texts.length} training texts has a word. ${advice}.`);
  }
  if (longest < ngramRange[0])
    return fail(
      ['model', 'ngramRange'],
      `No training text has ${ngramRange[0]} words, the least of "model.ngramRange". Lower it.`,
    );
  return fail(
    ['model', 'minDf'],
    `No feature is left: none occurs in at least ${minDf} and at most ${maxDf} (up to 1: a share) of the ${texts.length} training texts. ` +
      'Lower "model.minDf" or raise "model.maxDf".',
  );
}
