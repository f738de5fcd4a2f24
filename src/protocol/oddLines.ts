// The lines of a corpus that surprise a language model most. Plain data.

import type { ReadingOptions } from './reading';

/** By what the surprisal of a line is divided: long lines would always be the most surprising ones else. */
export const ODD_BY = ['character', 'token'] as const;

export type OddBy = (typeof ODD_BY)[number];

export interface OddLinesRequest {
  folder: string;
  checkpoint?: 'best' | 'last';
  /** A text file or a table, absolute. */
  file: string;
  /** The text column of a table; left out, it is guessed. */
  column?: string;
  reading?: ReadingOptions;
  by: OddBy;
  /** How many are told. */
  most: number;
}

export interface OddLine {
  /** 1-based, in the file. */
  line: number;
  /** Its beginning. */
  text: string;
  /** Of all its tokens, the line break behind it with them. */
  bits: number;
  /** Code points, the line break too. */
  characterCount: number;
  tokenCount: number;
  unknownCount: number;
}

export interface OddLinesReply {
  /** The most surprising first. */
  lines: OddLine[];
  /** How many were scored; empty ones are not. */
  scored: number;
  /** Of a table. */
  column?: string;
  /** What a person should know about how the file was read. */
  notices: string[];
}

/** Bits a character or a token. */
export const oddness = ({ bits, characterCount, tokenCount }: OddLine, by: OddBy): number =>
  bits / (by === 'character' ? characterCount : tokenCount);
