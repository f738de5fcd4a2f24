// Transformer blocks (Vaswani et al. 2017): embedding and positions, layers in which every token looks at every other.

import { z } from 'zod';
import { add, gatherRows, reshape, slice } from '../../graph/ops';
import type { Value } from '../../graph/value';
import { dropout, type Mode } from '../../nn/dropout';
import { embedding, embeddingParameters } from '../../nn/embedding';
import { layerNorm, layerNormParameters } from '../../nn/layerNorm';
import { linear, linearParameters } from '../../nn/linear';
import { causalBias, paddingBias } from '../../nn/multiHeadAttention';
import type { Bound } from '../../nn/parameters';
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
import { floatOf, placedRows, placedVectors, positionsFor, tokenVectors } from '../placedTokens';
import { rotaryFaults, transformerFaults, transformerKeys } from '../transformerKeys';
import type { TokenInputs } from './encoded';
import { defineEncoder, poolingKey, type Encoder, type EncoderContext } from './encoder';

const schema = z.strictObject({
  type: z
    .literal('transformer')
    .describe('An encoder made of attention (Vaswani et al. 2017).')
    .meta({ equation: 'softmax(Q·Kᵀ / √depth)·V in each head, depth = width / heads' }),
  ...transformerKeys({ width: 128, heads: 4, feedForward: 256 }),
  positions: z
    .enum(['sinusoidal', 'learned', 'rotary', 'none'])
    .default('sinusoidal')
    .describe(
      'What tells places apart: sinusoids, a learned vector for each, or queries and keys turned by an angle that grows with the place (Su et al. 2021); "none": nothing does, and with "attention": "full" the order of the tokens is not seen.',
    ),
  attention: z
    .enum(['full', 'causal'])
    .default('full')
    .describe(
      'What each token looks at: all tokens, or itself and those before it, as in a language model; then the "last" state alone has seen the whole text.',
    ),
  activation: z
    .enum(['relu', 'gelu', 'exact-gelu'])
    .default('relu')
    .describe('In the feed-forward part; "gelu" as GPT-2 approximates it, "exact-gelu" as BERT has it.'),
  embeddings: z
    .enum(['scaled', 'normalized'])
    .default('scaled')
    .describe(
      'What the layers read: token vectors times the root of their width, plus places (Vaswani et al. 2017); or the sum of token vectors, places and token types, normalised (BERT; Devlin et al. 2019).',
    ),
  vectorWidth: z
    .int()
    .min(1)
    .max(65_536)
    .optional()
    .describe(
      'Width of the token vectors where it is another than "width": a linear layer then makes of them what the layers read (factorised vectors, Lan et al. 2020; left out: as "width").',
    ),
  tokenTypes: z
    .int()
    .min(0)
    .max(16)
    .default(0)
    .describe(
      'Vectors that say of which text of a pair a token is, learned with the encoder; of single texts the first (0: none).',
    ),
  normEpsilon: z
    .number()
    .gt(0)
    .max(0.1)
    .default(1e-5)
    .describe('Added to the variance by every layer normalisation; BERT has 1e-12.'),
  layers: sizes.layers(2).describe('Layers on top of each other.'),
  from: fromKey,
  pretrained: pretrainedSchema('the tokens'),
  pooling: poolingKey(
    ['mean', 'max', 'attention', 'first', 'last'],
    'mean',
    'How the outputs of all tokens become one vector for the text; "first": that of the first token, which is [CLS] with the tokenizers of BERT; "last": that of the last one, with "attention": "causal".',
  ),
});

type Options = z.output<typeof schema>;

type Tree = StackTree<EncoderBlockTree> & {
  embedding: ReturnType<typeof embeddingParameters>;
  embedding_projection?: ReturnType<typeof linearParameters>;
  positions?: ReturnType<typeof positionParameters>;
  token_types?: ReturnType<typeof positionParameters>;
  embedding_norm?: ReturnType<typeof layerNormParameters>;
};

function build(options: Options, { vocabulary, longest }: EncoderContext): Encoder<Tree> {
  const { width, heads, vectorWidth: vectors = width } = options;
  const places = { positions: longest, width };
  const isRotary = options.positions === 'rotary';
  const areAdded = !isRotary && options.positions !== 'none';
  const drop = (mode: Mode) => ({ rate: options.dropout, stream: 'embedding', mode });

  /** Token vectors as wide as the layers, and what else is known of the tokens: [time, batch, width]. */
  function vectorsOf(p: Bound<Tree>, { ids, added, segments }: TokenInputs): { vectors: Value; also?: Value } {
    const types = p.token_types && typesOf(p.token_types.weight, segments);
    const vectors = p.embedding_norm ? embedding(p.embedding, ids) : tokenVectors(p.embedding, ids);
    if (!p.embedding_projection) return { vectors, also: types && added ? add(types, added) : (types ?? added) };
    return { vectors: linear(p.embedding_projection, added ? add(vectors, added) : vectors), also: types };
  }

  /** What the layers read, [time, batch, width]. */
  function readTokens(p: Bound<Tree>, inputs: TokenInputs, mode: Mode): Value {
    const { vectors, also } = vectorsOf(p, inputs);
    const withMore = (x: Value): Value => (also ? add(x, also) : x);
    if (!p.embedding_norm) {
      if (!areAdded) return dropout(withMore(vectors), drop(mode));
      return placedVectors(withMore(vectors), p.positions, { ...places, drop: drop(mode) });
    }
    const [time] = inputs.ids.shape;
    const placed = areAdded
      ? add(vectors, reshape(positionsFor(p.embedding, p.positions, places).first(time), [time, 1, width]))
      : vectors;
    return dropout(placedRows(layerNorm(p.embedding_norm, withMore(placed), options.normEpsilon)), drop(mode));
  }

  return {
    width,
    readsSegments: options.tokenTypes > 1,
    parameters: {
      embedding: embeddingParameters({ vocabulary, width: vectors, deviation: vectors ** -0.5 }),
      ...(vectors === width ? {} : { embedding_projection: linearParameters({ inputs: vectors, outputs: width }) }),
      ...(options.positions === 'learned' ? { positions: positionParameters(places) } : {}),
      ...(options.tokenTypes > 0 ? { token_types: positionParameters({ positions: options.tokenTypes, width }) } : {}),
      ...(options.embeddings === 'normalized' ? { embedding_norm: layerNormParameters({ width }) } : {}),
      ...stackParameters(options, options.layers, () => encoderBlockParameters(options)),
    },
    encode(p, inputs, mode) {
      const { mask } = inputs;
      const { dtype } = p.embedding.weight;
      const [time] = inputs.ids.shape;
      const x = readTokens(p, inputs, mode);
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

/** table [types, width] -> [time, batch, width], or of single texts that of the first type */
const typesOf = (table: Value, segments: Value | undefined): Value =>
  segments ? gatherRows(table, segments) : slice(table, 0, 0, 1);

function faults(options: Options, around: Pick<TrainingOptions, 'padding'>, report: ReportFault): void {
  transformerFaults(options, around, report);
  rotaryFaults(options, report);
  if (options.pooling === 'last' && options.attention === 'full')
    report(
      ['model', 'pooling'],
      'Where each token looks at all others, the last one is like any other: set "model.pooling" to "mean", or "model.attention" to "causal".',
    );
}

export const transformer = defineEncoder(schema, { attends: () => true, faults, build });
