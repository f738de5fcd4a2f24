// One label for each text: cross entropy, accuracy and macro F1, a temperature for its shares where that is asked for.

import { fitTemperature } from '../../metrics/calibration';
import type { TaughtOptions } from '../../nn/distillation';
import { answersOf, classifierInference, classifierLoss } from '../../models/classifierPrograms';
import { TEMPERATURE } from '../../models/textClassifier';
import { tensor } from '../../runtime/tensor';
import { classesAt, type LabelAnswering } from './labelAnswering';
import { figuresOf, labelPart } from './labelPart';
import { temperatureOf } from './temperature';

const atTemperature = (temperature: number) => ({ [TEMPERATURE]: tensor('float32', [1], [temperature]) });

interface OneLabelOptions {
  /** By class, where they do not count alike. */
  weights?: readonly number[];
  /** With a teacher. */
  taught?: TaughtOptions;
  /** The model has a temperature. */
  calibrated: boolean;
  isOrdered: boolean;
  /** The figure that decides. */
  monitor: string;
}

export const oneLabel = ({ weights, taught, calibrated, isOrdered, monitor }: OneLabelOptions): LabelAnswering => ({
  loss: (classifier, parameters) => classifierLoss(classifier, parameters, { weights, taught }),
  targets: (part, examples) => ({ labels: tensor('int32', [examples.length], classesAt(part, examples)) }),
  inference: (classifier) => answersOf(classifierInference(classifier)),
  figures: (part) => figuresOf(part, monitor),
  judged: (part, parameters, options) =>
    labelPart(part, { ...options, isOrdered, monitor, temperature: temperatureOf(parameters) }),
  ...(calibrated
    ? { found: { before: atTemperature(1), by: (validation) => atTemperature(fitTemperature(validation)) } }
    : {}),
});
