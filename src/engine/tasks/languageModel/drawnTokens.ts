// What a step of an output layer that draws tokens is fed: the tokens, by seed and number of the batch, and how often each is expected.

import { LabError } from '../../../protocol/labError';
import { drawCandidates, rankTokens, type RankedTokens } from '../../data/drawCandidates';
import { createRandom } from '../../data/random';
import { constant } from '../../nn/initializers';
import type { FlatParameters } from '../../nn/parameters';
import type { Feeds } from '../../runtime/session';
import { tensor } from '../../runtime/tensor';
import type { OutputLayerOptions } from '../../schema/outputLayer';
import type { TokenPart } from '../../store/tokenStore';
import type { WindowBatch } from './windows';

const BLOCK = 1 << 16;

export interface DrawnTokens {
  /** @param number of the batch, over all epochs */
  feeds(batch: Pick<WindowBatch, 'labels' | 'time' | 'size'>, number: number): Feeds;
}

/** Fails with `INVALID_EXPERIMENT` where there are too few tokens to draw so many. @param key of the experiment */
export function requireTokens(layer: OutputLayerOptions, vocabulary: number, key: readonly (string | number)[]): void {
  if (layer.type === 'full' || layer.samples < vocabulary) return;
  throw new LabError(
    'INVALID_EXPERIMENT',
    `"samples" of the output layer is ${layer.samples}, and the vocabulary has ${vocabulary} tokens. Lower it, or take the "full" softmax.`,
    { key: [...key, 'samples'] },
  );
}

const BIAS = 'output.bias';

/**
 * Noise-contrastive estimation takes scores for logarithms of probabilities: those of tokens that were never drawn must not be near 0.
 * Biases begin with −ln(vocabulary) (Mnih and Kavukcuoglu 2013), by which the softmax of any scores is the same.
 */
export const startingBiases = (parameters: FlatParameters, { type }: OutputLayerOptions): FlatParameters =>
  type === 'nce' && BIAS in parameters
    ? { ...parameters, [BIAS]: { ...parameters[BIAS], initialize: constant(-Math.log(parameters[BIAS].shape[0])) } }
    : parameters;

/** Undefined where no tokens are drawn. Fails with `DISK`. @param layer that the vocabulary has the tokens for */
export function drawnTokens(
  train: TokenPart,
  layer: OutputLayerOptions,
  { vocabulary, seed }: { vocabulary: number; seed: number },
): DrawnTokens | undefined {
  if (layer.type === 'full') return undefined;
  const { samples } = layer;
  const ranked = rankedBy(train, vocabulary);
  return {
    feeds({ labels, time, size }, number) {
      const { tokens, logRate } = drawCandidates(
        ranked,
        samples,
        createRandom({ seed, stream: 'samples', index: number }),
      );
      return {
        samples: tensor('int32', [samples], tokens),
        sampleRates: tensor('float32', [samples], Float32Array.from(tokens, logRate)),
        labelRates: tensor('float32', [time, size], Float32Array.from(labels, logRate)),
      };
    },
  };
}

function rankedBy(train: TokenPart, vocabulary: number): RankedTokens {
  const counts = new Float64Array(vocabulary);
  for (let from = 0; from < train.length; from += BLOCK) {
    const ids = new Int32Array(Math.min(BLOCK, train.length - from));
    train.read(from, ids);
    for (const id of ids) counts[id]++;
  }
  return rankTokens(counts);
}
