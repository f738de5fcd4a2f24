// The key `training` of sequence-to-sequence.

import { z } from 'zod';
import { commonTraining, epochsKey } from '../../schema/training';

const probability = z.number().min(0).max(1);

export const sequenceTrainingSchema = z
  .strictObject({
    ...commonTraining,
    epochs: epochsKey.default(20).describe('Passes over the training part.'),
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
