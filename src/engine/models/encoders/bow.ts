// A bag of words: token vectors alone, whose order does not count. Their mean under hidden layers is the deep averaging network
// of Iyyer et al. (2015).

import { z } from 'zod';
import { gatherRows, reshape } from '../../graph/ops';
import { dropout } from '../../nn/dropout';
import { embeddingParameters } from '../../nn/embedding';
import { ones, type Initializer } from '../../nn/initializers';
import type { ParameterSpec } from '../../nn/parameters';
import { fromKey } from '../../schema/from';
import { pretrainedSchema } from '../../schema/pretrained';
import * as sizes from '../../schema/sizes';
import { readTokens } from './encoded';
import { defineEncoder, poolingKey, type Encoder, type EncoderContext } from './encoder';

const schema = z.strictObject({
  type: z
    .literal('bow')
    .describe('A bag of words: token vectors alone, their order does not count (Iyyer et al. 2015).'),
  embedding: sizes.width(128).describe('Width of the token vectors.'),
  from: fromKey,
  pretrained: pretrainedSchema('the tokens'),
  pooling: poolingKey(
    ['mean', 'sum', 'idf', 'max', 'attention'],
    'mean',
    'How the vectors of all tokens become one vector for the text; "idf": their mean, rare tokens weighing more (inverse document frequency in the training part).',
  ),
  hiddenLayers: z
    .int()
    .min(0)
    .max(16)
    .default(0)
    .describe('Layers, as wide as the token vectors, between that vector and the answer (deep averaging).'),
  dropout: sizes.dropout(0.3),
});

type Options = z.output<typeof schema>;

type Tree = { embedding: ReturnType<typeof embeddingParameters>; idf?: { weight: ParameterSpec } };

function build({ embedding: width, pooling, dropout: rate }: Options, context: EncoderContext): Encoder<Tree> {
  const { vocabulary } = context;
  return {
    width,
    parameters: {
      embedding: embeddingParameters({ vocabulary, width, deviation: 0.1 }),
      ...(pooling === 'idf' ? { idf: idfParameters(context) } : {}),
    },
    encode: (p, inputs, mode) => ({
      states: dropout(readTokens(p.embedding, inputs), { rate, stream: 'embedding', mode }), // [time, batch, width]
      ...(p.idf ? { importance: reshape(gatherRows(p.idf.weight, inputs.ids), inputs.ids.shape) } : {}),
    }),
  };
}

/** weight [vocabulary, 1]: counted, not trained. */
function idfParameters({ vocabulary, idf }: EncoderContext): { weight: ParameterSpec } {
  const counted: Initializer = (out, shape, next) => (idf ? out.set(idf()) : ones(out, shape, next));
  return { weight: { shape: [vocabulary, 1], initialize: counted, frozen: true } };
}

export const bow = defineEncoder(schema, { attends: () => false, build });
