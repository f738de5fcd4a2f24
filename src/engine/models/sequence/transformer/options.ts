// The keys of an encoder and a decoder of transformer blocks.

import { z } from 'zod';
import * as sizes from '../../../schema/sizes';
import { transformerSequenceKeys } from '../sequenceKeys';

export const schema = z.strictObject({
  type: z.literal('transformer').describe('An encoder and a decoder made of attention (Vaswani et al. 2017).'),
  ...transformerSequenceKeys,
  encoderLayers: sizes.layers(3).describe('Layers of the encoder.'),
  decoderLayers: sizes.layers(3).describe('Layers of the decoder.'),
  tieEmbeddings: sizes.tieEmbeddings(true),
});

export type Options = z.output<typeof schema>;
