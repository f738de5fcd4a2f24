// The two programs of a classifier. Training: loss over a padded batch. Inference: log probabilities, and attention
// weights where the model has them. They differ in dropout alone.

import { input, logSoftmax } from '../graph/ops';
import type { Value } from '../graph/value';
import { crossEntropy } from '../nn/losses';
import { bind, type Bound, type ParameterTree } from '../nn/parameters';
import type { Classifier, ClassifierInputs } from './classifier';

/** Program inputs: `ids` [time, batch] int32, `mask` [time, batch] bool. */
function classifierInputs(): ClassifierInputs {
  return { ids: input('ids', 'int32', ['time', 'batch']), mask: input('mask', 'bool', ['time', 'batch']) };
}

/** The mean cross entropy of a batch; needs also `labels` [batch] int32. */
export function classifierLoss(classifier: Classifier, parameters: Bound<ParameterTree>): Value {
  const { logits } = classifier.forward(parameters, classifierInputs(), 'training');
  return crossEntropy(logits, input('labels', 'int32', ['batch']));
}

/** Outputs: `logProbabilities` [batch, classes], `weights` [time, batch] with attention pooling. */
export function classifierInference(classifier: Classifier): Record<string, Value> {
  const parameters = bind(classifier.parameters, 'float32');
  const { logits, weights } = classifier.forward(parameters, classifierInputs(), 'inference');
  return { logProbabilities: logSoftmax(logits), ...(weights ? { weights } : {}) };
}
