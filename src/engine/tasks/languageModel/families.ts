// The families of language models, one line for each.

import { configuredModel } from '../modelFamily';
import { neuralFamily } from './neuralFamily';
import { ngramFamily } from './ngrams/family';

export const FAMILIES = [neuralFamily, ngramFamily] as const;

/** The family of a model, with its options. */
export const languageFamilyOf = (model: { type: string }) => configuredModel(FAMILIES, model);
