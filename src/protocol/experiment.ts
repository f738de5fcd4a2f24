// The experiment as plain data, after defaults were filled in ("resolved"). The schema that checks a file and documents
// each key is in src/engine/experiment; the two are held together by a type test there.

import type { CleaningStep } from './cleaning';

export type Task = 'classification';

/** Cut by a rule; the vocabulary is the most frequent tokens. */
export type RuleTokenizerType = 'whitespace' | 'word' | 'regex' | 'character' | 'syllable' | 'jamo';

/** Cut into pieces that are learned from the corpus. */
export type SubwordTokenizerType = 'bpe' | 'byte-bpe' | 'wordpiece' | 'unigram';

/** `file`: a ready `tokenizer.json`, named by `TokenizerOptions.file`; nothing is learned. */
export type TokenizerType = RuleTokenizerType | SubwordTokenizerType | 'file';

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
  /** A text file with words, one a line, that are never cut; relative to the experiment. */
  userWords?: string;
  /** `file`: the `tokenizer.json`; relative to the experiment. */
  file?: string;
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
  /** Read at most this many examples of the training part (0: all). */
  limit: number;
}

export type RecurrentType = 'rnn' | 'lstm' | 'gru';
export type Pooling = 'last' | 'mean' | 'max' | 'attention';

export interface RecurrentClassifierOptions {
  type: RecurrentType;
  embedding: number;
  hidden: number;
  layers: number;
  bidirectional: boolean;
  pooling: Pooling;
  dropout: number;
}

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
  weighting: 'count' | 'binary' | 'tfidf';
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

export type ModelOptions = RecurrentClassifierOptions | LinearClassifierOptions;

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
  monitor: 'accuracy' | 'macroF1' | 'loss';
  /** Longest input in tokens; longer ones are cut and counted. */
  maxLength: number;
  padding: 'after' | 'before';
  truncation: 'end' | 'start';
  /** Write the last checkpoint every so many steps (0: each epoch and about every 30 seconds). */
  checkpointEverySteps: number;
}

export interface RuntimeOptions {
  device: 'cpu' | 'webgpu' | 'cuda';
  /** Threads inside one operator; 0: one per core, at most 8. */
  threads: number;
}

export interface Experiment {
  name: string;
  task: Task;
  data: DataOptions;
  /** In the order they run, before the text is cut. */
  clean: CleaningStep[];
  tokenizer: TokenizerOptions;
  model: ModelOptions;
  training: TrainingOptions;
  runtime: RuntimeOptions;
  seed: number;
}
