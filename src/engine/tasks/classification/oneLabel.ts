// One label for each text: cross entropy, accuracy and macro F1, a temperature for its shares where that is asked for.

import { fitTemperature } from '../../metrics/calibration';
import { classifierLoss } from '../../models/classifierPrograms';
import { TEMPERATURE } from '../../models/textClassifier';
import { tensor } from '../../runtime/tensor';
import type { Answering } from './answering';
import { figuresOf } from './classifierSession';
import { labelPart } from './labelPart';
import { temperatureOf } from './temperature';

const atTemperature = (temperature: number) => ({ [TEMPERATURE]: tensor('float32', [1], [temperature]) });

interface OneLabelOptions {
  /** By class, where they do not count alike. */
  weights?: readonly number[];
  /** The model has a temperature. */
  calibrated: boolean;
  isOrdered: boolean;
}

export const oneLabel = ({ weights, calibrated, isOrdered }: OneLabelOptions): Answering => ({
  several: false,
  loss: (classifier, parameters) => classifierLoss(classifier, parameters, weights),
  targets: (classes) => ({ labels: tensor('int32', [classes.length], classes) }),
  figures: (part) => figuresOf(part),
  judged: (part, parameters, options) =>
    labelPart(part, { ...options, isOrdered, temperature: temperatureOf(parameters) }),
  ...(calibrated
    ? { found: { before: atTemperature(1), by: (validation) => atTemperature(fitTemperature(validation)) } }
    : {}),
});
