// A family of neural language models: its keys in an experiment, what is wrong with them together, its layers.

import type { z } from 'zod';
import type { ParameterTree } from '../../nn/parameters';
import type { TypedSchema } from '../../schema/shorthand';
import { defineFamily, type Family, type FamilyDefinition } from '../family';
import { overFlatParameters } from '../flatLayers';
import type { LanguageContext, LanguageLayers, LanguageNetwork } from './languageLayers';

/** What of the experiment besides the model a family may refuse. */
interface AroundLanguageNetwork {
  training: { context: number };
  evaluation: { stride: number };
}

export type LanguageNetworkFamily<Schema extends TypedSchema = TypedSchema> = Family<
  Schema,
  AroundLanguageNetwork,
  LanguageContext,
  LanguageNetwork
>;

type Definition<Schema extends TypedSchema, T extends ParameterTree> = FamilyDefinition<
  z.output<Schema> & { type: string },
  AroundLanguageNetwork,
  LanguageContext,
  LanguageLayers<T>
>;

export const defineLanguageNetwork = <Schema extends TypedSchema, T extends ParameterTree>(
  schema: Schema,
  definition: Definition<Schema, T>,
): LanguageNetworkFamily<Schema> =>
  defineFamily(schema, {
    ...definition,
    build(options, context: LanguageContext) {
      const layers = definition.build(options, context);
      return { ...layers, ...overFlatParameters(layers), hasAttention: definition.attends(options) };
    },
  });
