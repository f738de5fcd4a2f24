// The key `training.compare`: the same training with other optimisers.

import { z } from 'zod';
import { chosenOptimizer } from './optimizer';
import { chosenSchedule } from './schedule';

export const compareKey = z
  .array(
    z.strictObject({
      name: z
        .string()
        .min(1)
        .max(60)
        .optional()
        .describe('What it is called in pictures (left out: after what differs).'),
      optimizer: chosenOptimizer.optional().describe('In place of "training.optimizer" (left out: the same).'),
      schedule: chosenSchedule.optional().describe('In place of "training.schedule" (left out: the same).'),
    }),
  )
  .min(1)
  .max(8)
  .optional()
  .describe(
    'Optimisers or schedules to compare: after the run itself the same model is trained from the same first values, on the same batches, with each of them, and the report shows all on one picture.',
  );

export type CompareOptions = NonNullable<z.output<typeof compareKey>>;
