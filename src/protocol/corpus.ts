// What the calls on a corpus ask and answer: its statistics, and a clean copy of it.

import type { CleaningStep, CleaningStepReport } from './cleaning';
import type { ReadingOptions } from './reading';

export interface CorpusStatisticsRequest {
  /** Absolute paths. The test part is compared with the file. */
  file: string;
  test?: string;
  /** Columns of a table; guessed where they are left out, `label` only when it looks like one. */
  text?: string;
  label?: string;
  /** How both files are read. */
  reading?: ReadingOptions;
}

/** Something in the corpus that a person should look at, with the 1-based line it leads to. */
export interface CorpusFinding {
  kind: 'leak' | 'duplicate' | 'empty' | 'unreadable' | 'forms' | 'ragged' | 'labels' | 'imbalance' | 'long';
  /** In which of the two files `line` stands. */
  part: 'file' | 'test';
  line?: number;
  /** A line it repeats (`duplicate`), or the line of the other file (`leak`). */
  otherLine?: number;
  /** How many texts it is about. */
  count: number;
  /** The start of the text, or the label it is about; `labels`: another label differs from it only in how its letters are composed. */
  text?: string;
}

export interface CorpusNgram {
  /** Words in lower case, joined by blanks. */
  text: string;
  words: 1 | 2 | 3;
  count: number;
  /** Where it stands first, as far as is known (exact unless counts are estimates). */
  line: number;
}

/** Counts that did not fit the memory set aside for them. */
interface CorpusEstimates {
  /** More different words (or pairs, triples) than this were there, so the rarest were dropped on the way. */
  limit: number;
  /** Counts given may be too low by at most this; those of words not given are at most this. */
  error: number;
}

export interface CorpusStatistics {
  /** The text column and the label column that were read; absent for plain text. */
  columns?: { all: string[]; text: string; label?: string };
  encoding: string;
  bytes: number;
  /** Lines of plain text, rows of a table. */
  lines: number;
  empty: number;
  /** Code points, line ends not counted. */
  characters: number;
  /** Words: runs of letters, marks, digits and underscores, in lower case. */
  tokens: number;
  types: number;
  /** types / tokens; falls as texts grow longer, so compare only texts of like length. */
  typeTokenRatio: number;
  /** Words seen once (hapax legomena); absent where the rarest words were dropped. */
  once?: number;
  zipf: {
    /** `tied`: the ranks of all words that are as frequent as this one; which of them is which says nothing. */
    points: { rank: number; count: number; word: string; tied?: { first: number; last: number } }[];
    /** Slope of log count over log rank by least squares over the points, and how well it fits (R²). */
    exponent: number;
    fit: number;
  };
  lengths: {
    /** lines[i]: texts with words in [i * binWidth, (i + 1) * binWidth); the last bin holds all longer ones. */
    lines: number[];
    binWidth: number;
    mean: number;
    median: number;
    percentile95: number;
    longest: { words: number; line: number };
  };
  /** The most frequent, up to 500 of each length. */
  ngrams: CorpusNgram[];
  /** Texts that repeat an earlier one after case and white space were made alike. */
  duplicates: number;
  labels?: { label: string; count: number; line: number }[];
  /** Texts of the test part that occur in the file. */
  test?: { lines: number; leaked: number };
  /** The gravest kinds first; of each kind the first 200. */
  findings: CorpusFinding[];
  estimates: {
    words?: CorpusEstimates;
    pairs?: CorpusEstimates;
    triples?: CorpusEstimates;
    /** Duplicates and leaks were looked for in one of so many texts, and multiplied. */
    sampledTexts?: number;
  };
  /** What a person should know about how the files were read: a guessed encoding, repaired rows. */
  notices: string[];
  seconds: number;
}

export interface CleanRequest {
  file: string;
  steps: CleaningStep[];
  /** Where relative paths in steps start. */
  baseFolder: string;
  /** The column to clean; guessed where it is left out. */
  column?: string;
  reading?: ReadingOptions;
  /** Where the copy goes; nothing is written without it. Must be of the file's kind and not the file itself. */
  output?: string;
  /** Run each step alone on the text as it is, to see what it would change. */
  alone?: boolean;
  /** Look at no more lines than this. */
  maxLines?: number;
}

export interface CleanReply {
  steps: CleaningStepReport[];
  /** The column that was cleaned; absent for plain text. */
  column?: string;
  lines: number;
  /** Lines that are different in the copy, those that became empty, and those left out as duplicates. */
  changed: number;
  emptied: number;
  removed: number;
  /** False when `maxLines` ended it early. */
  complete: boolean;
  output?: string;
  bytes: number;
  /** What a person should know: unreadable characters, ragged rows. */
  notices: string[];
  seconds: number;
}
