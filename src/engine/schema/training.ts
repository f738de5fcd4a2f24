// The key `training`.

import { z } from 'zod';
import type { MetricName } from '../../protocol/metrics';
import { compareKey } from './compare';
import { layerwiseTraining } from './layerwise';
import { optimizerSchema } from './optimizer';
import { scheduleSchema } from './schedule';
import { watchSchema } from './watch';

/** So many that nobody waits for more, and few enough that all steps can be counted. */
export const epochsKey = z.int().min(1).max(1_000_000_000);

/** How many tokens are read at once, where nobody says it. */
export const trainingLength = { maxLength: 256, context: 64 };

/** What the training of every task has; `monitor` differs. */
export const commonTraining = {
  epochs: epochsKey.default(5).describe('Passes over the training part.'),
  batchSize: z.int().min(1).default(64).describe('Examples in one step.'),
  optimizer: optimizerSchema,
  schedule: scheduleSchema,
  clipNorm: z
    .number()
    .min(0)
    .default(1)
    .describe('Scale all gradients so that their joint Euclidean norm is at most this (0: off).')
    .meta({ equation: 'g ← g · min(1, clipNorm / ‖g‖)' }),
  clipValue: z
    .number()
    .min(0)
    .default(0)
    .describe('Clamp each gradient component to plus or minus this (0: off).')
    .meta({ equation: 'g_i ← max(−clipValue, min(clipValue, g_i))' }),
  ...layerwiseTraining,
  earlyStopping: z
    .int()
    .min(0)
    .default(0)
    .describe('Stop after this many epochs without a better validation figure (0: off).'),
  maxLength: z
    .int()
    .min(1)
    .default(trainingLength.maxLength)
    .describe('Longest input in tokens; longer ones are cut and counted.'),
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
  watch: watchSchema,
  compare: compareKey,
  path: z
    .int()
    .min(3)
    .max(200)
    .optional()
    .describe(
      'Keep the parameters at so many places of the training, evenly apart, for the picture of its way through the loss; each takes as much of the disk as a checkpoint (left out: none).',
    ),
};

/** Of `commonTraining`, what means nothing to models that are not trained in gradient steps. */
const STEP_KEYS = [
  ...(['optimizer', 'schedule', 'clipNorm', 'clipValue', 'freeze', 'layerDecay'] as const),
  ...(['accumulate', 'averageCheckpoints', 'watch', 'compare', 'path', 'batchSize', 'padding'] as const),
] satisfies (keyof typeof commonTraining)[];

/** As `ModelFamilyDefinition.unused` gives them. */
export const unusedWithoutSteps = STEP_KEYS.map((key) => ['training', key]);

/** The same of models that are fitted as a whole, and say themselves how often they go over the training part. */
export const unusedInFits = [...unusedWithoutSteps, ['training', 'epochs']];

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

/** Of tasks that read whole texts. */
export const padToKey = z
  .enum(['batch', 'maxLength'])
  .optional()
  .describe(
    'How far texts are filled up: to the longest of their batch, about ("batch", when left out), or all to "maxLength", as Keras\' pad_sequences does; slower, and the same unless padding counts ("model.mask").',
  );

/** What the trainer knows of any task's training. */
export type TrainingOptions = z.output<z.ZodObject<typeof commonTraining>> & {
  /** Which validation figure decides the best checkpoint. */
  monitor: MetricName;
  /** Left out: to the longest of the batch. */
  padTo?: 'batch' | 'maxLength';
};

/** What gradient steps know of it: not how the inputs of a batch are laid out. */
export type StepOptions = Omit<TrainingOptions, 'maxLength' | 'padding' | 'padTo' | 'truncation'> & {
  /** The training ends after so many updates, in the middle of an epoch if need be (0 or left out: after all epochs). */
  steps?: number;
};

export type RuntimeOptions = z.output<typeof runtimeSchema>;
