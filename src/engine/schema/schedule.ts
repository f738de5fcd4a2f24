// The key `training.schedule`: how the learning rate changes while training.

import { z } from 'zod';
import { withShorthand } from '../schema/shorthand';

const warmupSteps = (value: number) =>
  z.int().min(0).default(value).describe('Rise linearly from 0 over this many steps first.');

const constant = z.strictObject({ type: z.literal('constant') });
const step = z.strictObject({
  type: z.literal('step'),
  every: z.int().min(1).default(1).describe('Multiply by `factor` each time this many units have passed.'),
  factor: z.number().gt(0).max(1).default(0.5).describe('What the learning rate is multiplied by.'),
  unit: z.enum(['step', 'epoch']).default('epoch').describe('What `every` counts.'),
});
const cosine = z.strictObject({
  type: z.literal('cosine'),
  warmupSteps: warmupSteps(0),
  finalFactor: z.number().min(0).max(1).default(0).describe('The last learning rate as a share of the first.'),
});
const inverseSquareRoot = z.strictObject({ type: z.literal('inverse-square-root'), warmupSteps: warmupSteps(1000) });
const reduceOnPlateau = z.strictObject({
  type: z.literal('reduce-on-plateau'),
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
