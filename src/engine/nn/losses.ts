// Losses, each a scalar to be minimised.

import {
  abs,
  add,
  cast,
  constant,
  div,
  equal,
  exp,
  gatherRows,
  log,
  maximum,
  mean,
  minimum,
  mul,
  negativeLogLikelihood,
  neg,
  not,
  relu,
  reshape,
  sub,
  sum,
  where,
} from '../graph/ops';
import type { Value } from '../graph/value';

/**
 * Cross entropy on integer labels, −log softmax(logits)[label], without ever making one-hot vectors.
 * @param logits [..., classes]
 * @param labels [...], integers
 * @param options `ignore`: positions with this label do not count; `reduction`: the mean over the positions that count
 * (0 when there is none), or their sum; `smoothing`: share of the label's probability given to all classes alike
 */
export function crossEntropy(
  logits: Value,
  labels: Value,
  {
    ignore,
    reduction = 'mean',
    smoothing = 0,
  }: { ignore?: number; reduction?: 'mean' | 'sum'; smoothing?: number } = {},
): Value {
  const counts = ignore === undefined ? undefined : not(equal(labels, ignore));
  const losses = negativeLogLikelihood(logits, counts ? where(counts, labels, 0) : labels, smoothing); // [...]
  const weights = counts ? cast(counts, logits.dtype) : undefined;
  if (reduction === 'sum') return sum(weights ? mul(losses, weights) : losses);
  return weights ? div(sum(mul(losses, weights)), maximum(sum(weights), 1)) : mean(losses);
}

/**
 * Cross entropy in which examples count by their class: Σ w_label · −log softmax(logits)[label] / Σ w_label, as PyTorch's `weight`.
 * @param logits [batch, classes]
 * @param labels [batch], integers
 * @param weights by class, not negative
 * @param ignore rows with this label do not count
 */
export function weightedCrossEntropy(logits: Value, labels: Value, weights: readonly number[], ignore?: number): Value {
  const table = constant(weights, [weights.length, 1], logits.dtype);
  const counts = ignore === undefined ? undefined : not(equal(labels, ignore));
  const known = counts ? where(counts, labels, 0) : labels;
  const weighed = reshape(gatherRows(table, known), labels.shape); // [batch]
  const counted = counts ? mul(weighed, cast(counts, logits.dtype)) : weighed;
  const least = 1e-12; // a batch in which nothing counts
  return div(sum(mul(negativeLogLikelihood(logits, known), counted)), maximum(sum(counted), least));
}

/** ln(1 + e^−|x|) */
const tail = (x: Value): Value => log(add(exp(neg(abs(x))), 1));

/** ln σ(x), without ever making σ(x). */
export const logSigmoid = (x: Value): Value => sub(minimum(x, 0), tail(x));

/**
 * The mean of −t · ln σ(x) − (1 − t) · ln(1 − σ(x)) over all components, as PyTorch's `binary_cross_entropy_with_logits`.
 * @param logits [batch, labels]
 * @param targets [batch, labels], 1 where a text has the label, else 0
 * @param ignore where the target is this the component does not count
 */
export function binaryCrossEntropy(logits: Value, targets: Value, ignore?: number): Value {
  const losses = add(sub(relu(logits), mul(logits, targets)), tail(logits));
  if (ignore === undefined) return mean(losses);
  const counted = cast(not(equal(targets, ignore)), logits.dtype);
  return div(sum(mul(losses, counted)), maximum(sum(counted), 1));
}

export const NUMBER_LOSSES = ['squared', 'absolute', 'huber'] as const;

export type NumberLoss = (typeof NUMBER_LOSSES)[number];

/**
 * The mean over all components of a function of r = x − t, as PyTorch's `mse_loss`, `l1_loss` and `huber_loss`: r²; |r|; or
 * r²/2 where |r| ≤ δ, else δ·(|r| − δ/2) (Huber 1964).
 * @param delta δ, of "huber" alone
 */
export function numberLoss(x: Value, targets: Value, loss: NumberLoss, delta = 1): Value {
  const residual = sub(x, targets);
  if (loss === 'squared') return mean(mul(residual, residual));
  const size = abs(residual);
  if (loss === 'absolute') return mean(size);
  const near = minimum(size, delta);
  return mean(add(mul(mul(near, near), 0.5), mul(sub(size, near), delta)));
}
