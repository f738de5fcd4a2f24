// The key `curve`: how good a model becomes with fewer labels.

import { z } from 'zod';
import { naming } from './names';

/** Of `data`. */
export const shareKey = z
  .number()
  .gt(0)
  .max(1)
  .optional()
  .describe(
    'Learn from this share of the training part alone, which the seed chooses with the same mixture of labels: each smaller share lies within the larger ones (left out: all).',
  );

export const curveSchema = z
  .strictObject({
    shares: z
      .array(z.number().gt(0).max(1))
      .min(2)
      .max(20)
      .default([0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1])
      .describe('Shares of the training part, each within the next.'),
    seeds: z
      .int()
      .min(1)
      .max(20)
      .default(3)
      .describe('How often each is trained, with the seeds from "seed" on; from two on there is an interval.'),
    leastSteps: z
      .int()
      .min(0)
      .max(1_000_000)
      .default(0)
      .describe(
        'Small shares are trained for more epochs, until they make about so many steps (0: as many epochs as all).',
      ),
    beside: z
      .array(naming('run', z.string().min(1)))
      .max(4)
      .default([])
      .describe(
        'Runs with a learning curve that are drawn on the same picture, as one that began with other parameters.',
      ),
  })
  .optional()
  .describe(
    'A learning curve over the size of the training part: after the run itself the same model is trained on smaller shares of its training part, and the report shows how good each became.',
  );

export type CurveOptions = NonNullable<z.output<typeof curveSchema>>;
