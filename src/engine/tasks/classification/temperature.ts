// The temperature among the parameters of a calibrated classifier.

import { TEMPERATURE } from '../../models/textClassifier';
import type { Feeds } from '../../runtime/session';

/** Undefined of a classifier that is not calibrated. */
export const temperatureOf = (parameters: Feeds): number | undefined =>
  TEMPERATURE in parameters ? Number(parameters[TEMPERATURE].data[0]) : undefined;
