// What an encoder gives a head that stands on it: a vector for each token of a text. An encoder is one file with its keys
// in an experiment, what is wrong with them together, and its layers, named in `encoders.ts`. Sequences are time-major.

import { z } from 'zod';
import type { TextPooling } from '../../../protocol/textVectors';
import type { TrainingOptions } from '../../schema/training';
import type { Mode } from '../../nn/dropout';
import { flatten, nest, type Bound, type FlatParameters, type ParameterTree } from '../../nn/parameters';
import type { TypedSchema } from '../../schema/shorthand';
import { defineFamily, type Family, type FamilyDefinition } from '../family';
import type { Encoded, EncoderTree, TokenInputs } from './encoded';

export interface Encoder<T extends ParameterTree = FlatParameters> {
  readonly parameters: T;
  /** Of its states. */
  readonly width: number;
  /** It has vectors of its own that say of which text of a pair each token is. */
  readonly readsSegments?: boolean;
  encode(parameters: Bound<T>, inputs: TokenInputs, mode: Mode): Encoded;
}

/** What an encoder is told besides its own options. */
export interface EncoderContext {
  /** Tokens known, the special ones included. */
  vocabulary: number;
  /** No text has more tokens. */
  longest: number;
  /** The side on which texts are padded, where it is always the same one. */
  padding?: 'before' | 'after';
  /**
   * By token, the logarithm of how rare it is in the training part, `[vocabulary]`. Asked for where first values are made: a run
   * that is opened has them among its parameters.
   */
  idf?: () => Float64Array;
  /** Of models whose layers a person wrote: what their file makes. */
  written?: WrittenEncoder;
}

/** An encoder whose layers a person wrote, in the file that its options name. */
export type WrittenEncoder = (
  sizes: Pick<EncoderContext, 'vocabulary' | 'longest' | 'padding'>,
) => Encoder<EncoderTree>;

/** How the states of a text become one vector, where an experiment says it. */
export type Pooling = TextPooling;

/**
 * The key `pooling`, with what the encoder can give: `last` only of those that have last states, `idf` of those that know
 * how much tokens count. It stands among the
 * encoder's own keys; where a head reads every state it is taken out of the schema.
 */
export const poolingKey = <P extends Pooling>(poolings: readonly P[], first: NoInfer<P>, description: string) =>
  z.enum(poolings).default(first).describe(description);

/** The part of `training` that an encoder may refuse. */
type EncoderTraining = Pick<TrainingOptions, 'padding' | 'padTo'>;

export type EncoderFamily<Schema extends TypedSchema = TypedSchema> = Family<
  Schema,
  EncoderTraining,
  EncoderContext,
  Encoder
>;

type EncoderDefinition<Schema extends TypedSchema, T extends ParameterTree> = FamilyDefinition<
  z.output<Schema> & { type: string },
  EncoderTraining,
  EncoderContext,
  Encoder<T>
>;

/** @param definition `attends`: its tokens look at each other; `written`: the file of its layers, where a person writes them */
export const defineEncoder = <Schema extends TypedSchema, T extends EncoderTree>(
  schema: Schema,
  definition: EncoderDefinition<Schema, T>,
): EncoderFamily<Schema> =>
  defineFamily(schema, {
    ...definition,
    build: (options, context: EncoderContext) => hideTree(definition.build(options, context)),
  });

/** The same encoder, its parameters side by side. */
function hideTree<T extends ParameterTree>(encoder: Encoder<T>): Encoder {
  const { parameters, width, readsSegments } = encoder;
  return {
    ...{ width, readsSegments },
    parameters: flatten(parameters),
    encode: (values, inputs, mode) => encoder.encode(nest(parameters, values), inputs, mode),
  };
}
