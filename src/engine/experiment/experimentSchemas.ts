// The whole experiment file, by task. This is the one place that says which keys there are, what they mean and what
// they are when left out; the parser, the JSON schema for the editor and the documentation follow from it.

import { z } from 'zod';
import type { Task } from '../../protocol/experiment';
import { cleanSchema } from './cleanSchema';
import { classificationDataSchema } from './dataSchema';
import { modelSchemas } from './modelSchemas';
import { tokenizerSchema } from './tokenizerSchema';
import { runtimeSchema, trainingSchema } from './trainingSchema';

const common = {
  $schema: z.string().optional().describe('The JSON schema of this file; editors use it, the engine does not.'),
  name: z.string().min(1).max(100).default('experiment').describe('What the run is called.'),
  clean: cleanSchema,
  tokenizer: tokenizerSchema,
  training: trainingSchema,
  runtime: runtimeSchema,
  seed: z
    .int()
    .min(0)
    .default(1)
    .describe('Everything random follows from this number: the same seed gives the same run.'),
};

const taskKey = <T extends Task>(task: T) =>
  z.literal(task).default(task).describe('What is learned: "classification" gives each text one of several labels.');

export const defaultTask: Task = 'classification';

export const experimentSchemas = {
  classification: z.strictObject({
    ...common,
    task: taskKey('classification'),
    data: classificationDataSchema,
    model: modelSchemas.classification,
  }),
} satisfies Record<Task, z.ZodType>;
