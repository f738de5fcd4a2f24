// Transformer blocks (Vaswani et al. 2017): embedding and positions, layers in which every token looks at every other.

import { z } from 'zod';
import { add } from '../../graph/ops';
import { dropout } from '../../nn/dropout';
import { embeddingParameters } from '../../nn/embedding';
import { causalBias, paddingBias } from '../../nn/multiHeadAttention';
import { lastPooling } from '../../nn/pooling';
import { positionParameters } from '../../nn/positions';
import { rotating, rotationTable } from '../../nn/rotary';
import { encoderBlockParameters, type EncoderBlockTree, type SelfAttention } from '../../nn/transformer';
import { encodeStack, stackParameters, type StackTree } from '../../nn/transformerStack';
import { fromKey } from '../../schema/from';
import { pretrainedSchema } from '../../schema/pretrained';
import * as sizes from '../../schema/sizes';
import type { ReportFault } from '../../schema/fault';
import type { TrainingOptions } from '../../schema/training';
import { floatOf, placedTokens, tokenVectors } from '../placedTokens';
import { rotaryFaults, transformerFaults, transformerKeys } from '../transformerKeys';
import { defineEncoder, poolingKey, type Encoder, type EncoderContext } from './encoder';

const schema = z.strictObject({
  type: z.literal('transformer').describe('An encoder made of attention (Vaswani et al. 2017).'),
  ...transformerKeys({ width: 128, heads: 4, feedForward: 256 }),
  positions: z
    .enum(['sinusoidal', 'learned', 'rotary'])
    .default('sinusoidal')
    .describe(
      'What tells places apart: sinusoids, a learned vector for each, or queries and keys turned by an angle that grows with the place (Su et al. 2021).',
    ),
  attention: z
    .enum(['full', 'causal'])
    .default('full')
    .describe(
      'What each token looks at: all tokens, or itself and those before it, as in a language model; then the "last" state alone has seen the whole text.',
    ),
  layers: sizes.layers(2).describe('Layers on top of each other.'),
  from: fromKey,
  pretrained: pretrainedSchema('the tokens'),
  pooling: poolingKey(
    ['mean', 'max', 'attention', 'last'],
    'mean',
    'How the outputs of all tokens become one vector for the text; "last": that of the last token, with "attention": "causal".',
  ),
});

type Options = z.output<typeof schema>;

type Tree = StackTree<EncoderBlockTree> & {
  embedding: ReturnType<typeof embeddingParameters>;
  positions?: ReturnType<typeof positionParameters>;
};

function build(options: Options, { vocabulary, longest }: EncoderContext): Encoder<Tree> {
  const { width, heads } = options;
  const places = { positions: longest, width };
  const isRotary = options.positions === 'rotary';
  return {
    width,
    parameters: {
      embedding: embeddingParameters({ vocabulary, width, deviation: width ** -0.5 }),
      ...(options.positions === 'learned' ? { positions: positionParameters(places) } : {}),
      ...stackParameters(options, options.layers, () => encoderBlockParameters(options)),
    },
    encode(p, { ids, mask, added }, mode) {
      const { dtype } = p.embedding.weight;
      const drop = { rate: options.dropout, stream: 'embedding', mode };
      const [time] = ids.shape;
      const x = isRotary
        ? dropout(tokenVectors(p.embedding, ids, { added }), drop)
        : placedTokens(p.embedding, p.positions, ids, { ...places, drop, added });
      const padding = paddingBias(mask, dtype);
      const bias = options.attention === 'causal' ? add(padding, causalBias(time, longest, dtype)) : padding;
      const rotation =
        isRotary && rotationTable({ positions: longest, depth: width / heads, dtype: floatOf(dtype) }).first(time);
      const { x: states, weights } = encodeStack(p, x, bias, options, {
        ...{ stream: 'layer', mode },
        ...(rotation ? { turned: (attention: SelfAttention) => rotating(attention, rotation) } : {}),
      });
      const last = options.attention === 'causal' ? { last: lastPooling(states, mask) } : {};
      return { states, ...last, attention: weights };
    },
  };
}

function faults(options: Options, around: Pick<TrainingOptions, 'padding'>, report: ReportFault): void {
  transformerFaults(options, around, report);
  rotaryFaults(options, report);
  if (options.pooling === 'last' && options.attention === 'full')
    report(
      ['model', 'pooling'],
      'Where each token looks at all others, the last one is like any other: take "mean", or set "model.attention" to "causal".',
    );
}

export const transformer = defineEncoder(schema, { attends: () => true, faults, build });
