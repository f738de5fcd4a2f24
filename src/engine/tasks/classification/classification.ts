// Classification: one of several labels for each text.

import type { Ability } from '../../../protocol/ability';
import { encoderOf } from '../../models/encoders/createEncoder';
import type { Task } from '../task';
import { classificationFaults } from './faults';
import { isLinear } from './linearSchemas';
import { oldLabelReport } from './oldLabelReport';
import { classificationSchema, type ClassificationExperiment } from './schema';
import { checkLabelled } from './sources';

export const classification: Task<ClassificationExperiment> = {
  schema: classificationSchema,
  summary: 'gives each text one of several labels',
  faults: classificationFaults,
  checkSources: checkLabelled,
  abilities({ model }): Ability[] {
    if (isLinear(model)) return ['label', 'explain'];
    const attends = encoderOf(model).attends || model.pooling === 'attention';
    return attends ? ['label', 'attend', 'vectors'] : ['label', 'vectors'];
  },
  prepare: async (options) => (await import('./prepareClassification')).prepareClassification(options),
  open: async (parts) => (await import('./openClassification')).openClassification(parts),
  oldReport: oldLabelReport,
};
