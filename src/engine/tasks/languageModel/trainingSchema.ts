// The key `training` of language models, and how they are judged.

import { z } from 'zod';
import { languageDistillSchema } from '../../schema/distill';
import { besideLayersSchema, outputLayerSchema } from '../../schema/outputLayer';
import { commonTraining, epochsKey, trainingLength } from '../../schema/training';

/** How long is trained. */
export const lengthKeys = {
  epochs: epochsKey.default(5).describe('Passes over the training text; see "steps".'),
  steps: z
    .int()
    .min(0)
    .max(1_000_000_000)
    .default(0)
    .describe('So many updates in place of "epochs" (0: as "epochs" says). An epoch is then "evaluateEvery" updates.'),
  evaluateEvery: z
    .int()
    .min(0)
    .default(0)
    .describe(
      'Judge the validation text every so many updates, and call them an epoch (0: after a pass over the training text).',
    ),
};

/** A text is one stream, cut into windows of equal length: nothing is padded, and nothing is too long. */
const withoutLengths = z.strictObject(commonTraining).omit({ maxLength: true, padding: true, truncation: true });

export const languageTrainingSchema = withoutLengths
  .extend({
    batchSize: z
      .int()
      .min(1)
      .default(32)
      .describe('Windows in one step; with "model.carryState" so many places of the text are read side by side.'),
    context: z
      .int()
      .min(1)
      .max(65_536)
      .default(trainingLength.context)
      .describe(
        'Tokens of a window: how far a transformer looks back, and over how many tokens gradients of a recurrent model go back (truncated back-propagation through time).',
      ),
    ...lengthKeys,
    monitor: z
      .enum(['loss', 'perplexity', 'bitsPerCharacter'])
      .default('loss')
      .describe('Which validation figure decides the best checkpoint; they differ in their unit alone.'),
    outputLayer: outputLayerSchema,
    outputLayers: besideLayersSchema,
    distill: languageDistillSchema,
  })
  .prefault({})
  .describe('How the model is trained.');

export const evaluationSchema = z
  .strictObject({
    stride: z
      .int()
      .min(0)
      .default(0)
      .describe(
        'Of transformers: how many tokens each window of "training.context" tokens scores when a text is judged; the rest of it is what these look back at (0: all, so that the first ones see hardly anything). Smaller ones give better figures and take longer. Recurrent models carry their state over the whole text.',
      ),
  })
  .prefault({})
  .describe('How texts are judged.');
