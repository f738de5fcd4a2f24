// How well a language model predicts a text, in the units that people compare by. All are of one sum, the negative logarithm of the
// text's probability.

import type { AdditiveFigure } from './judgedPart';

/** Of a piece of text; or of all pieces together. */
export interface TextAmount {
  /** Its negative natural logarithmic probability. */
  nats: number;
  tokens: number;
  /** What stands between white space. */
  words: number;
  /** Code points. */
  characters: number;
}

export const LANGUAGE_METRICS = ['perplexity', 'wordPerplexity', 'bitsPerCharacter', 'loss'] as const;

export type LanguageMetric = (typeof LANGUAGE_METRICS)[number];

/**
 * `loss`: nats a token; `perplexity`: e to it; `wordPerplexity`: e to the nats a word, whatever tokens the word is cut into;
 * `bitsPerCharacter`: bits a code point.
 */
export function languageFigures(pieces: readonly TextAmount[]): Record<LanguageMetric, AdditiveFigure> {
  const counts = pieces.map(({ nats, tokens, words, characters }) => Float64Array.of(nats, tokens, words, characters));
  return {
    perplexity: { counts, of: ([nats, tokens]) => Math.exp(nats / Math.max(1, tokens)) },
    wordPerplexity: { counts, of: ([nats, , words]) => Math.exp(nats / Math.max(1, words)) },
    bitsPerCharacter: { counts, of: ([nats, , , characters]) => nats / Math.LN2 / Math.max(1, characters) },
    loss: { counts, of: ([nats, tokens]) => nats / Math.max(1, tokens) },
  };
}
