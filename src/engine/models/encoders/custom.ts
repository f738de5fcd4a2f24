// Layers that a person wrote, in a TypeScript file that the experiment names (docs/engine.md). The file has been compiled when this
// is built (`custom/`); here it is an encoder like any other.

import { z } from 'zod';
import { pretrainedSchema } from '../../schema/pretrained';
import * as sizes from '../../schema/sizes';
import { writtenKeys } from '../../schema/writtenKeys';
import type { EncoderTree } from './encoded';
import { defineEncoder, poolingKey, type Encoder, type EncoderContext } from './encoder';

const schema = z.strictObject({
  type: z
    .literal('custom')
    .describe("Layers of one's own, written in TypeScript: see docs/engine.md. They run in trusted folders alone."),
  ...writtenKeys,
  pretrained: pretrainedSchema('the tokens'),
  pooling: poolingKey(
    ['max', 'mean', 'sum', 'last', 'attention'],
    'max',
    'How the states of all tokens become one vector for the text; "last": the vector that the file gives as "last".',
  ),
  hiddenLayers: z
    .int()
    .min(0)
    .max(16)
    .default(0)
    .describe('Layers, as wide as the states, between that vector and the answer.'),
  dropout: sizes.dropout(0.3),
});

type Options = z.output<typeof schema>;

function build(_options: Options, context: EncoderContext): Encoder<EncoderTree> {
  const { written, vocabulary, longest, padding } = context;
  if (!written) throw new Error('The file of a model that a person wrote is compiled before the model is built.');
  return written({ vocabulary, longest, padding });
}

export const custom = defineEncoder(schema, {
  attends: ({ attention }) => attention,
  written: ({ file, options }) => ({ file, options }),
  build,
});
