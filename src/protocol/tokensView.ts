// The contract between the extension host and the Tokens view.

import type { TokenizerStage } from './describedTokenizer';
import type { DroppedToken } from './tokenizeCalls';
import type { SpecialTokensInText, TokenizerType } from './tokenizer';
import type { SharedCalls, Notice } from './views';

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
  /** Morphemes: tokens with their part of speech; only those that carry meaning; base forms where the analyser knows them. */
  tags: boolean;
  contentWords: boolean;
  baseForms: boolean;
}

export type WordCompatibility = 'unicode' | 'keras' | 'scikit-learn';

/** A column as the view asks for it; the view chooses the id, and keeps it while the options change. */
export interface AskedColumn {
  id: number;
  options: ColumnOptions;
}

export interface ColumnFigures {
  lineCount: number;
  tokenCount: number;
  distinctCount: number;
  /** Words between white space, for the tokens that each takes. */
  wordCount: number;
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
