// The programs of a classifier. Training: loss over a padded batch. Inference: log probabilities, and attention weights
// where the model has them; it differs from training in dropout alone. How tokens look at each other is a program of its
// own, so that labelling does not pay for it.

import { multiplyDims } from '../graph/dims';
import { mark } from '../graph/marks';
import { input, logSoftmax, reshape } from '../graph/ops';
import type { Value } from '../graph/value';
import { TEACHER, taughtLoss, type TaughtOptions } from '../nn/distillation';
import { binaryCrossEntropy, crossEntropy, logSigmoid, weightedCrossEntropy } from '../nn/losses';
import type { NumberLoss } from '../nn/losses';
import { withStates } from '../nn/stateLoss';
import { bind, type Bound, type FlatParameters, type ParameterTree } from '../nn/parameters';
import type { Classifier, Inference, TextsRead } from './classifier';
import type { TokenInputs } from './encoders/encoded';
import type { Labelled } from './heads/label';
import { numbersOfScores, standardisedLoss } from './heads/number';
import type { VectorsOfTexts } from './heads/pooled';

/**
 * Program inputs: `ids` [time, batch] int32, `mask` [time, batch] bool; of pairs that are read as one sequence also `segments`
 * [time, batch] int32. Of pairs that are encoded apart `ids` and `mask` are [time, batch, 2].
 */
function tokenInputs({ apart, segments }: TextsRead = { apart: 1, segments: false }): TokenInputs {
  const axes = apart === 1 ? ['time', 'batch'] : ['time', 'batch', apart];
  const flat = (value: Value): Value => (apart === 1 ? value : reshape(value, ['time', multiplyDims(apart, 'batch')]));
  return {
    ids: flat(input('ids', 'int32', axes)),
    mask: flat(input('mask', 'bool', axes)),
    ...(segments ? { segments: input('segments', 'int32', axes) } : {}),
  };
}

/** The label, and the target, of a text whose right answer is not known; of models with a teacher. */
export const NO_LABEL = -100;

/** The loss with what a teacher says, where there is one. */
const withTeacher = (right: Value, { logits, pooled }: Labelled, taught: TaughtOptions | undefined): Value =>
  taught
    ? withStates(
        taughtLoss(right, { logits, teacher: input(TEACHER, 'float32', logits.shape) }, taught),
        pooled,
        taught.states,
      )
    : right;

interface LabelLoss {
  /** By class, where they do not count alike. */
  weights?: readonly number[];
  /** With a teacher. */
  taught?: TaughtOptions;
}

/**
 * The mean cross entropy of a batch; needs also `labels` [batch] int32, and with a teacher its scores `teacher` [batch, classes] float32:
 * then a label may be `NO_LABEL`; and with its states what `withStates` does.
 */
export function classifierLoss<T extends ParameterTree>(
  classifier: Classifier<T>,
  parameters: Bound<T>,
  { weights, taught }: LabelLoss = {},
): Value {
  const labelled = classifier.forward(parameters, tokenInputs(classifier.reads), 'training');
  const { logits } = labelled;
  const labels = input('labels', 'int32', ['batch']);
  const ignore = taught && NO_LABEL;
  const right = weights
    ? weightedCrossEntropy(logits, labels, weights, ignore)
    : crossEntropy(logits, labels, { ignore });
  return withTeacher(right, labelled, taught);
}

/**
 * The mean binary cross entropy of a batch whose texts may have several labels; needs also `targets` [batch, labels] float32, and with a
 * teacher its scores as above.
 */
export function severalLabelsLoss<T extends ParameterTree>(
  classifier: Classifier<T>,
  parameters: Bound<T>,
  taught?: TaughtOptions,
): Value {
  const labelled = classifier.forward(parameters, tokenInputs(classifier.reads), 'training');
  const { logits } = labelled;
  const right = binaryCrossEntropy(logits, input('targets', 'float32', logits.shape), taught && NO_LABEL);
  return withTeacher(right, labelled, taught && { ...taught, several: true });
}

const inferred = <T extends ParameterTree>(classifier: Classifier<T>) =>
  classifier.forward(bind(classifier.parameters, 'float32'), tokenInputs(classifier.reads), 'inference');

/** The loss of a batch whose right answers are `numbers` [batch] float32; of a model that gives one score. */
export function numberModelLoss(
  model: Classifier,
  parameters: Bound<FlatParameters>,
  options: { loss: NumberLoss; delta: number },
): Value {
  const { logits } = model.forward(parameters, tokenInputs(model.reads), 'training');
  return standardisedLoss(parameters, logits, input('numbers', 'float32', ['batch']), options);
}

/**
 * Outputs: `logProbabilities` [batch, classes], `weights` [time, batch] with attention pooling.
 * @param several texts may have several labels: each probability is one of its own
 */
export function classifierInference<T extends ParameterTree>(
  classifier: Classifier<T>,
  several = false,
): { logProbabilities: Value; weights?: Value } {
  const { logits, weights } = inferred(classifier);
  const shares = several ? logSigmoid(logits) : logSoftmax(logits);
  return {
    logProbabilities: mark(shares, { name: 'logProbabilities', layer: { kind: 'output' }, axes: ['batch', 'class'] }),
    ...(weights ? { weights } : {}),
  };
}

/** What the probabilities are made of, [batch, classes]. */
export const classifierScores = (classifier: Classifier): Value => inferred(classifier).logits;

/** The same as the answers of any model. */
export const answersOf = ({ logProbabilities, ...more }: ReturnType<typeof classifierInference>): Inference => ({
  answers: logProbabilities,
  ...more,
});

/** Outputs: `answers` [batch, 1], and `weights` as above. */
export function numberModelInference(model: Classifier): Inference {
  const parameters = bind(model.parameters, 'float32');
  const { logits, weights } = model.forward(parameters, tokenInputs(model.reads), 'inference');
  const numbers = numbersOfScores(parameters, logits);
  return {
    answers: mark(numbers, { name: 'number', layer: { kind: 'output' }, axes: ['batch', 'class'] }),
    ...(weights ? { weights } : {}),
  };
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

/**
 * By pooling the vectors of texts, [batch, width]; a program of one of them has the inputs of the model. Where it reads pairs apart,
 * texts go in one by one: `ids` and `mask` are [time, batch].
 */
export const classifierVectors = (classifier: Classifier): VectorsOfTexts =>
  classifier.vectors(
    bind(classifier.parameters, 'float32'),
    tokenInputs({ apart: 1, segments: classifier.reads?.segments ?? false }),
  );
