// The key `training` of classification.

import { z } from 'zod';
import { commonTraining } from '../../schema/training';

export const trainingSchema = z
  .strictObject({
    ...commonTraining,
    monitor: z
      .enum(['accuracy', 'macroF1', 'loss'])
      .default('accuracy')
      .describe('Which validation figure decides the best checkpoint.'),
  })
  .prefault({})
  .describe('How the model is trained.');
