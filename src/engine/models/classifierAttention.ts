// How the tokens of a text look at each other in a classifier: a program of its own, so that labelling does not pay for it.

import { input } from '../graph/ops';
import type { Value } from '../graph/value';
import { bind } from '../nn/parameters';
import type { Classifier } from './classifier';

/**
 * Outputs: `layer0`, `layer1`, ... [batch, heads, time, time], each row sums to 1. Inputs as of the other programs: `ids`,
 * `mask` [time, batch]. Undefined for models whose tokens do not look at each other.
 */
export function classifierAttention(classifier: Classifier): Record<string, Value> | undefined {
  const inputs = { ids: input('ids', 'int32', ['time', 'batch']), mask: input('mask', 'bool', ['time', 'batch']) };
  const { attention } = classifier.forward(bind(classifier.parameters, 'float32'), inputs, 'inference');
  return attention && Object.fromEntries(attention.map((weights, layer) => [`layer${layer}`, weights]));
}
