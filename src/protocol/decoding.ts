// How outputs are searched for, and what a search finds: outputs with their alternatives, the whole of a beam search.

import type { SamplingRules } from './samplingRules';

/** How outputs are searched for, or drawn. What is left out is as in the run's experiment (`decoding`). */
export interface DecodingRequest extends SamplingRules {
  /** `greedy` is a beam of 1; `sampling` draws `nBest` outputs instead of searching. */
  method?: 'greedy' | 'beam' | 'sampling';
  /** Hypotheses kept in each step, 1 to 1000. */
  beam?: number;
  /** α of Wu et al. 2016: scores are divided by ((5 + length) / 6)^α; 0: off. */
  lengthPenalty?: number;
  /** Longest and shortest output in tokens, the end symbol not counted. */
  maxLength?: number;
  minLength?: number;
  /** No run of so many tokens occurs twice in an output (0: off). */
  noRepeat?: number;
  /** How many outputs for each text, at most `beam`, the best first. */
  nBest?: number;
  /** Words that never occur. */
  banned?: string[];
  /** Words that occur in every output that is finished, as far as the beam finds a way. */
  forced?: string[];
  /** Text that every output begins with. */
  prefix?: string;
  /** What may follow a certain beginning; see `SearchRule`. */
  rules?: SearchRule[];
  /** The same with words, however many tokens they are cut into. */
  words?: PlacedWord[];
  /** `<unk>` is replaced by the source word it attends to most; of models with attention. */
  replaceUnknown?: boolean;
}

/** Holds for hypotheses that begin with exactly these tokens: the next one must be, or must not be, `token`. */
export interface SearchRule {
  after: number[];
  token: number;
  kind: 'force' | 'forbid';
}

/** Hypotheses that begin with exactly these tokens must, or must not, go on with this word. */
export interface PlacedWord {
  after: number[];
  word: string;
  kind: 'force' | 'forbid';
}

/** One output for a text. */
export interface DecodedOutput {
  text: string;
  /** Without the end symbol. */
  tokens: string[];
  ids: number[];
  /** Natural logarithm of the probability of all tokens and of the end symbol, where the output ended by it. */
  logProbability: number;
  /** That, divided by the length penalty: what the outputs are ranked by. */
  score: number;
  /** By token: its own natural log probability; the last one is the end symbol's where `ended`. */
  tokenLogProbabilities: number[];
  /** False where the longest length cut it off. */
  ended: boolean;
  /** `[tokens][source tokens]`, with attention and where asked for: mean over heads, of the last layer. */
  attention?: number[][];
}

/**
 * Why a hypothesis went no further. `beam`: others were better; `ended`: it is complete; `worse than finished`: it cannot
 * overtake the finished ones any more; `length`: the longest length was reached; the others: a constraint forbade it.
 */
export type HypothesisEnd =
  | 'beam'
  | 'ended'
  | 'worse than finished'
  | 'length'
  | 'repeated'
  | 'banned'
  | 'too short'
  | 'rule'
  | 'forced word missing';

/** One token of one hypothesis. The root (id 0, parent −1) is the empty output. */
export interface SearchNode {
  id: number;
  parent: number;
  /** Length of the hypothesis, this token included; 0 for the root. */
  step: number;
  token: string;
  tokenId: number;
  /** Natural logarithm of the token's probability after its parent. */
  logProbability: number;
  /** The sum over the hypothesis. */
  total: number;
  /** The sum divided by the length penalty. */
  score: number;
  /** Its place among the candidates of this step, 0 the best. */
  rank: number;
  /** Left out while it is part of the beam and has gone on. */
  end?: HypothesisEnd;
  /** Its place in the n-best list, for those that are in it. */
  output?: number;
  /** `[source tokens]`; of models with attention, for nodes that were in the beam. */
  attention?: number[];
}

/** Every hypothesis of every step: those kept, and the best of those that were dropped. */
export interface BeamSearchTrace {
  nodes: SearchNode[];
  beam: number;
  lengthPenalty: number;
  steps: number;
}
