// Texts to weighted sparse vectors, from the options of an experiment: analyser, vocabulary and weights as one.

import type { VectorizerOptions } from '../../schema/vectorizer';
import { LabError } from '../../../protocol/labError';
import type { Rows } from '../rows';
import type { Tokenizer } from '../tokenizer';
import { finishTraining, type Training } from '../trainers/training';
import { createAnalyzer, patternWords, tokenizerWords, type Analyzer, type WordCutter } from './analyzer';
import {
  countAll,
  countFeatures,
  featureVocabulary,
  vocabularyOfCounts,
  type FeatureVocabulary,
  type FirstCounts,
} from './countVectorizer';
import {
  kerasCounts,
  kerasFeatures,
  kerasIdf,
  kerasVocabulary,
  kerasWeighing,
  kerasWordIndex,
  type KerasLimits,
  type KerasMode,
} from './kerasMatrix';
import { createPositionAnalyzer } from './oneHot';
import type { SparseRows } from './sparseRows';
import { inverseDocumentFrequencies, tfidfWeighing } from './tfidf';
import { AS_COUNTED, ONCE, weighed, type Weighing } from './weighing';

export interface Vectorizer {
  readonly analyzer: Analyzer;
  readonly vocabulary: FeatureVocabulary;
  /** `[features]`, where the weights need it. */
  readonly idf?: Float64Array;
  readonly weighing: Weighing;
  readonly vectors: (texts: Rows<string>) => SparseRows;
  /** The same with pauses, for many texts. */
  readonly vectorsInSteps: (texts: Rows<string>) => Training<SparseRows>;
}

/** What of an experiment beside the options of its vectors decides about them. */
export interface VectorizerSurroundings {
  tokenizer: Tokenizer;
  /** `one-hot`: words behind so many are left out. */
  maxLength: number;
  /** Of the tokenizer's options, for the matrices of Keras. */
  keras: KerasLimits;
}

const kerasModes: Partial<Record<VectorizerOptions['weighting'], KerasMode>> = {
  'keras-binary': 'binary',
  'keras-count': 'count',
  'keras-freq': 'freq',
  'keras-tfidf': 'tfidf',
};

/** Whether the vectors are the rows of Keras' `texts_to_matrix`. */
export const isKerasMatrix = ({ weighting }: Pick<VectorizerOptions, 'weighting'>): boolean =>
  kerasModes[weighting] !== undefined;

/** Whose words: those of the pattern where there is one, else the tokenizer's. Fails with `INVALID_EXPERIMENT`. */
export function analyzerOf(options: VectorizerOptions, { tokenizer, maxLength }: VectorizerSurroundings): Analyzer {
  const cutter = cutterOf(options, tokenizer);
  if (options.weighting === 'one-hot') return createPositionAnalyzer({ ...cutter, maxLength });
  return createAnalyzer({ ngramRange: isKerasMatrix(options) ? [1, 1] : options.ngramRange, ...cutter });
}

