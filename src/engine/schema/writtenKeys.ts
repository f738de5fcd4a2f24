// The keys of a model whose layers a person wrote.

import { z } from 'zod';
import { naming } from './names';

export const writtenKeys = {
  file: naming(
    'program',
    z.string().regex(/\.(ts|mts|js|mjs)$/, 'name a file of TypeScript or JavaScript, as "model.ts"'),
  )
    .default('model.ts')
    .describe('The TypeScript file that exports the encoder; relative to the experiment.'),
  options: z
    .record(z.string(), z.union([z.number(), z.string(), z.boolean()]))
    .default({})
    .describe('Options that the file has, with other values than it says itself.'),
  attention: z
    .boolean()
    .default(false)
    .describe('Whether the encoder gives the attention between its tokens, so that it can be shown.'),
};
