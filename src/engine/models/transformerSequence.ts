// Encoder and decoder of transformer blocks (Vaswani et al. 2017). In training all positions are computed at once under a
// causal mask; in decoding one position at a time, the keys and values of earlier ones kept as state.

import type { TransformerSequenceOptions } from '../../protocol/experiment';
import { add, affine, fill, mean, mul, reshape, transpose } from '../graph/ops';
import type { Value } from '../graph/value';
import { dropout, type Mode } from '../nn/dropout';
import { embedding, embeddingParameters } from '../nn/embedding';
import { zeros } from '../nn/initializers';
import { layerNorm, layerNormParameters } from '../nn/layerNorm';
import { linear, linearParameters } from '../nn/linear';
import { attend, causalBias, extend, paddingBias } from '../nn/multiHeadAttention';
import type { Bound, ParameterTree } from '../nn/parameters';
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

type Side = 'source' | 'target';
type Table = Bound<ReturnType<typeof embeddingParameters>>;

interface Part<Block> {
  layers: Record<string, Block>;
  /** After the last block, where normalisation stands before the sublayers. */
  norm?: Bound<ReturnType<typeof layerNormParameters>>;
}

interface Parameters {
  /** Left out where both sides share the target's. */
  source_embedding?: Table;
  target_embedding: Table;
  source_positions?: Table;
  target_positions?: Table;
  encoder: Part<EncoderBlock>;
  decoder: Part<DecoderBlock>;
  /** Without a weight the target's embeddings are it. */
  output: { weight?: Value; bias: Value };
}

export function transformerSequence(options: TransformerSequenceOptions, context: SequenceContext): SequenceModel {
  const { width, heads, norm, positions: kind, tieEmbeddings, dropout: rate } = options;
  const { sourceVocabulary, targetVocabulary, shared, longest } = context;
  const block: BlockOptions = options;
  const table = (vocabulary: number) => embeddingParameters({ vocabulary, width, deviation: width ** -0.5 });
  const blocks = (count: number, make: () => ParameterTree): ParameterTree =>
    Object.fromEntries(Array.from({ length: count }, (_, layer) => [String(layer), make()]));
  const finalNorm: ParameterTree = norm === 'pre' ? { norm: layerNormParameters({ width }) } : {};
  const positions = { positions: longest, width };
  const ownSource: ParameterTree = shared ? {} : { source_embedding: table(sourceVocabulary) };
  const learned: ParameterTree =
    kind === 'learned'
      ? { source_positions: positionParameters(positions), target_positions: positionParameters(positions) }
      : {};
  const output: ParameterTree = tieEmbeddings
    ? { bias: { shape: [targetVocabulary], initialize: zeros } }
    : linearParameters({ inputs: width, outputs: targetVocabulary });
  const tree: ParameterTree = {
    ...ownSource,
    target_embedding: table(targetVocabulary),
    ...learned,
    encoder: { layers: blocks(options.encoderLayers, () => encoderBlockParameters(block)), ...finalNorm },
    decoder: { layers: blocks(options.decoderLayers, () => decoderBlockParameters(block)), ...finalNorm },
    output,
  };

  const positionsOf = (p: Parameters, side: Side) =>
    positionTable(p[`${side}_positions`]?.weight, { positions: longest, width, dtype: 'float32' });
  const embed = (p: Parameters, side: Side, ids: Value): Value =>
    mul(embedding(p[`${side}_embedding`] ?? p.target_embedding, ids), Math.sqrt(width));
  /** ids [time, batch] -> [time, batch, width] */
  const embedAll = (p: Parameters, side: Side, ids: Value, mode: Mode): Value => {
    const [time] = ids.shape;
    const places = reshape(positionsOf(p, side).first(time), [time, 1, width]);
    return dropout(add(embed(p, side, ids), places), { rate, stream: `${side} embedding`, mode });
  };
  const normalized = ({ norm: last }: Part<unknown>, x: Value): Value => (last ? layerNorm(last, x) : x);
  /** [..., width] -> [..., vocabulary] */
  const logitsOf = (p: Parameters, x: Value): Value => {
    const { bias, weight } = p.output;
    return weight ? linear({ weight, bias }, x) : affine(x, p.target_embedding.weight, bias, { transposeB: true });
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
      const named: Record<string, Value> = { bias };
      const state: Record<string, Value> = {};
      Object.values(p.decoder.layers).forEach((layer, number) => {
        const { keys, values } = memoryOf(layer, memory, block);
        named[`keys${number}`] = keys;
        named[`values${number}`] = values;
        const nothing = fill(0, [batch, heads, 0, width / heads], 'float32');
        state[`keys${number}`] = nothing;
        state[`values${number}`] = nothing;
      });
      return { memory: named, state };
    },

    step(parameters, { memory, state, tokens, position }) {
      const p = parameters as unknown as Parameters;
      const [batch, beam] = tokens.shape;
      const [rows] = state.keys0.shape;
      const depth = width / heads;
      const place = reshape(positionsOf(p, 'target').at(position), [1, 1, width]);
      let x = add(embed(p, 'target', reshape(tokens, [1, rows])), place); // [1, rows, width]
      const next: Record<string, Value> = {};
      let cross: Value | undefined;
      Object.values(p.decoder.layers).forEach((layer, number) => {
        const run = { stream: '', mode: 'inference' as const };
        const toKept = (queries: Value, own: { keys: Value; values: Value }) => {
          const all = extend({ keys: state[`keys${number}`], values: state[`values${number}`] }, own);
          next[`keys${number}`] = all.keys;
          next[`values${number}`] = all.values;
          return attend(queries, all);
        };
        const view = { keys: memory[`keys${number}`], values: memory[`values${number}`], bias: memory.bias };
        const result = decoderBlock(layer, x, toKept, view, block, run, {
          group: (queries) => transpose(reshape(queries, [batch, beam, heads, depth]), [0, 2, 1, 3]),
          ungroup: (output) => reshape(transpose(output, [0, 2, 1, 3]), [rows, heads, 1, depth]),
        });
        x = result.x;
        cross = result.cross; // [batch, heads, beam, sourceTime]
      });
      const attention = cross && reshape(mean(cross, [1]), [rows, memory.keys0.shape[2]]);
      return { logits: logitsOf(p, reshape(normalized(p.decoder, x), [rows, width])), state: next, attention };
    },
  };
}
