// The key `model`, by task: one table entry for each task, one member of its union for each model family.

import { z } from 'zod';
import type { Task } from '../../protocol/experiment';
import { linearClassifiers, linearTypes } from './linearSchemas';
import { pretrainedSchema } from './pretrainedSchema';
import {
  decoderOnlyModel,
  recurrentSequenceModel,
  transformerSequenceModel,
  transformerSettings,
} from './sequenceSchemas';
import { withShorthand } from './shorthand';

const recurrentTypes = ['rnn', 'lstm', 'gru'] as const;

const recurrentClassifier = z.strictObject({
  type: z
    .enum(recurrentTypes)
    .describe('The recurrent cell: "rnn" (tanh), "lstm" (long short-term memory), "gru" (gated recurrent unit).'),
  embedding: z.int().min(1).max(65_536).default(128).describe('Width of the token vectors.'),
  pretrained: pretrainedSchema('the tokens'),
  hidden: z.int().min(1).max(65_536).default(128).describe('Width of the state, in each direction.'),
  layers: z.int().min(1).max(64).default(1).describe('Recurrent layers on top of each other.'),
  bidirectional: z.boolean().default(true).describe('Read the text from both ends.'),
  pooling: z
    .enum(['last', 'mean', 'max', 'attention'])
    .default('max')
    .describe('How the states of all steps become one vector for the text.'),
  dropout: z.number().min(0).lt(1).default(0.3).describe('Share of values dropped while training.'),
});

const transformerClassifier = z.strictObject({
  type: z.literal('transformer').describe('An encoder made of attention (Vaswani et al. 2017).'),
  ...transformerSettings,
  width: z
    .int()
    .min(1)
    .max(65_536)
    .default(128)
    .describe('Width of the token vectors and of every layer; a multiple of "heads".'),
  heads: z.int().min(1).max(256).default(4).describe('Attention heads in each layer.'),
  feedForward: z.int().min(1).max(65_536).default(256).describe('Width inside the feed-forward part of each layer.'),
  layers: z.int().min(1).max(64).default(2).describe('Layers on top of each other.'),
  pretrained: pretrainedSchema('the tokens'),
  pooling: z
    .enum(['mean', 'max', 'attention'])
    .default('mean')
    .describe('How the outputs of all tokens become one vector for the text.'),
});

export const modelSchemas = {
  classification: withShorthand(
    [...recurrentTypes, 'transformer', ...linearTypes],
    z.discriminatedUnion('type', [recurrentClassifier, transformerClassifier, ...linearClassifiers]),
  )
    .prefault('lstm')
    .describe('The model: its type, or an object with its settings.'),
  'sequence-to-sequence': withShorthand(
    [...recurrentTypes, 'transformer', 'decoder-only'],
    z.discriminatedUnion('type', [recurrentSequenceModel, transformerSequenceModel, decoderOnlyModel]),
  )
    .prefault('transformer')
    .describe('The model: its type, or an object with its settings.'),
} satisfies Record<Exclude<Task, 'embedding'>, z.ZodType>;
