// The key `training`.

import { z } from 'zod';
import { optimizerSchema } from './optimizerSchema';
import { scheduleSchema } from './scheduleSchema';

/** What every task's training has; `monitor` differs. */
const common = {
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
  maxLength: z.int().min(1).default(256).describe('Longest input in tokens; longer ones are cut and counted.'),
  padding: z.enum(['after', 'before']).default('after').describe('Where shorter texts of a batch are filled up.'),
  truncation: z.enum(['end', 'start']).default('end').describe('Which side of a too long text is cut off.'),
  checkpointEverySteps: z
    .int()
    .min(0)
    .default(0)
    .describe('Write the last checkpoint every so many steps (0: each epoch and about every 30 seconds).'),
  accumulate: z
    .int()
    .min(1)
    .max(1024)
    .default(1)
    .describe('Add up the gradients of so many batches for one update: larger batches without more memory.'),
  averageCheckpoints: z
    .int()
    .min(0)
    .max(100)
    .default(0)
    .describe(
      'At the end, try the mean of the parameters after the last so many epochs too; it is kept as the best where it is better (0: off).',
    ),
};

export const trainingSchema = z
  .strictObject({
    ...common,
    monitor: z
      .enum(['accuracy', 'macroF1', 'loss'])
      .default('accuracy')
      .describe('Which validation figure decides the best checkpoint.'),
  })
  .prefault({})
  .describe('How the model is trained.');

const probability = z.number().min(0).max(1);

export const sequenceTrainingSchema = z
  .strictObject({
    ...common,
    epochs: z.int().min(1).default(20).describe('Passes over the training part.'),
    maxLength: z
      .int()
      .min(1)
      .default(100)
      .describe('Longest source and target in tokens; longer ones are cut and counted.'),
    monitor: z
      .enum(['loss', 'perplexity', 'bleu'])
      .default('loss')
      .describe(
        'Which validation figure decides the best checkpoint; "bleu" translates the validation part each epoch.',
      ),
    batchTokens: z
      .int()
      .min(0)
      .default(0)
      .describe(
        'Make batches of about so many target tokens, padding counted, in place of "batchSize" pairs (0: off).',
      ),
    labelSmoothing: z
      .number()
      .min(0)
      .lt(1)
      .default(0)
      .describe("Share of the right token's probability that is given to all tokens alike while training."),
    teacherForcing: z
      .union([
        probability.transform((ratio) => ({ from: ratio, to: ratio })),
        z.strictObject({
          from: probability.default(1).describe('The probability at the first update.'),
          to: probability.default(1).describe('The probability at the last update.'),
        }),
      ])
      .prefault(1)
      .describe(
        'How often a decoder step is given the right token before it and not its own guess: a probability, or { "from": 1, "to": 0.5 } for the first and the last update. Transformers are always given the right one.',
      ),
  })
  .prefault({})
  .describe('How the model is trained.');

export const runtimeSchema = z
  .strictObject({
    device: z
      .enum(['cpu', 'webgpu', 'cuda'])
      .optional()
      .describe('What computes (when left out: the setting nlpLab.device, which is "cpu" unless it is changed).'),
    threads: z
      .int()
      .min(0)
      .max(256)
      .default(0)
      .describe('Threads inside one operator, and of decoding many texts (0: one per core, at most 8).'),
  })
  .prefault({})
  .describe('What the run computes on.');
