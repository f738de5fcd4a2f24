// What a corpus has on words: what stands beside them, and where they are.

import type { ReadingOptions } from './reading';

export interface CooccurrenceRequest {
  /** Text files, absolute. Words are runs of letters, marks, digits and underscores. */
  files: string[];
  /** The text column of the tables among them; left out, it is guessed. */
  column?: string;
  reading?: ReadingOptions;
  /** The two words that are compared. */
  words: [string, string];
  probes: string[];
  /** Words on each side that count as beside (default 10), never beyond the line. */
  window?: number;
  /** Count a word at distance d as 1/d, as GloVe does (default false: each counts 1). */
  weighted?: boolean;
  /** Default true. */
  lowercase?: boolean;
}

/** P(k|i) = X_ik / X_i (Pennington, Socher and Manning 2014, table 1). */
export interface CooccurrenceReply {
  words: { word: string; occurrences: number; /** X_i */ contexts: number }[];
  probes: {
    probe: string;
    occurrences: number;
    counts: [number, number];
    /** null beside a word that stands nowhere, or always alone: it is not defined there. */
    probabilities: [number | null, number | null];
    /** P(k|i) / P(k|j); null where either is not defined or both are 0, Infinity where only the second is. */
    ratio: number | null;
  }[];
  /** What a person should know about how the files were read. */
  notices: string[];
  seconds: number;
}

export interface ConcordanceRequest {
  files: string[];
  /** How they are read; of tables too every line is looked at as it stands. */
  reading?: ReadingOptions;
  word: string;
  /** At most this many places (default 100), after skipping `offset` of them. */
  limit?: number;
  offset?: number;
  /** Default true. */
  ignoreCase?: boolean;
}

/** A place of a word and what is around it, with "…" where the line is cut. */
export interface ConcordanceLine {
  /** Index into the request's `files`. */
  file: number;
  /** 1-based; columns count UTF-16 units. */
  line: number;
  column: number;
  before: string;
  found: string;
  after: string;
}

export interface ConcordanceReply {
  places: ConcordanceLine[];
  /** True when there are more after the last one. */
  more: boolean;
}
