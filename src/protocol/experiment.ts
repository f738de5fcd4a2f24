// The experiment as plain data, after defaults were filled in ("resolved"). The schema that checks a file and documents
// each key is in src/engine/experiment; the two are held together by a type test there.

import type { CleaningStep } from './cleaning';

export type Task = 'classification' | 'sequence-to-sequence' | 'embedding';

/** Cut by a rule; the vocabulary is the most frequent tokens. */
export type RuleTokenizerType = 'whitespace' | 'word' | 'regex' | 'character' | 'syllable' | 'jamo';

/** Cut into Korean morphemes, by a model that a person has put into a folder. */
export type MorphemeTokenizerType = 'kiwi';

/** Cut into pieces that are learned from the corpus. */
export type SubwordTokenizerType = 'bpe' | 'byte-bpe' | 'wordpiece' | 'unigram';

/** `file`: a ready `tokenizer.json`, named by `TokenizerOptions.file`; nothing is learned. */
export type TokenizerType = RuleTokenizerType | MorphemeTokenizerType | SubwordTokenizerType | 'file';

/** One flat record: what does not belong to the type is left out, and has no effect. */
export interface TokenizerOptions {
  type: TokenizerType;
  lowercase: boolean;
  /** Upper bound on the vocabulary, special tokens included. */
  vocabularySize: number;
  /** Tokens seen less often in the training part become `<unk>`; subwords: pairs seen less often are not joined. */
  minFrequency: number;
  /** `regex`: what a token looks like (JavaScript, flag `u`, with `\w \d \s` of all scripts); the rest is dropped. */
  pattern?: string;
  /** `word`: whose words these are; left out: `unicode`. */
  compatibility?: 'unicode' | 'keras' | 'scikit-learn';
  /** `word` as in Keras: characters that become white space. */
  filters?: string;
  /** `word` as in Keras: only the `numWords - 1` most frequent words are known (0: all). */
  numWords?: number;
  /** `word` as in Keras: what stands for unknown words; without it they are left out of a text. */
  oovToken?: string;
  /** Subwords: at most this many different characters are learned (0: all). */
  alphabetLimit?: number;
  /** Special tokens beside the four that all have; they follow these. */
  specialTokens?: string[];
  /** A text file with words, one a line, that are never cut; relative to the experiment. */
  userWords?: string;
  /** `file`: the `tokenizer.json`; relative to the experiment. */
  file?: string;
  /** `kiwi`: the folder of Kiwi's model; relative to the experiment. Left out: that of the settings. */
  modelFolder?: string;
  /** `kiwi`: tokens are `form/tag`, with the part of speech. */
  tags?: boolean;
  /** `kiwi`: only nouns, verbs, adjectives, adverbs and the like. */
  contentWords?: boolean;
}

/** One table, or one file for each label, or a folder of files per label. */
export type DataSource = string | { labels: Record<string, string> };

export interface DataOptions {
  train: DataSource;
  /** A fraction of the training part (stratified by label, seeded) or a source of its own. */
  validation: number | DataSource;
  test?: number | DataSource;
  /** Column names. */
  text: string;
  label: string;
  /** The first line of a table names its columns. Not in the records of older versions, where it did. */
  header: boolean;
  /** Read at most this many examples of the training part (0: all). */
  limit: number;
}

/** Two files with a line for each pair, or a table with a column for each side. */
export type ParallelSource = string | { source: string; target: string };

export interface ParallelDataOptions {
  train: ParallelSource;
  /** A fraction of the training part (seeded) or a source of its own. */
  validation: number | ParallelSource;
  test?: number | ParallelSource;
  /** Column names, for tables. */
  source: string;
  target: string;
  /** The first line of a table names its columns. Not in the records of older versions, where it did. */
  header: boolean;
  /** Read at most this many pairs of the training part (0: all). */
  limit: number;
}

export type RecurrentType = 'rnn' | 'lstm' | 'gru';
export type Pooling = 'last' | 'mean' | 'max' | 'attention';

/** First values of token vectors from a file. */
export interface PretrainedOptions {
  /** A vectors file or the folder of a run of the task `embedding`; relative to the experiment. */
  file: string;
  /** Do not train them. */
  frozen: boolean;
}

export interface RecurrentClassifierOptions {
  type: RecurrentType;
  pretrained?: PretrainedOptions;
  embedding: number;
  hidden: number;
  layers: number;
  bidirectional: boolean;
  pooling: Pooling;
  dropout: number;
}

export interface TransformerClassifierOptions extends TransformerSettings {
  type: 'transformer';
  pretrained?: PretrainedOptions;
  layers: number;
  /** How the outputs of all tokens become one vector for the text. */
  pooling: Exclude<Pooling, 'last'>;
}

export type NeuralClassifierOptions = RecurrentClassifierOptions | TransformerClassifierOptions;

