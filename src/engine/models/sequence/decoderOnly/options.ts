// The keys of a decoder alone.

import { z } from 'zod';
import * as sizes from '../../../schema/sizes';
import { transformerSequenceKeys } from '../sequenceKeys';

export const schema = z.strictObject({
  type: z
    .literal('decoder-only')
    .describe(
      'One stack of attention layers without an encoder: the source and the target after it are one text (a prefix language model; Liu et al. 2018, Raffel et al. 2020).',
    ),
  ...transformerSequenceKeys,
  positions: z
    .enum(['sinusoidal', 'learned', 'rotary'])
    .default('sinusoidal')
    .describe(
      'What tells places apart; "rotary": queries and keys are turned by an angle that grows with the place (Su et al. 2021).',
    ),
  layers: sizes.layers(6).describe('Layers on top of each other.'),
  sourceAttention: z
    .enum(['causal', 'full'])
    .default('causal')
    .describe('A source token sees those before it, as the target\'s do ("causal"), or the whole source ("full").'),
  tieEmbeddings: sizes.tieEmbeddings(true),
});

export type Options = z.output<typeof schema>;
