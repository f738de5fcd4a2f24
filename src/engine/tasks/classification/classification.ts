// Classification: one of several labels for each text.

import { encoderKeys } from '../base/encoderKeys';
import type { Task } from '../task';
import { classifierOf } from './families';
import { classificationFaults } from './faults';
import { checkLabelled } from '../texts/sources';
import { oldLabelReport } from './oldLabelReport';
import { pairAbility } from '../texts/pairs';
import { classificationSchema, type ClassificationExperiment } from './schema';

export const classification: Task<ClassificationExperiment> = {
  schema: classificationSchema,
  summary: 'gives each text one of several labels',
  faults: classificationFaults,
  unused: ({ model }) => classifierOf(model).unused,
  checkSources: async (experiment, baseFolder, signal) => [
    ...(await checkLabelled(experiment, baseFolder, signal)),
    ...(await classifierOf(experiment.model).checkSources(baseFolder)),
  ],
  abilities: ({ model, data }) => [...classifierOf(model).abilities, ...pairAbility(data)],
  encoder: encoderKeys,
  prepare: (options) => classifierOf(options.experiment.model).prepare(options),
  open: async (parts) => (await import('./openClassification')).openClassification(parts),
  oldReport: oldLabelReport,
};
