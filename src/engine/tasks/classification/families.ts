// The families of models that classify texts, one line for each.

import { configuredModel } from '../modelFamily';
import { encoderFamily } from './encoderFamily';
import { fastTextFamily } from './fasttext/family';
import { linearFamily } from './linearFamily';

export const FAMILIES = [encoderFamily, linearFamily, fastTextFamily] as const;

/** The family of a model, with its options. */
export const classifierOf = (model: { type: string }) => configuredModel(FAMILIES, model);
