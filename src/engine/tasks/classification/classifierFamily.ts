// A family of models that give texts labels.

import type { z } from 'zod';
import type { TypedSchema } from '../../schema/shorthand';
import { defineModelFamily, type ConfiguredModel, type ModelFamily, type ModelFamilyDefinition } from '../modelFamily';
import type { AroundModel } from './aroundModel';
import type { ClassifierParts, TextClassifier } from './textClassifier';

interface FamilyDefinition<Options> extends ModelFamilyDefinition<
  Options,
  AroundModel,
  ClassifierParts,
  TextClassifier
> {
  /** Whether models are trained in steps, so that weights of labels, several labels and an order of labels can be told to them. */
  inSteps?: boolean;
}

interface ConfiguredClassifier extends ConfiguredModel<AroundModel, ClassifierParts, TextClassifier> {
  readonly inSteps: boolean;
}

export function defineClassifierFamily<Schema extends TypedSchema>(
  schemas: readonly Schema[],
  { inSteps = false, ...definition }: FamilyDefinition<z.output<Schema>>,
): ModelFamily<Schema, ConfiguredClassifier> {
  const family = defineModelFamily(schemas, definition);
  return {
    schemas,
    configure(model) {
      const found = family.configure(model);
      return found && { ...found, inSteps };
    },
  };
}
