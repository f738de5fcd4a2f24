// The key `training.watch`: what is looked at inside a network while it learns.

import { z } from 'zod';
import { WATCHED } from '../../protocol/gradients';

export const watchSchema = z
  .strictObject({
    every: z.int().min(1).default(50).describe('Look every so many updates, and at the first one.'),
    what: z
      .array(z.enum(WATCHED))
      .min(1)
      .default([...WATCHED])
      .describe(
        '"parameters": norms of the gradient, the value and the update of each; "steps": how much of the loss comes back to the states at each place of the texts; "activations": how values and gates are spread, dead units, saturated gates; "attention": the entropy of each head.',
      ),
  })
  .optional()
  .describe(
    'Look inside the network while it learns, for the view Gradients (left out: never, and nothing is spent on it). Of models that are trained in steps.',
  );