function cutterOf({ tokenPattern }: VectorizerOptions, tokenizer: Tokenizer): WordCutter {
  if (tokenPattern === undefined) return tokenizerWords(tokenizer);
  try {
    return { words: patternWords(tokenPattern, tokenizer) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `"model.tokenPattern" cannot be used: ${reason}. Correct it, or leave it out to use the tokenizer.`;
    throw new LabError('INVALID_EXPERIMENT', message, { key: ['model', 'tokenPattern'] }, { cause: error });
  }
}

function weighingOf(idf: Float64Array | undefined, options: VectorizerOptions): Weighing {
  switch (options.weighting) {
    case 'count':
      return AS_COUNTED;
    case 'binary':
    case 'one-hot':
      return ONCE;
    case 'tfidf':
      return tfidfWeighing(idf, options);
    case 'keras-binary':
    case 'keras-count':
    case 'keras-freq':
    case 'keras-tfidf':
      return kerasWeighing(kerasModes[options.weighting] ?? 'count', idf);
  }
}

/** The vocabulary of a run's features, by column. */
export function vocabularyOfRun(
  features: readonly string[],
  options: VectorizerOptions,
  { keras }: Pick<VectorizerSurroundings, 'keras'>,
): FeatureVocabulary {
  return isKerasMatrix(options) ? kerasVocabulary(features, keras.oovToken) : featureVocabulary(features);
}

export interface VectorizerParts {
  analyzer: Analyzer;
  vocabulary: FeatureVocabulary;
  idf?: Float64Array;
}

/** The vectorizer of parts that were learned before. */
export function vectorizerOf({ analyzer, vocabulary, idf }: VectorizerParts, options: VectorizerOptions): Vectorizer {
  const weighing = weighingOf(idf, options);
  const vectorsInSteps = function* (texts: Rows<string>): Training<SparseRows> {
    return weighed(yield* countFeatures(texts, analyzer, vocabulary), weighing);
  };
  return {
    ...{ analyzer, vocabulary, idf, weighing, vectorsInSteps },
    vectors: (texts) => finishTraining(vectorsInSteps(texts)),
  };
}

/** Whether the weights need document frequencies. */
export function usesIdf({ weighting, useIdf }: VectorizerOptions): boolean {
  return weighting === 'keras-tfidf' || (weighting === 'tfidf' && useIdf);
}

/**
 * Learns vocabulary and weights from these texts, which must be those of the training part alone; yields how far it is.
 * Fails with `INVALID_EXPERIMENT` when no feature is left, naming the key that left none.
 */
export function* fitVectorizer(
  texts: Rows<string>,
  options: VectorizerOptions,
  surroundings: VectorizerSurroundings,
): Training<{ vectorizer: Vectorizer; rows: SparseRows }> {
  const analyzer = analyzerOf(options, surroundings);
  const counted = yield* countAll(texts, analyzer);
  if (isKerasMatrix(options)) return fitKeras(texts, counted, analyzer, options, surroundings.keras);
  const { vocabulary, rows: counts } = yield* vocabularyOfCounts(counted, options);
  if (vocabulary.features.length === 0) throw withoutFeatures(texts, analyzer, options);
  const idf = usesIdf(options) ? inverseDocumentFrequencies(counts, options) : undefined;
  const vectorizer = vectorizerOf({ analyzer, vocabulary, idf }, options);
  return { vectorizer, rows: weighed(counts, vectorizer.weighing) };
}

function fitKeras(
  texts: Rows<string>,
  counted: FirstCounts,
  analyzer: Analyzer,
  options: VectorizerOptions,
  { numWords, oovToken }: KerasLimits,
): { vectorizer: Vectorizer; rows: SparseRows } {
  const found = kerasCounts(counted.features, counted.rows);
  if (found.words.size === 0) throw withoutFeatures(texts, analyzer, options);
  if (oovToken !== undefined && found.words.has(oovToken))
    throw new LabError(
      'INVALID_EXPERIMENT',
      `"tokenizer.oovToken" is "${oovToken}", which is a word of the training texts. Choose one that is none, e.g. "<unk>".`,
      { key: ['tokenizer', 'oovToken'] },
    );
  const vocabulary = kerasVocabulary(kerasFeatures(kerasWordIndex(found.words, oovToken), numWords), oovToken);
  const idf = usesIdf(options) ? kerasIdf(vocabulary.features, found.texts, texts.length) : undefined;
  const vectorizer = vectorizerOf({ analyzer, vocabulary, idf }, options);
  return { vectorizer, rows: vectorizer.vectors(texts) };
}

function withoutFeatures(texts: Rows<string>, analyzer: Analyzer, options: VectorizerOptions): LabError {
  const { minDf, maxDf, ngramRange, tokenPattern } = options;
  const fail = (key: string[], message: string): LabError => new LabError('INVALID_EXPERIMENT', message, { key });
  let longest = 0;
  for (const text of texts) longest = Math.max(longest, analyzer.tokensOf(text).length);
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
