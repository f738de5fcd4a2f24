// Classification: one of several labels for each text.

import type { Task } from '../task';
import { classifierOf } from './families';
import { classificationFaults } from './faults';
import { oldLabelReport } from './oldLabelReport';
import { classificationSchema, type ClassificationExperiment } from './schema';
import { checkLabelled } from './sources';

export const classification: Task<ClassificationExperiment> = {
  schema: classificationSchema,
  summary: 'gives each text one of several labels',
  faults: classificationFaults,
  checkSources: checkLabelled,
  abilities: ({ model }) => classifierOf(model).abilities,
  prepare: (options) => classifierOf(options.experiment.model).prepare(options),
  open: async (parts) => (await import('./openClassification')).openClassification(parts),
  oldReport: oldLabelReport,
};
