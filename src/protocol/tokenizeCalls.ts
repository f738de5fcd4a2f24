// The calls about tokens: to cut texts, to learn tokenizers, and what a file is made of.

import type { Progress } from './progress';
import type { ReadingOptions } from './reading';
import type { TokenizerOptions } from './tokenizer';
import type { DescribedTokenizer } from './describedTokenizer';
import type { ColumnsReply } from './columns';

/** One tokenised line, offsets in UTF-16 units of that line. */
interface TokenizedLine {
  tokens: string[];
  ids: number[];
  offsets: [number, number][];
}

export interface TokenizeRequest {
  /** Either text or a file (or several); the vocabulary is made from all of it. */
  text?: string;
  files?: string[];
  /** The text column of files that are tables; left out, it is guessed. */
  column?: string;
  reading?: ReadingOptions;
  /** Paths in it are absolute. A `tokenizer.json` brings its vocabulary; nothing is learned then. */
  tokenizer: TokenizerOptions;
  /** Return at most this many lines' tokens, starting at this line (0-based). Statistics always cover everything. */
  firstLine?: number;
  maxLines?: number;
  /** Return the tokenizer.json as well. */
  wantsTokenizer?: boolean;
}

export interface TokenizeReply {
  /** `isCut`: of a very long line the beginning alone. Fewer lines than asked for where they are long. */
  lines: (TokenizedLine & { line: number; text: string; file?: string; isCut?: boolean })[];
  lineCount: number;
  tokenCount: number;
  /** Words between white space, for the tokens that each takes. */
  wordCount: number;
  /** Distinct tokens before the vocabulary was cut; beyond half a million words an estimate to about 1 %. */
  distinctCount: number;
  /** All words by falling count, at most 50,000; `id` is undefined for words outside the vocabulary. */
  vocabulary: { token: string; count: number; id?: number }[];
  unknownCount: number;
  /** Words that are not known, and why; by falling count, at most 1,000. */
  dropped: DroppedToken[];
  /** lengthHistogram[i]: lines with a token count in [i * binWidth, (i + 1) * binWidth). */
  lengthHistogram: number[];
  binWidth: number;
  encoding: string;
  /** Of a table, or of several files the first that is one: all columns, and the one whose texts these are. */
  columns?: { all: string[]; text: string };
  /** What a person should know about how the files were read. */
  notices: string[];
  /** What a person should know of the tokenizer, in sentences. */
  tokenizerNotices: string[];
  /** The tokenizer.json, when asked for. */
  tokenizerText?: string;
  seconds: number;
}

/**
 * `filter`: it consisted of filtered characters; `pattern`: the pattern leaves it out; `frequency`: seen too seldom; `size`:
 * the vocabulary was full; `numWords`: not among the `numWords` most frequent.
 */
export interface DroppedToken {
  token: string;
  count: number;
  reason: 'filter' | 'frequency' | 'size' | 'pattern' | 'numWords';
}

export interface TrainTokenizerRequest {
  /** Text files or tables, absolute; all their lines, or all texts of their text column, are learned from. */
  files: string[];
  /** The text column of tables; left out, it is guessed. */
  column?: string;
  reading?: ReadingOptions;
  options: TokenizerOptions;
  /** The `tokenizer.json` to write, absolute; replaced when it is there. */
  output: string;
}

interface TrainTokenizerReply {
  vocabularySize: number;
  /** There were too many different words to keep: words seen less often than this may have been left out. */
  forgottenBelow?: number;
  /** What a person should know about how the files were read. */
  notices: string[];
  /** What a person should know of the tokenizer, in sentences. */
  tokenizerNotices: string[];
  seconds: number;
}

export type TokenizeCalls = {
  tokenize: { request: TokenizeRequest; reply: TokenizeReply; progress: Progress };
  /** Learns a tokenizer and writes it. Cancelling leaves no file. */
  trainTokenizer: { request: TrainTokenizerRequest; reply: TrainTokenizerReply; progress: Progress };
  /** Left out where there is no such file, or where it is larger than anyone would look at: reading it will tell. */
  describeTokenizer: { request: { file: string }; reply: { described?: DescribedTokenizer } };
  /** `header`: left out, it is guessed; `false`: a text file is a table, too. */
  columns: { request: { file: string; header?: boolean; reading?: ReadingOptions }; reply: ColumnsReply };
};