/** How texts become sparse vectors: the options of scikit-learn's TfidfVectorizer. */
export interface VectorizerOptions {
  /** What a word looks like, as in Python; left out, the experiment's tokenizer says. */
  tokenPattern?: string;
  /** Lengths of n-grams: from, to. */
  ngramRange: [number, number];
  /** The least and the most texts a feature may occur in; below 1 a share of all (`maxDf`: 1 is all). */
  minDf: number;
  maxDf: number;
  /** The most frequent features only (0: all). */
  maxFeatures: number;
  /** `keras-...`: the modes of Keras' texts_to_matrix, with the tokenizer's `numWords` and `oovToken`. */
  weighting: 'count' | 'binary' | 'tfidf' | 'one-hot' | 'keras-binary' | 'keras-count' | 'keras-freq' | 'keras-tfidf';
  sublinearTf: boolean;
  useIdf: boolean;
  smoothIdf: boolean;
  norm: 'l1' | 'l2' | 'none';
}

export type LinearClassifierOptions = VectorizerOptions &
  (
    | { type: 'naive-bayes'; alpha: number }
    | { type: 'linear-svm' | 'logistic-regression'; C: number }
    | { type: 'nb-svm'; C: number; alpha: number; interpolation: number }
  );

export type ModelOptions = NeuralClassifierOptions | LinearClassifierOptions;

export type AttentionKind = 'none' | 'dot' | 'general' | 'additive';

export interface RecurrentSequenceOptions {
  type: RecurrentType;
  /** Of the source's tokens; of both sides where they share a vocabulary. */
  pretrained?: PretrainedOptions;
  pretrainedTarget?: PretrainedOptions;
  embedding: number;
  hidden: number;
  /** Of the encoder and of the decoder. */
  layers: number;
  /** Of the encoder. */
  bidirectional: boolean;
  attention: AttentionKind;
  /** The attentional vector of a step is input of the next (Luong et al. 2015). */
  inputFeeding: boolean;
  /** The source is read from its end (Sutskever et al. 2014). */
  reverseSource: boolean;
  /** How the encoder's last states become the decoder's first. */
  bridge: 'zero' | 'copy' | 'linear';
  /** The output layer is the table of target embeddings. */
  tieEmbeddings: boolean;
  dropout: number;
}

/** Of every model made of transformer blocks. */
export interface TransformerSettings {
  width: number;
  heads: number;
  feedForward: number;
  norm: 'pre' | 'post';
  positions: 'sinusoidal' | 'learned';
  activation: 'relu' | 'gelu';
  dropout: number;
}

export interface TransformerSequenceOptions extends TransformerSettings {
  type: 'transformer';
  /** Of the source's tokens; of both sides where they share a vocabulary. */
  pretrained?: PretrainedOptions;
  pretrainedTarget?: PretrainedOptions;
  encoderLayers: number;
  decoderLayers: number;
  tieEmbeddings: boolean;
}

export interface DecoderOnlyOptions extends TransformerSettings {
  type: 'decoder-only';
  /** Of the source's tokens; of both sides where they share a vocabulary. */
  pretrained?: PretrainedOptions;
  pretrainedTarget?: PretrainedOptions;
  layers: number;
  /** Whether a token of the source sees those after it. */
  sourceAttention: 'causal' | 'full';
  tieEmbeddings: boolean;
}

export type SequenceModelOptions = RecurrentSequenceOptions | TransformerSequenceOptions | DecoderOnlyOptions;

/** How outputs are searched for when a run is judged, and when nothing else is asked for. */
export interface DecodingOptions {
  beam: number;
  /** α of Wu et al. 2016 (0: off). */
  lengthPenalty: number;
  /** In tokens; 0: twice the source and ten more. */
  maxLength: number;
  minLength: number;
  /** No run of so many tokens occurs twice (0: off). */
  noRepeat: number;
  replaceUnknown: boolean;
}

export type OptimizerOptions =
  | { type: 'sgd'; learningRate: number; momentum: number; nesterov: boolean; weightDecay: number }
  | { type: 'adagrad'; learningRate: number; epsilon: number; weightDecay: number }
  | { type: 'adadelta'; learningRate: number; rho: number; epsilon: number; weightDecay: number }
  | { type: 'rmsprop'; learningRate: number; alpha: number; momentum: number; epsilon: number; weightDecay: number }
  | { type: 'adam' | 'adamw'; learningRate: number; betas: [number, number]; epsilon: number; weightDecay: number };

export type ScheduleOptions =
  | { type: 'constant' }
  | { type: 'step'; every: number; factor: number; unit: 'step' | 'epoch' }
  | { type: 'cosine'; warmupSteps: number; finalFactor: number }
  | { type: 'inverse-square-root'; warmupSteps: number }
  | { type: 'reduce-on-plateau'; factor: number; patience: number; minLearningRate: number };

