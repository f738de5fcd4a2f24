// The experiments of tagging.

import { z } from 'zod';
import { encoderSchemas, encoderTypes } from '../../models/encoders/createEncoder';
import { TAG_HEADS } from '../../models/heads/tag';
import { commonKeys } from '../../schema/commonKeys';
import { withShorthand } from '../../schema/shorthand';
import * as sizes from '../../schema/sizes';
import { taggedDataSchema } from '../../schema/taggedData';
import { runtimeSchema } from '../../schema/training';
import { TAG_SCHEMES } from '../../tags/tagScheme';
import type { ExperimentOf } from '../task';
import { trainingSchema } from './trainingSchema';

/** Keys of the model beside those of its encoder. */
const taggerKeys = {
  head: z
    .enum(TAG_HEADS)
    .default('crf')
    .describe(
      'How tags are chosen: "softmax" for each token by itself; "crf": a linear-chain conditional random field (Lafferty et al. 2001) for the sentence as a whole, which never writes what the scheme does not allow.',
    ),
  scheme: z
    .enum(['as-read', ...TAG_SCHEMES])
    .default('as-read')
    .describe(
      'The scheme that the model learns; its outputs are in that of the files. "BIOES" often does a little better.',
    ),
  characters: z
    .strictObject({
      embedding: sizes.width(30).describe("Width of the characters' vectors."),
      hidden: sizes.width(50).describe('Width of the state, in each direction.'),
    })
    .optional()
    .describe(
      'Read the characters of each token from both ends by LSTMs (Lample et al. 2016): {} for the usual widths.',
    ),
  capitals: z.int().min(0).max(1024).default(0).describe('Width of a vector for how a token is capitalised (0: none).'),
  shape: z
    .int()
    .min(0)
    .max(1024)
    .default(0)
    .describe('Width of a vector for the shape of a token, as "Xx" of "London" and "d.d" of "3.14" (0: none).'),
};

type EncoderSchema = (typeof encoderSchemas)[number];

/** Of each encoder: its keys but for the pooling, since every state is read, and those of taggers. */
type TokenModel<Schema> =
  Schema extends z.ZodObject<infer Shape, infer Config>
    ? z.ZodObject<Omit<Shape, 'pooling'> & typeof taggerKeys, Config>
    : never;

function tokenModel<Schema extends EncoderSchema>(schema: Schema): TokenModel<Schema> {
  const shape = Object.entries(schema.shape).filter(([key]) => key !== 'pooling');
  return z.strictObject({ ...Object.fromEntries(shape), ...taggerKeys }) as TokenModel<Schema>;
}

const [firstModel, ...models] = encoderSchemas.map(tokenModel<EncoderSchema>);

const model = withShorthand([...encoderTypes], z.discriminatedUnion('type', [firstModel, ...models]))
  .prefault('lstm')
  .describe('The model: the type of its encoder, or an object with its settings.');

const { $schema, name, tokenizer, seed } = commonKeys;

export const taggingSchema = z.strictObject({
  ...{ $schema, name, runtime: runtimeSchema, seed },
  tokenizer: tokenizer
    .prefault('whitespace')
    .describe(
      'How the vocabulary is made. Tokens are those of the files: "whitespace" (when left out) takes them as they are, "character" those of files with a character a line. Types that cut tokens into pieces cannot be used.',
    ),
  task: z.literal('tagging'),
  data: taggedDataSchema,
  model,
  training: trainingSchema,
});

export type TaggingExperiment = ExperimentOf<typeof taggingSchema>;

export type TaggerModel = TaggingExperiment['model'];
