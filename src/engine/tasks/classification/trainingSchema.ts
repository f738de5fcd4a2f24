// The key `training` of classification.

import { z } from 'zod';
import { distillSchema } from '../../schema/distill';
import { commonTraining, padToKey } from '../../schema/training';

export const trainingSchema = z
  .strictObject({
    ...commonTraining,
    padTo: padToKey,
    monitor: z
      .enum(['accuracy', 'macroF1', 'microF1', 'f1', 'matthews', 'loss'])
      .default('accuracy')
      .describe(
        'Which validation figure decides the best checkpoint. Where texts may have several labels, "accuracy" is the share of texts whose labels are all right; "microF1" is for these alone. "f1" is that of the last label (of 0 and 1 that of 1), "matthews" the correlation of Matthews (1975).',
      ),
    classWeights: z
      .union([z.literal('balanced'), z.record(z.string().min(1), z.number().gt(0))])
      .optional()
      .describe(
        'How much an example of each label counts in the training loss: "balanced" (all labels together alike, however rare), or a number for each, e.g. { "spam": 5 } (those left out: 1). Of models that are trained in steps.',
      ),
    calibration: z
      .enum(['none', 'temperature'])
      .optional()
      .describe(
        'After the training: "temperature" divides what the model gives the labels by the number with which the shares on the validation part are the most right (Guo et al. 2017); the answers stay. "none", as when left out: they stay as they are. Of models that are trained in steps.',
      ),
    distill: distillSchema,
  })
  .prefault({})
  .describe('How the model is trained.');
