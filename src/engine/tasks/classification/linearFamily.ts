// The classical models: weights of counted words, fitted at once.

import { unusedInFits } from '../../schema/training';
import { defineClassifierFamily } from './classifierFamily';
import { linearClassifiers } from './linearSchemas';

export const linearFamily = defineClassifierFamily(linearClassifiers, {
  abilities: () => ['label', 'explain'],
  unused: () => unusedInFits,
  faults({ ngramRange: [least, most] }, _, report) {
    if (least > most)
      report(['model', 'ngramRange'], 'The least of "model.ngramRange" is more than the most: write e.g. [1, 2].');
  },
  prepare: async (model, options) => (await import('./linearRun')).prepareLinearRun({ ...options, model }),
  open: async (model, parts) => (await import('./linearClassifier')).openLinearClassifier(parts, model),
});
