// The key `decoding`: how outputs are searched for when a run is judged, and when nothing else is asked for.

import { z } from 'zod';

export const decodingSchema = z
  .strictObject({
    beam: z.int().min(1).max(1000).default(5).describe('Hypotheses kept in each step (1: greedy).'),
    lengthPenalty: z
      .number()
      .min(0)
      .max(10)
      .default(1)
      .describe('Scores are divided by ((5 + length) / 6) to this power (Wu et al. 2016; 0: off).'),
    maxLength: z.int().min(0).default(0).describe('Longest output in tokens (0: twice the source and ten more).'),
    minLength: z.int().min(0).default(0).describe('Shortest output in tokens.'),
    noRepeat: z.int().min(0).default(0).describe('No run of so many tokens occurs twice in an output (0: off).'),
    replaceUnknown: z
      .boolean()
      .default(false)
      .describe('<unk> in the output becomes the source word it attends to most; with attention.'),
  })
  .prefault({})
  .describe('How outputs are searched for.');

export type DecodingOptions = z.output<typeof decodingSchema>;
