// Neural language models, trained by gradient steps.

import { languageNetworkFamilyOf, languageSchemas } from '../../models/language/createLanguageNetwork';
import { checkWrittenModel } from '../writtenModel';
import { defineLanguageFamily } from './languageFamily';

export const neuralFamily = defineLanguageFamily(languageSchemas, {
  abilities(model) {
    const attends = languageNetworkFamilyOf(model).attends;
    return ['continue', 'score', ...(attends ? (['attend'] as const) : []), 'trace', 'vectors'];
  },
  checkSources: (model, baseFolder) => checkWrittenModel(languageNetworkFamilyOf(model), baseFolder),
  faults: (model, around, report) => languageNetworkFamilyOf(model).faults(around, report),
  prepare: async (model, options) => (await import('./prepareNeural')).prepareNeuralLanguage(model, options),
  open: async (model, parts) => (await import('./openNeural')).openNeuralLanguage(model, parts),
});
