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

/** Of the pairs whose first text is a piece. */
export interface Paired {
  pairs: number;
  /** Of which it is said rightly whether the second text follows. */
  right: number;
  /** In which it does. */
  follow: number;
  /** The negative natural logarithmic probabilities of what is right, added up. */
  nats: number;
}

/** What a model makes of pairs of texts (Devlin et al. 2019). `loss`: as it is trained, that of the masked tokens and `weight` times the nats of a pair. */
export function pairFigures(
  pieces: readonly (Masked & { pairs: Paired })[],
  weight: number,
): Record<'pairAccuracy' | 'loss', AdditiveFigure> {
  const counts = pieces.map(({ places, nats, pairs }) =>
    Float64Array.of(places, nats, pairs.pairs, pairs.right, pairs.nats),
  );
  return {
    pairAccuracy: { counts, of: ([, , pairs, right]) => right / Math.max(1, pairs) },
    loss: {
      counts,
      of: ([places, nats, pairs, , of]) => nats / Math.max(1, places) + (weight * of) / Math.max(1, pairs),
    },
  };
}

/** Of a piece of text in which tokens were replaced. */
export interface Detected {
  tokens: number;
  /** Of which it is said rightly whether they are replaced ones. */
  right: number;
  /** Replaced tokens, those that were said to be replaced, and those that were both. */
  replaced: number;
  said: number;
  found: number;
  /** The negative natural logarithmic probabilities of what is right, added up. */
  nats: number;
}

export const DETECTION_METRICS = ['detectionAccuracy', 'detectionF1'] as const;

/**
 * What a model makes of replaced tokens (Clark et al. 2020). `loss`: as it is trained, that of the generator and `weight` times the nats of
 * a token, read or replaced; F1 is 2 · found / (replaced + said).
 */
export function detectionFigures(
  pieces: readonly (Masked & { detected: Detected })[],
  weight: number,
): Record<(typeof DETECTION_METRICS)[number] | 'generatorLoss' | 'loss', AdditiveFigure> {
  const counts = pieces.map(({ detected: { tokens, right, replaced, said, found } }) =>
    Float64Array.of(tokens, right, replaced, said, found),
  );
  const losses = pieces.map(({ places, nats, detected }) =>
    Float64Array.of(places, nats, detected.tokens, detected.nats),
  );
  const generator = ([places, nats]: Float64Array): number => nats / Math.max(1, places);
  return {
    detectionAccuracy: { counts, of: ([tokens, right]) => right / Math.max(1, tokens) },
    detectionF1: { counts, of: ([, , replaced, said, found]) => (2 * found) / Math.max(1, replaced + said) },
    generatorLoss: { counts: losses, of: generator },
    loss: { counts: losses, of: (sum) => generator(sum) + (weight * sum[3]) / Math.max(1, sum[2]) },
  };
}
