// The keys of `training` that say what each layer learns: which are frozen, and whose learning rate is lower.

import { z } from 'zod';

export const layerwiseTraining = {
  freeze: z
    .strictObject({
      layers: z
        .union([z.int().min(1).max(1000), z.literal('all')])
        .default('all')
        .describe(
          'How many layers from below keep their values: 1 what reads tokens (their vectors and places), 2 also the first layer above it, and so on; "all": everything but what answers.',
        ),
      epochs: z
        .int()
        .min(0)
        .max(1_000_000_000)
        .default(0)
        .describe('For so many epochs; after them these layers are trained too (0: to the end).'),
      gradual: z
        .boolean()
        .default(false)
        .describe(
          'After "epochs" epochs only the uppermost of these layers begins to learn, and after every further so many the next one below it (Howard and Ruder 2018).',
        ),
    })
    .optional()
    .describe('Layers that keep their values for a while: they have no gradient and no state of the optimiser.'),
  layerDecay: z
    .number()
    .gt(0)
    .max(1)
    .optional()
    .describe(
      "The learning rate of each layer is that of the layer above it times this, what answers having the optimiser's (Howard and Ruder 2018 take 0.38; when left out: all have the same).",
    )
    .meta({ equation: 'η_l = η · layerDecay^(L − l), L being what answers' }),
};

/** What each layer learns. */
export type LayerwiseOptions = z.output<z.ZodObject<typeof layerwiseTraining>>;
