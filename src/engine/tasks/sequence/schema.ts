// The experiments of sequence-to-sequence.

import { z } from 'zod';
import { commonKeys } from '../../schema/commonKeys';
import { sequenceSchemas, sequenceTypes } from '../../models/sequence/createSequenceModel';
import { decodingSchema } from '../../schema/decoding';
import { runtimeSchema } from '../../schema/training';
import { withShorthand } from '../../schema/shorthand';
import type { ExperimentOf } from '../task';
import { parallelDataSchema, sharedVocabularySchema, targetTokenizerSchema } from '../../schema/parallelData';
import { sequenceTrainingSchema } from './trainingSchema';

const [firstFamily, ...families] = sequenceSchemas;

const model = withShorthand(sequenceTypes, z.discriminatedUnion('type', [firstFamily, ...families]))
  .prefault('transformer')
  .describe('The model: its type, or an object with its settings.');

const { $schema, name, clean, tokenizer, seed } = commonKeys;

export const sequenceSchema = z.strictObject({
  ...{ $schema, name, clean, tokenizer, runtime: runtimeSchema, seed },
  task: z.literal('sequence-to-sequence'),
  data: parallelDataSchema,
  targetTokenizer: targetTokenizerSchema,
  sharedVocabulary: sharedVocabularySchema,
  model,
  training: sequenceTrainingSchema,
  decoding: decodingSchema,
});

export type SequenceExperiment = ExperimentOf<typeof sequenceSchema>;
