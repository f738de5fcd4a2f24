// A family of neural language models: its keys in an experiment, what is wrong with them together, its layers.

import type { z } from 'zod';
import { flatten, nest, type Bound, type FlatParameters, type ParameterTree } from '../../nn/parameters';
import type { TypedSchema } from '../../schema/shorthand';
import { defineFamily, type Family, type FamilyDefinition } from '../family';
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
    build: (options, context: LanguageContext) => ({
      ...hideTree(definition.build(options, context)),
      hasAttention: definition.attends(options),
    }),
  });

/** The same network, its parameters side by side. */
function hideTree<T extends ParameterTree>(layers: LanguageLayers<T>): LanguageLayers<FlatParameters> {
  const { parameters, longest, states } = layers;
  const placed = (values: Bound<FlatParameters>): Bound<T> => nest(parameters, values);
  return {
    ...{ parameters: flatten(parameters), longest, states },
    forward: (values, inputs, mode) => layers.forward(placed(values), inputs, mode),
    encode: (values, inputs) => layers.encode(placed(values), inputs),
    step: (values, inputs) => layers.step(placed(values), inputs),
  };
}
