// A family of sequence models: its keys in an experiment, what is wrong with them together, its layers.

import type { z } from 'zod';
import type { ParameterTree } from '../../nn/parameters';
import type { DecodingOptions } from '../../schema/decoding';
import type { TypedSchema } from '../../schema/shorthand';
import type { TrainingOptions } from '../../schema/training';
import { defineFamily, type Family, type FamilyDefinition } from '../family';
import { overFlatParameters } from '../flatLayers';
import type { SequenceContext, SequenceLayers, SequenceModel } from './sequenceModel';

/** What of the experiment besides the model a family may refuse. */
export interface SequenceAround {
  training: Pick<TrainingOptions, 'padding'> & { teacherForcing: { from: number; to: number } };
  decoding: Pick<DecodingOptions, 'replaceUnknown'>;
  /** Where the sources are pictures: how large the model sees them, or the file of what was found in them. */
  pictures?: { size: readonly [number, number] } | { features: string };
}

export type SequenceFamily<Schema extends TypedSchema = TypedSchema> = Family<
  Schema,
  SequenceAround,
  SequenceContext,
  SequenceModel
>;

type SequenceDefinition<Schema extends TypedSchema, T extends ParameterTree> = FamilyDefinition<
  z.output<Schema> & { type: string },
  SequenceAround,
  SequenceContext,
  SequenceLayers<T>
>;

export const defineSequence = <Schema extends TypedSchema, T extends ParameterTree>(
  schema: Schema,
  definition: SequenceDefinition<Schema, T>,
): SequenceFamily<Schema> =>
  defineFamily(schema, {
    ...definition,
    build(options, context: SequenceContext) {
      const layers = definition.build(options, context);
      return { ...layers, ...overFlatParameters(layers), hasAttention: definition.attends(options) };
    },
  });
