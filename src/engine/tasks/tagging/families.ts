// The families of models that tag, one line for each.

import { configuredModel } from '../modelFamily';
import { crfFamily } from './crf/family';
import { neuralFamily } from './neuralFamily';

export const FAMILIES = [neuralFamily, crfFamily] as const;

/** The family of a model, with its options. */
export const taggerOf = (model: { type: string }) => configuredModel(FAMILIES, model);
