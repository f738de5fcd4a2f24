// The programs of a classifier. Training: loss over a padded batch. Inference: log probabilities, and attention weights
// where the model has them; it differs from training in dropout alone. How tokens look at each other is a program of its
// own, so that labelling does not pay for it.

import { input, logSoftmax } from '../graph/ops';
import type { Value } from '../graph/value';
import { binaryCrossEntropy, crossEntropy, logSigmoid, weightedCrossEntropy } from '../nn/losses';
import { bind, type Bound, type ParameterTree } from '../nn/parameters';
import type { Classifier } from './classifier';
import type { TokenInputs } from './encoders/encoder';

/** Program inputs: `ids` [time, batch] int32, `mask` [time, batch] bool. */
function tokenInputs(): TokenInputs {
  return { ids: input('ids', 'int32', ['time', 'batch']), mask: input('mask', 'bool', ['time', 'batch']) };
}

/** The mean cross entropy of a batch; needs also `labels` [batch] int32. @param weights by class, where they do not count alike */
export function classifierLoss<T extends ParameterTree>(
  classifier: Classifier<T>,
  parameters: Bound<T>,
  weights?: readonly number[],
): Value {
  const { logits } = classifier.forward(parameters, tokenInputs(), 'training');
  const labels = input('labels', 'int32', ['batch']);
  return weights ? weightedCrossEntropy(logits, labels, weights) : crossEntropy(logits, labels);
}

/** The mean binary cross entropy of a batch whose texts may have several labels; needs also `targets` [batch, labels] float32. */
export function severalLabelsLoss<T extends ParameterTree>(classifier: Classifier<T>, parameters: Bound<T>): Value {
  const { logits } = classifier.forward(parameters, tokenInputs(), 'training');
  return binaryCrossEntropy(logits, input('targets', 'float32', logits.shape));
}

const inferred = <T extends ParameterTree>(classifier: Classifier<T>) =>
  classifier.forward(bind(classifier.parameters, 'float32'), tokenInputs(), 'inference');

/**
 * Outputs: `logProbabilities` [batch, classes], `weights` [time, batch] with attention pooling.
 * @param several texts may have several labels: each probability is one of its own
 */
export function classifierInference<T extends ParameterTree>(
  classifier: Classifier<T>,
  several = false,
): Record<string, Value> {
  const { logits, weights } = inferred(classifier);
  return { logProbabilities: several ? logSigmoid(logits) : logSoftmax(logits), ...(weights ? { weights } : {}) };
}

/**
 * Outputs: `layer0`, `layer1`, ... [batch, heads, time, time], each row sums to 1. Undefined for models whose tokens do not
 * look at each other.
 */
export function classifierAttention<T extends ParameterTree>(
  classifier: Classifier<T>,
): Record<string, Value> | undefined {
  const { attention } = inferred(classifier);
  return attention && Object.fromEntries(attention.map((weights, layer) => [`layer${layer}`, weights]));
}
