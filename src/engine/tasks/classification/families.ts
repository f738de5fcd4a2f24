// The families of models that classify texts, one line for each.

import { encoderFamily } from './encoderFamily';
import { fastTextFamily } from './fasttext/family';
import { linearFamily } from './linearFamily';

export const FAMILIES = [encoderFamily, linearFamily, fastTextFamily] as const;

/** The family of a model, with its options. */
export function classifierOf(model: { type: string }) {
  for (const family of FAMILIES) {
    const found = family.configure(model);
    if (found) return found;
  }
  throw new Error(`There is no classifier of the type ${model.type}.`);
}
