// Transformer blocks (Vaswani et al. 2017): embedding and positions, layers in which every token looks at every other.

import { z } from 'zod';
import { embeddingParameters } from '../../nn/embedding';
import { paddingBias } from '../../nn/multiHeadAttention';
import { positionParameters } from '../../nn/positions';
import { encoderBlockParameters, type EncoderBlockTree } from '../../nn/transformer';
import { encodeStack, stackParameters, type StackTree } from '../../nn/transformerStack';
import { pretrainedSchema } from '../../schema/pretrained';
import * as sizes from '../../schema/sizes';
import { placedTokens } from '../placedTokens';
import { transformerFaults, transformerKeys } from '../transformerKeys';
import { defineEncoder, poolingKey, type Encoder, type EncoderContext } from './encoder';

const schema = z.strictObject({
  type: z.literal('transformer').describe('An encoder made of attention (Vaswani et al. 2017).'),
  ...transformerKeys({ width: 128, heads: 4, feedForward: 256 }),
  layers: sizes.layers(2).describe('Layers on top of each other.'),
  pretrained: pretrainedSchema('the tokens'),
  pooling: poolingKey(
    ['mean', 'max', 'attention'],
    'mean',
    'How the outputs of all tokens become one vector for the text.',
  ),
});

type Options = z.output<typeof schema>;

type Tree = StackTree<EncoderBlockTree> & {
  embedding: ReturnType<typeof embeddingParameters>;
  positions?: ReturnType<typeof positionParameters>;
};

function build(options: Options, { vocabulary, longest }: EncoderContext): Encoder<Tree> {
  const { width } = options;
  const places = { positions: longest, width };
  return {
    width,
    parameters: {
      embedding: embeddingParameters({ vocabulary, width, deviation: width ** -0.5 }),
      ...(options.positions === 'learned' ? { positions: positionParameters(places) } : {}),
      ...stackParameters(options, options.layers, () => encoderBlockParameters(options)),
    },
    encode(p, { ids, mask, added }, mode) {
      const drop = { rate: options.dropout, stream: 'embedding', mode };
      const x = placedTokens(p.embedding, p.positions, ids, { ...places, drop, added });
      const bias = paddingBias(mask, p.embedding.weight.dtype);
      const { x: states, weights } = encodeStack(p, x, bias, options, { stream: 'layer', mode });
      return { states, attention: weights };
    },
  };
}

export const transformer = defineEncoder(schema, { attends: () => true, faults: transformerFaults, build });
