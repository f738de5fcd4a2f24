// Masked language models: which token stands where one was masked, from what stands on both sides (Devlin et al. 2019). What they
// learn is an encoder that other tasks begin with.

import { encoderOf } from '../../models/encoders/createEncoder';
import { encoderKeys } from '../base/encoderKeys';
import { checkTexts } from '../languageModel/sources';
import type { Task } from '../task';
import { maskedFaults } from './faults';
import { maskedLanguageModelSchema, type MaskedLanguageModelExperiment } from './schema';

export const maskedLanguageModel: Task<MaskedLanguageModelExperiment> = {
  schema: maskedLanguageModelSchema,
  summary: 'learns which token stands where one is masked, to fill in blanks and to begin other models with',
  faults: maskedFaults,
  checkSources: checkTexts,
  abilities: ({ model }) => ['fill', ...(encoderOf(model).attends ? (['attend'] as const) : []), 'trace', 'vectors'],
  encoder: encoderKeys,
  prepare: async (options) => (await import('./prepareMasked')).prepareMasked(options),
  open: async (parts) => (await import('./openMasked')).openMasked(parts),
};
