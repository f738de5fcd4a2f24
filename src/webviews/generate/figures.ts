// What a continuation's tokens cost, in the units that people compare by. Pure.

import type { KeptToken } from './continuations';
import { textOf } from './continuations';

/** How surprising a token was, in bits. */
export const surprisal = ({ logProbability }: Pick<KeptToken, 'logProbability'>): number =>
  Math.max(0, -logProbability / Math.LN2);

export interface ContinuationFigures {
  tokens: number;
  /** Code points. */
  characters: number;
  bitsPerToken: number;
  bitsPerCharacter: number;
  /** Of each token. */
  perplexity: number;
}

/** Undefined where there is no token. */
export function figuresOf(tokens: readonly KeptToken[]): ContinuationFigures | undefined {
  if (tokens.length === 0) return undefined;
  const bits = tokens.reduce((sum, token) => sum + surprisal(token), 0);
  const characters = [...textOf(tokens)].length;
  const bitsPerToken = bits / tokens.length;
  return {
    ...{ tokens: tokens.length, characters, bitsPerToken },
    ...{ bitsPerCharacter: bits / Math.max(1, characters), perplexity: 2 ** bitsPerToken },
  };
}
