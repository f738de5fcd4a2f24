// Encoder and decoder of transformer blocks (Vaswani et al. 2017). In training all positions are computed at once under a
// causal mask; in decoding one position at a time, the keys and values of earlier ones kept as state.

import { z } from 'zod';
import { multiplyDims } from '../../graph/dims';
import { add, fill, mean, reshape, transpose } from '../../graph/ops';
import type { Value } from '../../graph/value';
import type { Mode } from '../../nn/dropout';
import { causalBias, paddingBias, type KeysAndValues } from '../../nn/multiHeadAttention';
import type { Bound } from '../../nn/parameters';
import { attendToPast } from '../../nn/pastAttention';
import { positionParameters } from '../../nn/positions';
import {
  decoderBlock,
  decoderBlockParameters,
  encoderBlockParameters,
  memoryOf,
  wholeSequence,
  type DecoderBlockTree,
  type EncoderBlockTree,
} from '../../nn/transformer';
import { encodeStack, normalized, stackParameters, type StackTree } from '../../nn/transformerStack';
import * as sizes from '../../schema/sizes';
import { placedTokens, positionsFor, tokenVectors } from '../placedTokens';
import { transformerFaults, transformerKeys } from '../transformerKeys';
import { defineSequence, pretrainedSides, refuseOwnGuesses } from './sequenceFamily';
import type { LayerWeights, SequenceContext, SequenceLayers, SourceInputs } from './sequenceModel';
import {
  embeddingsOfSides,
  layerOf,
  logitsOf,
  namedLayers,
  outputParameters,
  tableOf,
  type Side,
  type TextsTree,
} from './texts';

const schema = z.strictObject({
  type: z.literal('transformer').describe('An encoder and a decoder made of attention (Vaswani et al. 2017).'),
  ...transformerKeys({ width: 256, heads: 8, feedForward: 512 }),
  ...pretrainedSides,
  encoderLayers: sizes.layers(3).describe('Layers of the encoder.'),
  decoderLayers: sizes.layers(3).describe('Layers of the decoder.'),
  tieEmbeddings: sizes.tieEmbeddings(true),
});

type Options = z.output<typeof schema>;

type Positions = ReturnType<typeof positionParameters>;

type Tree = TextsTree & {
  source_positions?: Positions;
  target_positions?: Positions;
  encoder: StackTree<EncoderBlockTree>;
  decoder: StackTree<DecoderBlockTree>;
};

function parametersOf(options: Options, context: SequenceContext): Tree {
  const { width, tieEmbeddings } = options;
  const positions = positionParameters({ positions: context.longest, width });
  return {
    ...embeddingsOfSides(context, { width, deviation: width ** -0.5 }),
    ...(options.positions === 'learned' ? { source_positions: positions, target_positions: positions } : {}),
    encoder: stackParameters(options, options.encoderLayers, () => encoderBlockParameters(options)),
    decoder: stackParameters(options, options.decoderLayers, () => decoderBlockParameters(options)),
    output: outputParameters(context, { inputs: width, tieEmbeddings }),
  };
}

function build(options: Options, context: SequenceContext): SequenceLayers<Tree> {
  const { width, heads, dropout: rate } = options;
  const { longest } = context;
  const places = { positions: longest, width };

  /** ids [time, batch] -> [time, batch, width] */
  const embedAll = (p: Bound<Tree>, side: Side, ids: Value, mode: Mode): Value =>
    placedTokens(tableOf(p, side), p[`${side}_positions`], ids, {
      ...places,
      drop: { rate, stream: `${side} embedding`, mode },
    });

  /** memory [sourceTime, batch, width] */
  function encodeSource(p: Bound<Tree>, { source, sourceMask }: SourceInputs, mode: Mode) {
    const bias = paddingBias(sourceMask, 'float32');
    const embedded = embedAll(p, 'source', source, mode);
    const { x: memory, weights } = encodeStack(p.encoder, embedded, bias, options, { stream: 'encoder', mode });
    return { memory, bias, weights };
  }

  return {
    parameters: parametersOf(options, context),
    longest,

    forward(p, inputs, mode) {
      const { memory, bias, weights } = encodeSource(p, inputs, mode);
      const [time] = inputs.target.shape;
      const causal = causalBias(time, longest, 'float32');
      let x = embedAll(p, 'target', inputs.target, mode);
      const encoder = weights.map((each, layer): LayerWeights => ({ kind: 'encoder', layer, weights: each }));
      const [decoder, cross]: LayerWeights[][] = [[], []];
      Object.values(p.decoder.layers).forEach((layer, number) => {
        const run = { stream: `decoder ${number}`, mode };
        const view = { ...memoryOf(layer, memory, options), bias };
        const result = decoderBlock(layer, x, wholeSequence(causal, options, run), view, options, run);
        x = result.x;
        decoder.push({ kind: 'decoder', layer: number, weights: result.weights });
        cross.push({ kind: 'cross', layer: number, weights: result.cross });
      });
      return { logits: logitsOf(p, normalized(p.decoder, x)), attention: [...encoder, ...decoder, ...cross] };
    },

    encode(p, inputs) {
      const { memory, bias } = encodeSource(p, inputs, 'inference');
      const [, batch] = inputs.source.shape;
      const layers = Object.values(p.decoder.layers);
      const nothing = fill(0, [batch, heads, 0, width / heads], 'float32');
      return {
        memory: { bias, ...namedLayers(layers.map((layer) => memoryOf(layer, memory, options))) },
        state: {},
        past: namedLayers(layers.map(() => ({ keys: nothing, values: nothing }))),
      };
    },

    // The hypotheses of a sentence stand where positions stand in training: x [beam, batch, width].
    step(p, { memory, past, tokens, position }) {
      const [batch, beam] = tokens.shape;
      const rows = multiplyDims(batch, beam);
      const table = positionsFor(p.target_embedding, p.target_positions, places);
      const place = reshape(table.at(position), [1, 1, width]);
      let x = add(tokenVectors(p.target_embedding, transpose(tokens, [1, 0])), place);
      const present: KeysAndValues[] = [];
      let cross: Value | undefined;
      Object.values(p.decoder.layers).forEach((layer, number) => {
        const toPast = (queries: Value, own: KeysAndValues) => {
          present.push(own);
          return attendToPast(queries, own, { ...layerOf(past.slots, number), bias: past.bias });
        };
        const view = { ...layerOf(memory, number), bias: memory.bias };
        const result = decoderBlock(layer, x, toPast, view, options, { stream: '', mode: 'inference' });
        x = result.x;
        cross = result.cross; // [batch, heads, beam, sourceTime]
      });
      const attention = cross && reshape(mean(cross, [1]), [rows, memory.keys0.shape[2]]);
      const last = reshape(transpose(x, [1, 0, 2]), [rows, width]);
      return { logits: logitsOf(p, normalized(p.decoder, last)), state: {}, present: namedLayers(present), attention };
    },
  };
}

export const transformer = defineSequence(schema, {
  attends: () => true,
  faults(options, { training }, report) {
    transformerFaults(options, training, report);
    refuseOwnGuesses(training, report);
  },
  build,
});
