// How surprising each token of a long text is to a language model, in columns, and where the text surprises it most. Plain data.

import type { ScoredText } from './continuation';

export interface SurprisalRequest {
  folder: string;
  checkpoint?: 'best' | 'last';
  /** Line breaks may be those of Windows: each counts as one character. */
  text: string;
  /** How many of the most probable tokens are told at each place; 10 where left out. */
  alternatives?: number;
  /** How many passages are told at most; 100 where left out. */
  passages?: number;
}

export interface SurprisalReply {
  figures: Omit<ScoredText, 'tokens'>;
  /** Tokens of the model's vocabulary: a guess among them all costs the logarithm of this, to base 2, in bits. */
  vocabularySize: number;
  /** The tokens that `tokens` and `best` speak of, as the vocabulary has them; they name them by their place here. */
  names: string[];
  tokens: SurprisalTokens;
  best: {
    count: number;
    /** By falling probability, `[tokens, count]`; −1 where fewer tokens are possible. */
    names: Int32Array;
    /** Natural logarithms, `[tokens, count]`. */
    logProbabilities: Float32Array;
  };
  /** The most surprising first. */
  passages: SurprisingPassage[];
}

/** Of each token in its order, `[tokens]` each. */
export interface SurprisalTokens {
  names: Int32Array;
  /** Where it stands in the text, in UTF-16 units, half-open. Pieces of one character may stand in the same place. */
  starts: Int32Array;
  ends: Int32Array;
  /** Natural logarithms. */
  logProbabilities: Float32Array;
  /** How many tokens were more probable. */
  ranks: Int32Array;
  /** 1 where the model does not know what stands there. */
  unknown: Uint8Array;
}

/** A piece of a line whose tokens are together far more surprising than others of the text. */
export interface SurprisingPassage {
  /** UTF-16 units, half-open. */
  start: number;
  end: number;
  /** From 0. */
  line: number;
  /** Of its tokens together. */
  bits: number;
  /** Code points. */
  characters: number;
}

/** The surprisal of what has a probability, given by its natural logarithm, in bits. */
export const bitsOf = (logProbability: number): number => (logProbability === 0 ? 0 : -logProbability / Math.LN2);
