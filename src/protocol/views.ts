// The contracts between the extension host and its views. A view sends ids and plain values only: no paths, no command
// names, no HTML. It says `ready` first; then whole parts of its state arrive as events, at most ten a second.

import type { Ability } from './ability';
import type { Answer } from './answer';
import type { DroppedToken } from './engine';
import type { SpecialTokensInText, TokenizerType } from './tokenizer';
import type { ExplainReply } from './explanation';
import type { MetricName } from './metrics';
import type { Evaluation, Report } from './report';
import type { RunStatus } from './run';
import type { SaveFileReply, SaveFileRequest } from './saveFile';

/** What a view needs before its first state: translated texts by their English, and the name it is restored by. */
export interface ViewSetup {
  texts: Record<string, string>;
  /** Opaque; the view keeps it in its saved state so that the host finds the run or file again after a reload. */
  key: string;
  /** It uses models, and the folder is not trusted. */
  isRestricted?: boolean;
}

/** What every view may call; the host answers for all panels alike. */
export type SharedCalls = {
  ready: { request: Record<string, never>; reply: ViewSetup };
  /** Saves a picture or a table where the person says. */
  saveFile: { request: SaveFileRequest; reply: SaveFileReply };
  /** Opens the page on which a person trusts the folder. */
  manageTrust: { request: Record<string, never>; reply: Record<string, never> };
  /** Answers when the folder is trusted. */
  untilTrusted: { request: Record<string, never>; reply: Record<string, never> };
};

/** A state that stands in place of content. */
export interface Notice {
  kind: 'working' | 'error';
  message: string;
  /** 0..1 when known. */
  fraction?: number;
  /** What helps against an error; the view has a button for it. */
  remedy?: Remedy;
}

/** Opening the file at fault as text, where the fault is; opening the setting that is missing. */
export type Remedy = 'open-text' | 'open-setting';

export interface RunHeader {
  id: string;
  name: string;
  status: RunStatus | 'preparing' | 'stopping';
  /** The state in words, with the reason of a failure. */
  detail: string;
  epoch: number;
  epochs: number;
  step: number;
  /** Of the whole training, where that is known. */
  steps?: number;
  seconds: number;
  labels: string[];
  notices: string[];
  canStop: boolean;
  canResume: boolean;
  /** A checkpoint exists, so that the model can be tried and evaluated; false in Restricted Mode. */
  canUse: boolean;
  best?: { epoch: number; step: number; monitor: string; value: number };
  /** The most telling figure on the test part. */
  test?: { metric: MetricName; value: number };
  /** What it can be asked, once it can be used. */
  abilities: Ability[];
  /** A run of word vectors: it has neither labels nor validation, but these. */
  vectors?: {
    canOpen: boolean;
    parameters: number;
    threads: number;
    loss?: number;
    pairs?: number;
    wordsPerSecond?: number;
  };
}

/** Columns of equal length; `loss` and the others are thinned to `shown` of `total` measured steps. */
export interface StepCurves {
  total: number;
  step: number[];
  /** Epochs as a real number, so that steps and epochs share an axis. */
  epoch: number[];
  loss: number[];
  learningRate: number[];
  gradientNorm: number[];
  /** Runs of word vectors: words of the corpus a second. */
  wordsPerSecond?: number[];
}

export interface EpochFigures {
  step: number;
  epoch: number;
  seconds: number;
  metrics: Record<string, number>;
}

export interface RunCurves {
  steps: StepCurves;
  epochs: EpochFigures[];
}

export interface RunDetails {
  /** Keys of the experiment as resolved, dotted, with their values as text. */
  configuration: { key: string; value: string }[];
  /** Of a run of word vectors, once they are written. */
  vectors?: { words: number; dimensions: number };
  /** The one that is looked at, texts shortened; of files only their names. */
  report?: Report;
  /** All that are kept, newest first; left out where there is none to choose among. */
  evaluations?: Evaluation[];
  /** The id of the one that is looked at. */
  evaluation?: string;
}

/** Which example of the report: by numbers, from 0. */
export interface ExamplePlace {
  section: number;
  block: number;
  row: number;
}

export interface RunViewContract {
  calls: SharedCalls & {
    stop: { request: Record<string, never>; reply: Record<string, never> };
    resume: { request: Record<string, never>; reply: Record<string, never> };
    evaluate: { request: Record<string, never>; reply: Record<string, never> };
    /** Shows another evaluation, by its id. */
    showEvaluation: { request: { id: string }; reply: Record<string, never> };
    ask: { request: { text: string }; reply: Answer };
    features: { request: Record<string, never>; reply: Pick<ExplainReply, 'classes'> };
    /** Opens the file of an example, where it stands. */
    openExample: { request: ExamplePlace; reply: Record<string, never> };
    openEmbeddings: { request: Record<string, never>; reply: Record<string, never> };
  };
  events: {
    notice: Notice;
    header: RunHeader;
    curves: RunCurves;
    details: RunDetails;
  };
}

export interface ShownLine {
  /** 0-based, as the engine counts. */
  line: number;
  text: string;
  tokens: string[];
  ids: number[];
  offsets: [number, number][];
  /** How often each token occurs in all that was tokenised. */
  counts: number[];
  /** Indices of the tokens that the vocabulary does not hold. */
  unknown: number[];
  /** All tokens of the line; more than are shown when the line is very long. */
  tokenCount: number;
  /** The file's name where several files are shown. */
  file?: string;
}

