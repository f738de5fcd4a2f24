// The keys that experiments of all tasks have.

import { z } from 'zod';
import { cleanSchema } from './clean';
import { tokenizerSchema } from './tokenizer';

export const commonKeys = {
  $schema: z.string().optional().describe('The JSON schema of this file; editors use it, the engine does not.'),
  name: z.string().min(1).max(100).default('experiment').describe('What the run is called.'),
  clean: cleanSchema,
  tokenizer: tokenizerSchema,
  seed: z
    .int()
    .min(0)
    .default(1)
    .describe('Everything random follows from this number: the same seed gives the same run.'),
};
