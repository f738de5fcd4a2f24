// Losses, each a scalar to be minimised.

import { cast, div, equal, maximum, mean, mul, negativeLogLikelihood, not, sum, where } from '../graph/ops';
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
