// Tokens drawn within a program, from numbers that are fed.

import { cast, cumulativeSum, greaterOrEqual, minimum, reshape, softmax, sum } from '../graph/ops';
import type { Value } from '../graph/value';

/**
 * Tokens drawn as probable as the logits say, by inversion: of each row the first one up to which the probabilities add up to more than
 * the number drawn. logits [chosen, vocabulary], draws [chosen] -> [chosen] int32
 */
export function drawTokens(logits: Value, draws: Value): Value {
  const [chosen, vocabulary] = logits.shape;
  const upTo = cumulativeSum(softmax(logits), 1);
  const below = greaterOrEqual(reshape(draws, [chosen, 1]), upTo);
  return cast(minimum(sum(cast(below, logits.dtype), [1]), Number(vocabulary) - 1), 'int32');
}
