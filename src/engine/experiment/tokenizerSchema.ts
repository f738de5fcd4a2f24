// The key `tokenizer`.

import { z } from 'zod';
import { withShorthand } from './shorthand';

const types = ['whitespace', 'word', 'character'] as const;

export const tokenizerSchema = withShorthand(
  types,
  z.strictObject({
    type: z
      .enum(types)
      .default('word')
      .describe(
        'How text is cut: "whitespace" at white space only; "word" into runs of letters and digits, each other mark by itself; "character" into code points, white space included.',
      ),
    lowercase: z.boolean().default(true).describe('Treat upper and lower case as the same token.'),
    vocabularySize: z
      .int()
      .min(5)
      .max(10_000_000)
      .default(20_000)
      .describe('Keep at most this many tokens, the four special ones included; rarer ones become <unk>.'),
    minFrequency: z
      .int()
      .min(1)
      .default(2)
      .describe('Tokens seen less often than this in the training part become <unk>.'),
  }),
)
  .prefault({})
  .describe('How text is cut into tokens, and which tokens the model knows.');
