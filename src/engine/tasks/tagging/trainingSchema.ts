// The key `training` of tagging.

import { z } from 'zod';
import { distillSchema } from '../../schema/distill';
import { commonTraining } from '../../schema/training';

export const trainingSchema = z
  .strictObject(commonTraining)
  .omit({ padding: true, truncation: true })
  .extend({
    maxLength: z
      .int()
      .min(1)
      .default(256)
      .describe(
        'Longest part of a sentence in tokens; a longer one is read in parts, which overlap where it is tagged, and no token is left out.',
      ),
    monitor: z
      .enum(['f1', 'macroF1', 'tokenAccuracy', 'loss'])
      .default('f1')
      .describe('Which validation figure decides the best checkpoint; f1 is that of whole entities.'),
    distill: distillSchema,
  })
  .prefault({})
  .describe('How the model is trained.');
