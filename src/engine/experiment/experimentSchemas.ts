// The whole experiment file, by task. This is the one place that says which keys there are, what they mean and what
// they are when left out; the parser, the JSON schema for the editor and the documentation follow from it.

import { z } from 'zod';
import type { Task } from '../../protocol/experiment';
import { cleanSchema } from './cleanSchema';
import { classificationDataSchema } from './dataSchema';
import { embeddingDataSchema, embeddingModelSchema, embeddingTrainingSchema } from './embeddingSchemas';
import { modelSchemas } from './modelSchemas';
import { decodingSchema, parallelDataSchema, sharedVocabularySchema, targetTokenizerSchema } from './sequenceSchemas';
import { tokenizerSchema } from './tokenizerSchema';
import { runtimeSchema, sequenceTrainingSchema, trainingSchema } from './trainingSchema';

const common = {
  $schema: z.string().optional().describe('The JSON schema of this file; editors use it, the engine does not.'),
  name: z.string().min(1).max(100).default('experiment').describe('What the run is called.'),
  clean: cleanSchema,
  tokenizer: tokenizerSchema,
  runtime: runtimeSchema,
  seed: z
    .int()
    .min(0)
    .default(1)
    .describe('Everything random follows from this number: the same seed gives the same run.'),
};

const TASKS =
  'What is learned: "classification" gives each text one of several labels; "sequence-to-sequence" writes another text for each (translation, answers); "embedding" gives each word a vector.';

const taskKey = <T extends Task>(task: T) => z.literal(task).default(task).describe(TASKS);

export const defaultTask: Task = 'classification';

export const experimentSchemas = {
  classification: z.strictObject({
    ...common,
    task: taskKey('classification'),
    data: classificationDataSchema,
    model: modelSchemas.classification,
    training: trainingSchema,
  }),
  'sequence-to-sequence': z.strictObject({
    ...common,
    task: z.literal('sequence-to-sequence').describe(TASKS),
    data: parallelDataSchema,
    targetTokenizer: targetTokenizerSchema,
    sharedVocabulary: sharedVocabularySchema,
    model: modelSchemas['sequence-to-sequence'],
    training: sequenceTrainingSchema,
    decoding: decodingSchema,
  }),
  embedding: z.strictObject({
    $schema: common.$schema,
    name: common.name,
    task: z.literal('embedding').describe(TASKS),
    data: embeddingDataSchema,
    clean: cleanSchema,
    tokenizer: tokenizerSchema,
    model: embeddingModelSchema,
    training: embeddingTrainingSchema,
    seed: common.seed,
  }),
} satisfies Record<Task, z.ZodType>;
