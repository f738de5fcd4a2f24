// Language models: how probable each token of a text is, given those before it.

import type { Task } from '../task';
import { languageFamilyOf } from './families';
import { languageEncoder } from './languageEncoder';
import { languageModelFaults } from './faults';
import { languageModelSchema, type LanguageModelExperiment } from './schema';
import { checkTexts } from './sources';

export const languageModel: Task<LanguageModelExperiment> = {
  schema: languageModelSchema,
  summary: 'learns which token follows, to go on with texts and to score them',
  faults: languageModelFaults,
  unused: ({ model }) => languageFamilyOf(model).unused,
  checkSources: async (experiment, baseFolder, signal) => [
    ...(await checkTexts(experiment, baseFolder, signal)),
    ...(await languageFamilyOf(experiment.model).checkSources(baseFolder)),
  ],
  abilities: ({ model }) => languageFamilyOf(model).abilities,
  encoder: languageEncoder,
  prepare: (options) => languageFamilyOf(options.experiment.model).prepare(options),
  open: async (parts) => (await import('./openLanguageModel')).openLanguageModel(parts),
};
