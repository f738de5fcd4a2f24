// Losses over the right token and a few drawn ones, in place of the softmax over the whole vocabulary. With scores s_i = w_i·h + b_i and
// q_i, how often token i is expected to be drawn in a step,
//
//   sampled softmax   −ln softmax(s_i − ln q_i)[right] over the right token and the drawn ones          (Jean et al. 2015)
//   NCE               −ln σ(s_r − ln q_r) − Σ ln σ(−(s_i − ln q_i)), i the drawn ones                   (Gutmann and Hyvärinen 2012)
//   negative sampling the same with s_i alone                                                           (Mikolov et al. 2013)
//
// as TensorFlow's `sampled_softmax_loss` and `nce_loss` have them. A drawn token that is the right one of a place does not count there.

import { multiplyDims } from '../graph/dims';
import { add, concat, equal, fill, gatherRows, matmul, mean, mul, neg, reshape, sub, sum, where } from '../graph/ops';
import type { Value } from '../graph/value';
import { crossEntropy, logSigmoid } from './losses';

/** Rows of an output layer: [vocabulary, width] and [vocabulary]. */
export interface OutputRows {
  weight: Value;
  bias: Value;
}

interface Places {
  /** What the output layer reads, [time, batch, width]. */
  hidden: Value;
  /** The right tokens, [time, batch] integers. */
  labels: Value;
  /** The logarithms of how often each is expected to be drawn, [time, batch]. */
  labelRates: Value;
}

interface Drawn {
  /** Tokens, [samples] integers. */
  samples: Value;
  /** The logarithms of how often each is expected to be drawn, [samples]. */
  sampleRates: Value;
}

/** Far below any score. */
const NEVER = -1e30;

/** The mean over all places, a scalar. Of the output layer only the rows of `labels` and `samples` have a part in it. */
export function sampledLoss(
  { weight, bias }: OutputRows,
  { hidden, labels, labelRates }: Places,
  { samples, sampleRates }: Drawn,
  type: 'sampled' | 'nce' | 'negative',
): Value {
  const [time, batch, width] = hidden.shape;
  const [count] = samples.shape;
  const biases = reshape(bias, [bias.shape[0], 1]);
  const biasOf = (ids: Value): Value => reshape(gatherRows(biases, ids), ids.shape);
  const own = add(sum(mul(gatherRows(weight, labels), hidden), [2]), biasOf(labels)); // [time, batch]
  const places = reshape(hidden, [multiplyDims(time, batch), width]);
  const rows = matmul(places, gatherRows(weight, samples), { transposeB: true });
  const others = add(reshape(rows, [time, batch, count]), biasOf(samples)); // [time, batch, samples]
  const isRight = equal(reshape(labels, [time, batch, 1]), samples);
  const corrected = type !== 'negative';
  const right = corrected ? sub(own, labelRates) : own;
  const drawn = where(isRight, NEVER, corrected ? sub(others, sampleRates) : others);
  if (type === 'sampled') {
    const scores = concat([reshape(right, [time, batch, 1]), drawn], 2);
    return crossEntropy(scores, fill(0, labels.shape, 'int32'));
  }
  return neg(mean(add(logSigmoid(right), sum(logSigmoid(neg(drawn)), [2]))));
}
