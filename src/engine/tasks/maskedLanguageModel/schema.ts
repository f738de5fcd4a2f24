// The experiments of masked language models.

import { z } from 'zod';
import { encoderSchemas } from '../../models/encoders/createEncoder';
import { bow, custom } from '../../models/encoders/encoders';
import { commonKeys } from '../../schema/commonKeys';
import { typesOf, withShorthand } from '../../schema/shorthand';
import type { ExperimentOf } from '../task';
import { aroundMasked } from './around';

/** Those of the engine whose states tell of a token by what stands around it: not bags of words. */
type EncoderSchema = Exclude<(typeof encoderSchemas)[number], typeof bow.schema | typeof custom.schema>;

const readers = encoderSchemas.filter(
  (schema): schema is EncoderSchema => schema !== bow.schema && schema !== custom.schema,
);

/** Of an encoder: its keys but for the pooling, since the states of single tokens are read. */
type MaskedSchema<Schema> =
  Schema extends z.ZodObject<infer Shape, infer Config> ? z.ZodObject<Omit<Shape, 'pooling'>, Config> : never;

const withoutPooling = <Schema extends EncoderSchema>(schema: Schema): MaskedSchema<Schema> =>
  z.strictObject(
    Object.fromEntries(Object.entries(schema.shape).filter(([key]) => key !== 'pooling')),
  ) as MaskedSchema<Schema>;

const [first, ...others] = readers.map(withoutPooling<EncoderSchema>);

const model = withShorthand([first, ...others].flatMap(typesOf), z.discriminatedUnion('type', [first, ...others]))
  .prefault('transformer')
  .describe('The encoder: its type, or an object with its settings, as classifiers have them.');

const { $schema } = commonKeys;
const { name, clean, tokenizer, runtime, seed, data, masking, replacedTokens, sentencePairs, training, evaluation } =
  aroundMasked;

export const maskedLanguageModelSchema = z.strictObject({
  ...{ $schema, name, clean, tokenizer, runtime, seed },
  task: z.literal('masked-language-model'),
  ...{ data, model, masking, replacedTokens, sentencePairs, training, evaluation },
});

export type MaskedLanguageModelExperiment = ExperimentOf<typeof maskedLanguageModelSchema>;
