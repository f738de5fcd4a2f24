// The key `training.schedule`: how the learning rate changes while training.

import { z } from 'zod';
import { withShorthand } from '../schema/shorthand';

const warmupSteps = (value: number) =>
  z.int().min(0).default(value).describe('Rise linearly from 0 over this many steps first.');

const constant = z.strictObject({ type: z.literal('constant').describe('The same learning rate throughout.') });
const step = z.strictObject({
  type: z
    .literal('step')
    .describe('Smaller by a factor again and again.')
    .meta({ equation: 'η_t = η · factor^⌊t / every⌋' }),
  every: z.int().min(1).default(1).describe('Multiply by `factor` each time this many units have passed.'),
  factor: z.number().gt(0).max(1).default(0.5).describe('What the learning rate is multiplied by.'),
  unit: z.enum(['step', 'epoch']).default('epoch').describe('What `every` counts.'),
});
const cosine = z.strictObject({
  type: z
    .literal('cosine')
    .describe('Half a cosine from the learning rate down to its share, after the warm-up (Loshchilov and Hutter 2017).')
    .meta({ equation: 'η_t = η_end + (η − η_end) · (1 + cos(π · t/T)) / 2' }),
  warmupSteps: warmupSteps(0),
  finalFactor: z.number().min(0).max(1).default(0).describe('The last learning rate as a share of the first.'),
});
const inverseSquareRoot = z.strictObject({
  type: z
    .literal('inverse-square-root')
    .describe('Rises, then falls with the root of the steps; its peak is the learning rate (Vaswani et al. 2017).')
    .meta({ equation: 'η_t = η · min(t / warmupSteps, √(warmupSteps / t))' }),
  warmupSteps: warmupSteps(1000),
});
const reduceOnPlateau = z.strictObject({
  type: z.literal('reduce-on-plateau').describe('Smaller by a factor whenever the watched figure gets no better.'),
  factor: z.number().gt(0).lt(1).default(0.5).describe('What the learning rate is multiplied by.'),
  patience: z.int().min(0).default(1).describe('Epochs without improvement that are let pass first.'),
  minLearningRate: z.number().min(0).default(0).describe('Never go below this.'),
});

/** Where none has to be chosen, there is none. */
export const chosenSchedule = withShorthand(
  ['constant', 'step', 'cosine', 'inverse-square-root', 'reduce-on-plateau'],
  z.discriminatedUnion('type', [constant, step, cosine, inverseSquareRoot, reduceOnPlateau]),
);

export const scheduleSchema = chosenSchedule
  .prefault('constant')
  .describe('How the learning rate changes: the name of a schedule, or an object with its settings.');

export type ScheduleOptions = z.output<typeof scheduleSchema>;
