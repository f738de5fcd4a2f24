// Several labels for a text, or none: binary cross entropy, and a threshold for each label, found on the validation part.

import { indicators, type LabelSets } from '../../data/labelSets';
import type { ClassifiedPart } from '../../metrics/classificationReport';
import { fitThresholds, severalFigures, type SeveralPart } from '../../metrics/severalLabels';
import { answersOf, classifierInference, severalLabelsLoss } from '../../models/classifierPrograms';
import type { TaughtOptions } from '../../nn/distillation';
import { THRESHOLDS } from '../../models/textClassifier';
import type { Feeds } from '../../runtime/session';
import { tensor } from '../../runtime/tensor';
import { classesAt, type LabelAnswering } from './labelAnswering';
import { severalLabelsPart } from './severalLabelsPart';

/** From what probability on each label is given; ½ where that was not found. `[labels]` */
export const thresholdsOf = (parameters: Feeds, labels: number): Float32Array =>
  THRESHOLDS in parameters ? (parameters[THRESHOLDS].data as Float32Array) : new Float32Array(labels).fill(0.5);

/** A classified part with what each text should have. @param sets by class, its labels */
export const withTargets = (part: ClassifiedPart, sets: LabelSets['sets'], thresholds: Float32Array): SeveralPart => ({
  ...part,
  targets: indicators(part.classes, sets, part.labels.length),
  thresholds,
});

/** @param taught with a teacher */
export function severalLabels(sets: LabelSets['sets'], labels: number, taught?: TaughtOptions): LabelAnswering {
  const partOf = (part: ClassifiedPart, parameters: Feeds = {}): SeveralPart =>
    withTargets(part, sets, thresholdsOf(parameters, labels));
  const thresholds = (values: Float32Array): Feeds => ({ [THRESHOLDS]: tensor('float32', [labels], values) });
  return {
    loss: (classifier, parameters) => severalLabelsLoss(classifier, parameters, taught),
    targets: (part, examples) => ({
      targets: tensor('float32', [examples.length, labels], indicators(classesAt(part, examples), sets, labels)),
    }),
    inference: (classifier) => answersOf(classifierInference(classifier, true)),
    figures(part, parameters) {
      const { accuracy, microF1, macroF1, hammingLoss, loss } = severalFigures(partOf(part, parameters));
      return { accuracy, microF1, macroF1, hammingLoss, loss };
    },
    judged: (part, parameters, options) => severalLabelsPart(partOf(part, parameters), options),
    found: {
      before: thresholds(new Float32Array(labels).fill(0.5)),
      by: (validation) => thresholds(fitThresholds(partOf(validation))),
      without: 'There is no validation part to choose thresholds on: each label is given from a probability of 0.5 on.',
    },
  };
}