export interface TrainingOptions {
  epochs: number;
  batchSize: number;
  optimizer: OptimizerOptions;
  schedule: ScheduleOptions;
  /** Scale all gradients so that their joint Euclidean norm is at most this (0: off). */
  clipNorm: number;
  /** Clamp each gradient component to [-clipValue, clipValue] (0: off). */
  clipValue: number;
  /** Stop after this many epochs without a better validation figure (0: off). */
  earlyStopping: number;
  /** Which validation figure decides the best checkpoint. */
  monitor: 'accuracy' | 'macroF1' | 'loss' | 'perplexity' | 'bleu';
  /** Longest input in tokens; longer ones are cut and counted. */
  maxLength: number;
  padding: 'after' | 'before';
  truncation: 'end' | 'start';
  /** Write the last checkpoint every so many steps (0: each epoch and about every 30 seconds). */
  checkpointEverySteps: number;
  /** Gradients of so many batches make one update. */
  accumulate: number;
  /** At the end the mean of the parameters after the last so many epochs is tried too (0 or 1: off). */
  averageCheckpoints: number;
}

export interface ClassificationTrainingOptions extends TrainingOptions {
  monitor: 'accuracy' | 'macroF1' | 'loss';
}

export interface SequenceTrainingOptions extends TrainingOptions {
  monitor: 'loss' | 'perplexity' | 'bleu';
  /** Batches of about so many target tokens, padding counted (0: of `batchSize` pairs). */
  batchTokens: number;
  /** Share of the target's probability given to all tokens alike (Szegedy et al. 2016). */
  labelSmoothing: number;
  /**
   * The probability that a step of the decoder is given the right token before it rather than its own guess (Bengio et al.
   * 2015), from the first update to the last; recurrent models.
   */
  teacherForcing: { from: number; to: number };
}

export interface RuntimeOptions {
  /** Left out: that of the settings. A run keeps the one it was started with. */
  device?: 'cpu' | 'webgpu' | 'cuda';
  /** Threads inside one operator; 0: one per core, at most 8. */
  threads: number;
}

/** What experiments of all tasks have. */
interface CommonOptions {
  name: string;
  /** In the order they run, before the text is cut. */
  clean: CleaningStep[];
  tokenizer: TokenizerOptions;
  training: TrainingOptions;
  runtime: RuntimeOptions;
  seed: number;
}

export interface ClassificationExperiment extends CommonOptions {
  task: 'classification';
  data: DataOptions;
  model: ModelOptions;
  training: ClassificationTrainingOptions;
}

export interface SequenceExperiment extends CommonOptions {
  task: 'sequence-to-sequence';
  data: ParallelDataOptions;
  model: SequenceModelOptions;
  /** Of the target side, where it is another than `tokenizer`. */
  targetTokenizer?: TokenizerOptions;
  /** One vocabulary, and one table of embeddings, for both sides. */
  sharedVocabulary: boolean;
  training: SequenceTrainingOptions;
  decoding: DecodingOptions;
}

export interface EmbeddingDataOptions {
  /** A text file, a table, or a folder of such files. */
  train: string;
  /** Column name, for tables. */
  text: string;
  /** Read at most this many texts (0: all). */
  limit: number;
}

interface CommonEmbeddingOptions {
  dimensions: number;
  window: number;
  minCount: number;
  /** At most this many words, the most frequent (0: all). */
  maxWords: number;
  /** 0: one for each core. */
  threads: number;
  phrases?: { passes: number; minCount: number; threshold: number };
}

interface PredictiveEmbeddingOptions extends CommonEmbeddingOptions {
  algorithm: 'skip-gram' | 'cbow';
  negative: number;
  hierarchicalSoftmax: boolean;
  subsample: number;
}

export interface NgramOptions {
  minLength: number;
  maxLength: number;
  buckets: number;
  unit: 'character' | 'jamo';
}

export type EmbeddingModelOptions =
  | (PredictiveEmbeddingOptions & { type: 'word2vec' })
  | (PredictiveEmbeddingOptions & { type: 'fasttext'; ngrams: NgramOptions })
  | (CommonEmbeddingOptions & { type: 'glove'; xMax: number; exponent: number });

export interface EmbeddingTrainingOptions {
  epochs: number;
  /** Left out: 0.025 for skip-gram of word2vec, else 0.05. */
  learningRate?: number;
  finalLearningRate: number;
  /** Steps are chunks of the corpus. 0: by the clock alone. */
  checkpointEverySteps: number;
}

export interface EmbeddingExperiment extends Omit<CommonOptions, 'training' | 'runtime'> {
  task: 'embedding';
  data: EmbeddingDataOptions;
  model: EmbeddingModelOptions;
  training: EmbeddingTrainingOptions;
}

/** Those whose model is a network of the engine, or classical. */
export type TrainedOnExamples = ClassificationExperiment | SequenceExperiment;

export type Experiment = TrainedOnExamples | EmbeddingExperiment;
