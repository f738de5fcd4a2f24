// A classifier's attention in the form of the call `attention`, so that one view and one command show both.

import type { Prediction } from './engine';
import type { AttentionMap, AttentionReply } from './translation';

/** How a classifier's tokens look at each other; by what weights it pools them, as one map with one row: the label. */
export function attentionOfPrediction(prediction: Prediction): AttentionReply {
  const { label, score, tokens, weights, maps: own = [], input } = prediction;
  const pooling: AttentionMap[] = weights
    ? [{ kind: 'cross', layer: 0, head: 0, rows: 1, columns: tokens.length, weights: Float32Array.from(weights) }]
    : [];
  return {
    source: { text: input, tokens, offsets: tokens.map(() => [0, 0]) },
    target: { text: label, tokens: [label], offsets: [[0, label.length]] },
    targetInputs: [],
    tokenLogProbabilities: [Math.log(score)],
    maps: [...own, ...pooling],
  };
}
