// How alike the texts of a pair are: the cosine of their vectors, stretched and moved by two numbers that are learned.

import { mark } from '../../graph/marks';
import { add, mul, reshape } from '../../graph/ops';
import { cosineSimilarity } from '../../nn/comparison';
import { constant, zeros } from '../../nn/initializers';
import type { ParameterSpec } from '../../nn/parameters';
import type { LabelOptions, TextHead } from './label';
import { markedPooling, pool, poolingParameters, type PoolingTree } from './pooled';

/** Of standardised answers a cosine from −1 to 1 is to span the middle 95 %. */
const FIRST_SCALE = 2;

/**
 * Where the cosines of the texts lie is not known: scale and shift may have far to go, and Adam moves every number by about one learning
 * rate in a step. Until they are there the vectors are bent to where the answers lie, which is not theirs to say.
 */
const RATE = 10;

type SimilarityTree = PoolingTree & { similarity: { scale: ParameterSpec; shift: ParameterSpec } };

/** @param width of the states */
export const similarityHead = ({ pooling }: LabelOptions, width: number): TextHead<SimilarityTree> => ({
  pooling,
  parameters: {
    ...poolingParameters(pooling, width),
    similarity: {
      scale: { shape: [1], initialize: constant(FIRST_SCALE), rate: RATE },
      shift: { shape: [1], initialize: zeros, rate: RATE },
    },
  },
  label(p, encoded, mask) {
    const { pooled, weights } = pool(pooling, p, encoded, mask);
    const cosine = cosineSimilarity(pooled, 'batch', width);
    markedPooling(pooled, weights);
    const logits = add(mul(cosine, p.similarity.scale), p.similarity.shift);
    return {
      logits: mark(logits, { name: 'logits', layer: { kind: 'output' }, axes: ['batch', 'class'] }),
      pooled: reshape(pooled, ['batch', 2 * width]),
      weights,
    };
  },
});
