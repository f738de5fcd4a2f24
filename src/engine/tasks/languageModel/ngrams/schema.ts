// The key `model` of n-gram language models.

import { z } from 'zod';

/** In megabytes. */
export const USUAL_MEMORY = 300;

export const ngramSchema = z
  .strictObject({
    type: z.literal('kneser-ney'),
    order: z
      .int()
      .min(1)
      .max(6)
      .default(5)
      .describe('Tokens of the longest n-grams: a token is predicted from as many before it, less one.'),
    discounts: z
      .union([z.literal(1), z.literal(3)])
      .default(3)
      .describe(
        'What is taken from counts for n-grams that were not seen: 1: the same from each (Kneser-Ney); 3: one from a count of 1, one from 2 and one from 3 or more (modified Kneser-Ney).',
      ),
    cutoff: z
      .int()
      .min(1)
      .max(1000)
      .default(1)
      .describe(
        'n-grams of three tokens and more are left out where they occur less often (1: none is). For large texts, whose n-grams hardly fit into memory: most of them occur once.',
      ),
    memory: z
      .int()
      .min(0)
      .max(1_000_000)
      .default(USUAL_MEMORY)
      .describe(
        'In so many megabytes n-grams are estimated (counting takes 50, whatever the text). Where they need more, "cutoff" is raised until they fit, which is told; of two tokens, too, rare ones are left out then where they take more than half of it. 0: as much as is free, and no more is left out than "cutoff" says.',
      ),
  })
  .describe(
    'An n-gram model with interpolated Kneser-Ney smoothing, counted in one pass. Of `training` only `monitor` means anything to it; other keys of it are told as problems.',
  );

export type NgramOptions = z.output<typeof ngramSchema>;
