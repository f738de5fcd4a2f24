// Texts that a run goes on with, and how probable texts are to it. Plain data.

import type { SamplingRules } from './samplingRules';

/** How each token is chosen. What is left out leaves all tokens as they are; a token is drawn from the seed and its place behind the prompt. */
export interface Sampling extends SamplingRules {
  /** Take the most probable token each time; nothing else then counts. */
  greedy?: boolean;
}

export interface ContinueRequest {
  folder: string;
  checkpoint?: 'best' | 'last';
  /** May be empty. */
  prompt: string;
  /** Ids of tokens behind the prompt that are settled: to go on from a place in an earlier continuation, or with another token there. */
  chosen?: number[];
  /** So many of them, the last ones, are told as if they had been drawn, and are part of the reply; none where left out. */
  toldChosen?: number;
  /** Most tokens to add; 100 where left out. */
  tokens?: number;
  /** The continuation ends before the first of these texts. */
  stop?: string[];
  sampling?: Sampling;
  /** Never add the token for what the vocabulary lacks. */
  withoutUnknown?: boolean;
  /** How many of the most probable tokens are told at each place; 10 where left out. */
  alternatives?: number;
}

/** A token that could stand at a place. */
export interface TokenChoice {
  id: number;
  token: string;
  probability: number;
}

export interface ContinuedToken {
  id: number;
  token: string;
  /** What it adds to the text: nothing where a character is not complete yet. */
  text: string;
  /** Natural logarithm, before the rules of sampling. */
  logProbability: number;
  /** How many tokens were more probable. */
  rank: number;
  /** The most probable tokens before and after the rules of sampling, by falling probability. */
  before: TokenChoice[];
  after: TokenChoice[];
}

/** What `continue` tells: each token as soon as it is certain that no stop text begins with it. */
export interface ContinueProgress {
  token: ContinuedToken;
}

export interface ContinueReply {
  /** Without the prompt. */
  text: string;
  tokens: ContinuedToken[];
  /** Why it ends: so many tokens were asked for, or a stop text came. */
  end: 'length' | 'stop';
  /** Of the prompt. */
  promptTokens: number;
  /** What a person should know. */
  notices: string[];
}

export interface ScoreRequest {
  folder: string;
  checkpoint?: 'best' | 'last';
  texts: string[];
  /** A line break follows each text, and is scored with it. */
  withLineBreak?: boolean;
  /** Tell each token. */
  tokens?: boolean;
  /** How many of the most probable tokens are told at the place of each token; none where left out. */
  alternatives?: number;
  /** Of models with a longest context: how many tokens each window scores; half the context where left out. */
  stride?: number;
}

export interface ScoredToken {
  id: number;
  /** As the vocabulary has it. */
  token: string;
  /** Where it stands in the text, in UTF-16 units, half-open. */
  start: number;
  end: number;
  /** Natural logarithm. */
  logProbability: number;
  /** How many tokens were more probable. */
  rank: number;
  /** The most probable tokens at this place, by falling probability, where they were asked for. */
  best?: TokenChoice[];
}

export interface ScoredText {
  /** Natural logarithm, of all tokens. */
  logProbability: number;
  tokenCount: number;
  unknownCount: number;
  /** Of each token; left out where there is none. */
  perplexity?: number;
  /** By the words of the text, which are what stands between white space; left out where there is none. */
  wordPerplexity?: number;
  /** By its characters, the line break where it was scored. */
  bitsPerCharacter?: number;
  tokens?: ScoredToken[];
}

/** One for each text, in their order. */
export interface ScoreReply {
  texts: ScoredText[];
}
