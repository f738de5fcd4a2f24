// Regression: a number for each text or pair of texts.

import { encoderOf } from '../../models/encoders/createEncoder';
import { encoderKeys } from '../base/encoderKeys';
import type { Task } from '../task';
import { pairAbility } from '../texts/pairs';
import { checkLabelled } from '../texts/sources';
import { checkWritten } from '../writtenModel';
import { regressionFaults } from './faults';
import { regressionSchema, type RegressionExperiment } from './schema';

export const regression: Task<RegressionExperiment> = {
  schema: regressionSchema,
  summary: 'gives each text a number',
  faults: regressionFaults,
  checkSources: async (experiment, baseFolder, signal) => [
    ...(await checkLabelled(experiment, baseFolder, signal)),
    ...(await checkWritten(experiment.model, baseFolder)),
  ],
  abilities({ model, data }) {
    const apart = model.pairs === 'apart' || model.pairs === 'cosine';
    const attends = (encoderOf(model).attends && !apart) || model.pooling === 'attention';
    return ['number', ...(attends ? (['attend'] as const) : []), 'trace', 'vectors', 'embed', ...pairAbility(data)];
  },
  encoder: encoderKeys,
  prepare: async (options) => (await import('./prepareRegression')).prepareRegression(options),
  open: async (parts) => (await import('./openRegression')).openRegression(parts),
};
