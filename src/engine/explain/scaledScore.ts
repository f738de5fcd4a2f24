// The score of a text as a function of its tokens, each of which is there (1), or not (0), or in part: what gradients of models with
// token vectors are asked of. How a model does that is its own matter.

import type { ExplainingWork } from './inParts';

export interface ScaledScore {
  /** How many tokens the text has. */
  readonly tokens: number;
  /**
   * The score and its derivative by each token's scale, `[tokens]`, at each of some points.
   * @param points the scales of all tokens, `[tokens]` each
   */
  at(points: readonly Float32Array[], work?: ExplainingWork): Promise<ScoreAt[]>;
}

export interface ScoreAt {
  score: number;
  gradient: Float64Array;
}

/** Every token so much. */
export const everyToken = ({ tokens }: Pick<ScaledScore, 'tokens'>, scale: number): Float32Array =>
  new Float32Array(tokens).fill(scale);

/** What a method found. */
export interface Shares {
  /** [tokens] */
  shares: Float64Array;
  score?: number;
  baseline?: number;
  steps?: number;
  completenessError?: number;
}
