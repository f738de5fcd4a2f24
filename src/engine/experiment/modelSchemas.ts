// The key `model`, by task: one table entry for each task, one member of its union for each model family.

import { z } from 'zod';
import type { Task } from '../../protocol/experiment';
import { linearClassifiers, linearTypes } from './linearSchemas';
import { pretrainedSchema } from './pretrainedSchema';
import { recurrentSequenceModel, transformerSequenceModel } from './sequenceSchemas';
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

export const modelSchemas = {
  classification: withShorthand(
    [...recurrentTypes, ...linearTypes],
    z.discriminatedUnion('type', [recurrentClassifier, ...linearClassifiers]),
  )
    .prefault('lstm')
    .describe('The model: its type, or an object with its settings.'),
  'sequence-to-sequence': withShorthand(
    [...recurrentTypes, 'transformer'],
    z.discriminatedUnion('type', [recurrentSequenceModel, transformerSequenceModel]),
  )
    .prefault('transformer')
    .describe('The model: its type, or an object with its settings.'),
} satisfies Record<Exclude<Task, 'embedding'>, z.ZodType>;
