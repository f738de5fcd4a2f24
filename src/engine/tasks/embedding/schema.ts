// The experiments of word vectors.

import { z } from 'zod';
import { commonKeys } from '../../schema/commonKeys';
import type { ExperimentOf } from '../task';
import { embeddingDataSchema, embeddingModelSchema, embeddingTrainingSchema } from './embeddingSchemas';

const { $schema, name, clean, tokenizer, seed } = commonKeys;

export const embeddingSchema = z.strictObject({
  ...{ $schema, name },
  task: z.literal('embedding'),
  data: embeddingDataSchema,
  ...{ clean, tokenizer },
  model: embeddingModelSchema,
  training: embeddingTrainingSchema,
  seed,
});

export type EmbeddingExperiment = ExperimentOf<typeof embeddingSchema>;