/** How one column cuts the text, as its controls say; what does not belong to the type has no effect. */
export interface ColumnOptions {
  type: TokenizerType;
  lowercase: boolean;
  vocabularySize: number;
  minFrequency: number;
  pattern: string;
  compatibility: WordCompatibility;
  filters: string;
  numWords: number;
  oovToken: string;
  /** Type `segmenter`: whose words; '' for any language. */
  language: string;
  /** Types that forget spaces: whether white space is a token. */
  spaces: 'dropped' | 'marker';
  /** Type `file`: the key of one of the files that the host has told of. */
  file: string;
  /** Type `file`: what becomes of special tokens in the text. */
  specialTokens: SpecialTokensInText;
  /** Learned pieces: at most so many different characters; 0: all. */
  alphabetLimit: number;
  /** The key of a file of words that stay whole, of those the host has told of; '' for none. */
  userWords: string;
  /** Type `kiwi`: tokens with their part of speech; only those that carry meaning. */
  tags: boolean;
  contentWords: boolean;
}

export type WordCompatibility = 'unicode' | 'keras' | 'scikit-learn';

/** A column as the view asks for it; the view chooses the id, and keeps it while the options change. */
export interface AskedColumn {
  id: number;
  options: ColumnOptions;
}

/** One of the five steps of a `tokenizer.json`, in the order in which a text goes through them. */
export interface TokenizerStage {
  stage: 'normalizer' | 'pre-tokenizer' | 'model' | 'post-processor' | 'decoder';
  /** Empty where the file has no such stage. */
  types: string[];
  detail: string;
}

export interface ColumnFigures {
  lineCount: number;
  tokenCount: number;
  distinctCount: number;
  /** Words between white space, for the tokens that each takes; null while they are counted. */
  wordCount: number | null;
  /** Distinct tokens with an id; of very many, at least so many. */
  vocabularySize: number;
  isVocabularyCut: boolean;
  unknownCount: number;
  droppedCount: number;
  lengthHistogram: number[];
  binWidth: number;
  encoding: string;
  /** Of cutting the text, and of learning the pieces before. */
  seconds: number;
  learningSeconds: number;
  /** What a person should know of the tokenizer, in sentences. */
  notices: string[];
  /** Counts up with each tokenisation; rows and lines asked for carry it so that none are mixed. */
  version: number;
  /** Of a `tokenizer.json`, also of one learned here. */
  stages: TokenizerStage[];
}

export interface TokensColumn extends AskedColumn {
  notice?: Notice;
  /** What is known of the last tokenisation; stays while the next goes on. */
  figures?: ColumnFigures;
}

export interface TokensOverview {
  title: string;
  columns: TokensColumn[];
  /** Every `tokenizer.json` that a column can take. */
  files: { key: string; name: string }[];
  /** Every file of user words that a person has chosen. */
  wordFiles: { key: string; name: string }[];
  /** False for a tokenizer by itself: only samples are cut. */
  hasText: boolean;
  /** Token borders are shown in editors of the file. */
  showsBorders: boolean;
  /** How many lines to ask for before a person asks for more. */
  linesAtOnce: number;
  /** False where the text lies in no file that an editor can open (a compressed file). */
  canReveal: boolean;
  /** How the file is read; absent for a text that is in none. */
  reading?: {
    /** The text column of a table. */
    column?: string;
    /** As people write it; absent before it is known. */
    encoding?: string;
    /** What a person should know about it. */
    notices: string[];
  };
}

export type ChosenKind = 'tokenizer' | 'words';

/** `[token, count, id]`; the id is null outside the vocabulary. */
export type VocabularyRow = [string, number, number | null];

export interface TokensViewContract {
  calls: SharedCalls & {
    /** The columns from now on, one to four; those that have not changed are not made again. */
    setColumns: { request: { columns: AskedColumn[] }; reply: Record<string, never> };
    again: { request: { column: number }; reply: Record<string, never> };
    cancel: { request: Record<string, never>; reply: Record<string, never> };
    /** The column whose borders and figures the editor shows. */
    activate: { request: { column: number }; reply: Record<string, never> };
    showBorders: { request: { on: boolean }; reply: Record<string, never> };
    /** Lets the person choose a `tokenizer.json` or a file of words; null when none was chosen. */
    chooseFile: { request: { kind: ChosenKind }; reply: { key: string | null } };
    /** Lets the person choose the text column and the encoding of the file. */
    chooseReading: { request: Record<string, never>; reply: Record<string, never> };
    /** Does what helps against a column's error. */
    remedy: { request: { column: number }; reply: Record<string, never> };
    vocabulary: {
      request: { column: number; version: number; from: number };
      reply: { rows: VocabularyRow[]; next: number | null };
    };
    dropped: { request: { column: number; version: number }; reply: { rows: DroppedToken[] } };
    /** Lines from the `from`-th on; `next` is null at the end. */
    lines: {
      request: { column: number; version: number; from: number };
      reply: { lines: ShownLine[]; next: number | null };
    };
    /** Cuts a text of the person's as the column does. */
    sample: { request: { column: number; version: number; text: string }; reply: { lines: ShownLine[] } };
    /** Shows the place of a token, by its index among the lines sent and its offsets in that line. */
    reveal: { request: { column: number; index: number; start: number; end: number }; reply: Record<string, never> };
  };
  events: {
    overview: TokensOverview;
  };
}
