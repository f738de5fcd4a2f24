// The key `training`.

import { z } from 'zod';
import { optimizerSchema } from './optimizerSchema';
import { scheduleSchema } from './scheduleSchema';

export const trainingSchema = z
  .strictObject({
    epochs: z.int().min(1).default(5).describe('Passes over the training part.'),
    batchSize: z.int().min(1).default(64).describe('Examples in one step.'),
    optimizer: optimizerSchema,
    schedule: scheduleSchema,
    clipNorm: z
      .number()
      .min(0)
      .default(1)
      .describe('Scale all gradients so that their joint Euclidean norm is at most this (0: off).'),
    clipValue: z.number().min(0).default(0).describe('Clamp each gradient component to plus or minus this (0: off).'),
    earlyStopping: z
      .int()
      .min(0)
      .default(0)
      .describe('Stop after this many epochs without a better validation figure (0: off).'),
    monitor: z
      .enum(['accuracy', 'macroF1', 'loss'])
      .default('accuracy')
      .describe('Which validation figure decides the best checkpoint.'),
    maxLength: z.int().min(1).default(256).describe('Longest input in tokens; longer ones are cut and counted.'),
    padding: z.enum(['after', 'before']).default('after').describe('Where shorter texts of a batch are filled up.'),
    truncation: z.enum(['end', 'start']).default('end').describe('Which side of a too long text is cut off.'),
    checkpointEverySteps: z
      .int()
      .min(0)
      .default(0)
      .describe('Write the last checkpoint every so many steps (0: each epoch and about every 30 seconds).'),
  })
  .prefault({})
  .describe('How the model is trained.');

export const runtimeSchema = z
  .strictObject({
    device: z.enum(['cpu', 'webgpu', 'cuda']).default('cpu').describe('What computes.'),
    threads: z.int().min(0).max(256).default(0).describe('Threads inside one operator (0: one per core, at most 8).'),
  })
  .prefault({})
  .describe('What the run computes on.');
