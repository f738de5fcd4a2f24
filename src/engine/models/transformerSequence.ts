// Encoder and decoder of transformer blocks (Vaswani et al. 2017). In training all positions are computed at once under a
// causal mask; in decoding one position at a time, the keys and values of earlier ones kept as state.

import type { TransformerSequenceOptions } from '../../protocol/experiment';
import { multiplyDims } from '../graph/dims';
import { add, fill, mean, reshape, transpose } from '../graph/ops';
import type { Value } from '../graph/value';
import { dropout, type Mode } from '../nn/dropout';
import { causalBias, paddingBias, type KeysAndValues } from '../nn/multiHeadAttention';
import type { Bound, ParameterTree } from '../nn/parameters';
import { attendToPast } from '../nn/pastAttention';
import { positionParameters, positionTable } from '../nn/positions';
import {
  decoderBlock,
  decoderBlockParameters,
  encoderBlock,
  encoderBlockParameters,
  memoryOf,
  wholeSequence,
  type BlockOptions,
  type DecoderBlock,
  type EncoderBlock,
} from '../nn/transformer';
import type { LayerWeights, SequenceContext, SequenceModel, SourceInputs } from './sequenceModel';
import {
  embeddingsOfSides,
  layerOf,
  logitsOf,
  namedLayers,
  normalized,
  outputParameters,
  stackParameters,
  tokenVectors,
  type Side,
  type Stack,
  type Texts,
} from './transformerTexts';

type Positions = Bound<ReturnType<typeof positionParameters>>;

interface Parameters extends Texts {
  source_positions?: Positions;
  target_positions?: Positions;
  encoder: Stack<EncoderBlock>;
  decoder: Stack<DecoderBlock>;
}

export function transformerSequence(options: TransformerSequenceOptions, context: SequenceContext): SequenceModel {
  const { width, heads, positions: kind, dropout: rate } = options;
  const { longest } = context;
  const block: BlockOptions = options;
  const positions = { positions: longest, width };
  const learned: ParameterTree =
    kind === 'learned'
      ? { source_positions: positionParameters(positions), target_positions: positionParameters(positions) }
      : {};
  const tree: ParameterTree = {
    ...embeddingsOfSides(options, context),
    ...learned,
    encoder: stackParameters(options, options.encoderLayers, () => encoderBlockParameters(block)),
    decoder: stackParameters(options, options.decoderLayers, () => decoderBlockParameters(block)),
    output: outputParameters(options, context),
  };

  const positionsOf = (p: Parameters, side: Side) =>
    positionTable(p[`${side}_positions`]?.weight, { positions: longest, width, dtype: 'float32' });
  /** ids [time, batch] -> [time, batch, width] */
  const embedAll = (p: Parameters, side: Side, ids: Value, mode: Mode): Value => {
    const [time] = ids.shape;
    const places = reshape(positionsOf(p, side).first(time), [time, 1, width]);
    return dropout(add(tokenVectors(p, side, ids), places), { rate, stream: `${side} embedding`, mode });
  };

  /** memory [sourceTime, batch, width] */
  function encodeSource(p: Parameters, { source, sourceMask }: SourceInputs, mode: Mode) {
    const bias = paddingBias(sourceMask, 'float32');
    const attention: LayerWeights[] = [];
    let x = embedAll(p, 'source', source, mode);
    Object.values(p.encoder.layers).forEach((layer, number) => {
      const run = { stream: `encoder ${number}`, mode };
      const result = encoderBlock(layer, x, wholeSequence(bias, block, run), block, run);
      x = result.x;
      attention.push({ kind: 'encoder', layer: number, weights: result.weights });
    });
    return { memory: normalized(p.encoder, x), bias, attention };
  }

  return {
    parameters: tree,
    hasAttention: true,
    longest,

    forward(parameters, inputs, mode) {
      const p = parameters as unknown as Parameters;
      const { memory, bias, attention } = encodeSource(p, inputs, mode);
      const [time] = inputs.target.shape;
      const causal = causalBias(time, longest, 'float32');
      let x = embedAll(p, 'target', inputs.target, mode);
      const cross: LayerWeights[] = [];
      Object.values(p.decoder.layers).forEach((layer, number) => {
        const run = { stream: `decoder ${number}`, mode };
        const view = { ...memoryOf(layer, memory, block), bias };
        const result = decoderBlock(layer, x, wholeSequence(causal, block, run), view, block, run);
        x = result.x;
        attention.push({ kind: 'decoder', layer: number, weights: result.weights });
        cross.push({ kind: 'cross', layer: number, weights: result.cross });
      });
      return { logits: logitsOf(p, normalized(p.decoder, x)), attention: [...attention, ...cross] };
    },

    encode(parameters, inputs) {
      const p = parameters as unknown as Parameters;
      const { memory, bias } = encodeSource(p, inputs, 'inference');
      const [, batch] = inputs.source.shape;
      const layers = Object.values(p.decoder.layers);
      const nothing = fill(0, [batch, heads, 0, width / heads], 'float32');
      return {
        memory: { bias, ...namedLayers(layers.map((layer) => memoryOf(layer, memory, block))) },
        state: {},
        past: namedLayers(layers.map(() => ({ keys: nothing, values: nothing }))),
      };
    },

    // The hypotheses of a sentence stand where positions stand in training: x [beam, batch, width].
    step(parameters, { memory, past, tokens, position }) {
      const p = parameters as unknown as Parameters;
      const [batch, beam] = tokens.shape;
      const rows = multiplyDims(batch, beam);
      const place = reshape(positionsOf(p, 'target').at(position), [1, 1, width]);
      let x = add(tokenVectors(p, 'target', transpose(tokens, [1, 0])), place);
      const present: KeysAndValues[] = [];
      let cross: Value | undefined;
      Object.values(p.decoder.layers).forEach((layer, number) => {
        const toPast = (queries: Value, own: KeysAndValues) => {
          present.push(own);
          return attendToPast(queries, own, { ...layerOf(past.slots, number), bias: past.bias });
        };
        const view = { ...layerOf(memory, number), bias: memory.bias };
        const result = decoderBlock(layer, x, toPast, view, block, { stream: '', mode: 'inference' });
        x = result.x;
        cross = result.cross; // [batch, heads, beam, sourceTime]
      });
      const attention = cross && reshape(mean(cross, [1]), [rows, memory.keys0.shape[2]]);
      const last = reshape(transpose(x, [1, 0, 2]), [rows, width]);
      return { logits: logitsOf(p, normalized(p.decoder, last)), state: {}, present: namedLayers(present), attention };
    },
  };
}
