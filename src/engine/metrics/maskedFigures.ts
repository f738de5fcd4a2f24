// How well masked tokens are found.

import type { AdditiveFigure } from './judgedPart';

/** Of a piece of text. */
interface Masked {
  places: number;
  right: number;
  /** The negative natural logarithmic probabilities of the tokens that stand there, added up. */
  nats: number;
}

export const MASKED_METRICS = ['accuracy', 'perplexity', 'loss'] as const;

export type MaskedMetric = (typeof MASKED_METRICS)[number];

/** `accuracy`: at how many places the most probable token is the right one; `loss`: nats a place; `perplexity`: e to it. */
export function maskedFigures(pieces: readonly Masked[]): Record<MaskedMetric, AdditiveFigure> {
  const counts = pieces.map(({ places, right, nats }) => Float64Array.of(places, right, nats));
  return {
    accuracy: { counts, of: ([places, right]) => right / Math.max(1, places) },
    perplexity: { counts, of: ([places, , nats]) => Math.exp(nats / Math.max(1, places)) },
    loss: { counts, of: ([places, , nats]) => nats / Math.max(1, places) },
  };
}

/** e to the nats a place, each token of a text masked alone (Salazar et al. 2020). */
export const pseudoPerplexity = (pieces: readonly Pick<Masked, 'places' | 'nats'>[]): AdditiveFigure => ({
  counts: pieces.map(({ places, nats }) => Float64Array.of(places, nats)),
  of: ([places, nats]) => Math.exp(nats / Math.max(1, places)),
});
