// Finds the way to train a classifier: an encoder with a head by gradient steps, a classical model by one fit.

import { prepareNeural } from '../../train/neuralRun';
import type { PreparedRun, PrepareOptions } from '../../train/preparedRun';
import { prepareLinearRun } from './linearRun';
import { isLinear } from './linearSchemas';
import { neuralClassification } from './neuralClassification';
import type { ClassificationExperiment } from './schema';

export async function prepareClassification(options: PrepareOptions<ClassificationExperiment>): Promise<PreparedRun> {
  const { model } = options.experiment;
  if (isLinear(model)) return prepareLinearRun({ ...options, model });
  return prepareNeural(options, () => neuralClassification({ ...options, model }));
}
