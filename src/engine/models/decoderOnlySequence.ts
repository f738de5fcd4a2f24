// A decoder alone (Liu et al. 2018; a prefix language model, Raffel et al. 2020): source and target are one text, read by
// one stack of self-attention, and the loss is on the target:
//
//   s_1 ... s_n <bos> y_1 ... y_m     at <bos> the model says y_1, at y_1 it says y_2, ..., at y_m <eos>
//
// No source token ever sees the target. So the source's rows are computed by themselves, once, and the target's rows see
// their keys and values before their own: the same numbers as one long sequence, without its upper half. Padding between
// the two is masked, and the target's positions count on from the source's own length, so that padding changes nothing.

import type { DecoderOnlyOptions } from '../../protocol/experiment';
import { add, cast, concat, fill, mean, reshape, sum } from '../graph/ops';
import type { Value } from '../graph/value';
import { dropout, type Mode } from '../nn/dropout';
import {
  attendToPlaces,
  causalBias,
  extend,
  groupRows,
  paddingBias,
  ungroupRows,
  type KeysAndValues,
} from '../nn/multiHeadAttention';
import type { Bound, ParameterTree } from '../nn/parameters';
import { firstNumbers, positionParameters, positionTable } from '../nn/positions';
import {
  encoderBlock,
  encoderBlockParameters,
  wholeSequence,
  type BlockOptions,
  type EncoderBlock,
} from '../nn/transformer';
import type { LayerWeights, SequenceContext, SequenceModel, SourceInputs } from './sequenceModel';
import {
  embeddingsOfSides,
  logitsOf,
  normalized,
  outputParameters,
  stackParameters,
  tokenVectors,
  type Stack,
  type Texts,
} from './transformerTexts';

interface Parameters extends Texts {
  positions?: Bound<ReturnType<typeof positionParameters>>;
  decoder: Stack<EncoderBlock>;
}

/** The source as the target's rows see it. */
interface ReadSource {
  /** By layer, [batch, heads, sourceTime, depth]. */
  layers: KeysAndValues[];
  /** Added to the scores of the source, [batch, 1, 1, sourceTime]. */
  bias: Value;
  /** Its tokens without padding, [batch] int32: the position of the begin symbol. */
  length: Value;
  /** By layer, [batch, heads, sourceTime, sourceTime]. */
  weights: Value[];
}

export function decoderOnlySequence(options: DecoderOnlyOptions, context: SequenceContext): SequenceModel {
  const { width, heads, dropout: rate, sourceAttention } = options;
  const { longest } = context;
  const block: BlockOptions = options;
  const sizes = { positions: 2 * longest, width };
  const learned: ParameterTree = options.positions === 'learned' ? { positions: positionParameters(sizes) } : {};
  const tree: ParameterTree = {
    ...embeddingsOfSides(options, context),
    ...learned,
    decoder: stackParameters(options, options.layers, () => encoderBlockParameters(block)),
    output: outputParameters(options, context),
  };

  const typeOf = (p: Parameters): 'float32' | 'float64' =>
    p.target_embedding.weight.dtype === 'float64' ? 'float64' : 'float32';
  const placesOf = (p: Parameters) => positionTable(p.positions?.weight, { ...sizes, dtype: typeOf(p) });

  function readSource(p: Parameters, { source, sourceMask }: SourceInputs, mode: Mode): ReadSource {
    const [time] = source.shape;
    const padding = paddingBias(sourceMask, typeOf(p));
    // Padding comes after the tokens: what sees only earlier tokens does not see it.
    const bias = sourceAttention === 'full' ? padding : causalBias(time, longest, typeOf(p));
    const places = reshape(placesOf(p).first(time), [time, 1, width]);
    const drop = { rate, stream: 'source embedding', mode };
    let x = dropout(add(tokenVectors(p, 'source', source), places), drop); // [sourceTime, batch, width]
    const layers: KeysAndValues[] = [];
    const weights: Value[] = [];
    Object.values(p.decoder.layers).forEach((layer, number) => {
      const run = { stream: `source ${number}`, mode };
      const keep = (queries: Value, own: KeysAndValues) => {
        layers.push(own);
        return wholeSequence(bias, block, run)(queries, own);
      };
      const result = encoderBlock(layer, x, keep, block, run);
      x = result.x;
      weights.push(result.weights);
    });
    const length = cast(sum(cast(sourceMask, 'float32'), [0]), 'int32');
    return { layers, bias: padding, length, weights };
  }

  return {
    parameters: tree,
    hasAttention: true,
    longest,

    forward(parameters, inputs, mode) {
      const p = parameters as unknown as Parameters;
      const source = readSource(p, inputs, mode);
      const [sourceTime] = inputs.source.shape;
      const [time, batch] = inputs.target.shape;
      const numbers = add(reshape(firstNumbers(time, longest), [time, 1]), reshape(source.length, [1, batch]));
      const vectors = add(tokenVectors(p, 'target', inputs.target), placesOf(p).at(numbers)); // [time, batch, width]
      let x = dropout(vectors, { rate, stream: 'target embedding', mode });
      const causal = causalBias(time, longest, typeOf(p));
      const later = fill(0, [batch, heads, sourceTime, time], typeOf(p));
      const attention: LayerWeights[] = [];
      Object.values(p.decoder.layers).forEach((layer, number) => {
        const run = { stream: `target ${number}`, mode };
        const toBoth = (queries: Value, own: KeysAndValues) => {
          const before = { ...source.layers[number], bias: source.bias };
          const { output, weights } = attendToPlaces(queries, [before, { ...own, bias: causal }], {
            dropout: { rate, stream: `${run.stream} weights`, mode },
          });
          return { output, weights: concat(weights, 3) };
        };
        const result = encoderBlock(layer, x, toBoth, block, run);
        x = result.x;
        const weights = concat([concat([source.weights[number], later], 3), result.weights], 2);
        attention.push({ kind: 'joint', layer: number, weights });
      });
      return { logits: logitsOf(p, normalized(p.decoder, x)), attention };
    },

    encode(parameters, inputs) {
      const p = parameters as unknown as Parameters;
      const { layers, bias, length } = readSource(p, inputs, 'inference');
      const [, batch] = inputs.source.shape;
      const nothing = fill(0, [batch, heads, 0, width / heads], 'float32');
      return {
        memory: { bias, length, ...named(layers) },
        state: named(layers.map(() => ({ keys: nothing, values: nothing }))),
      };
    },

    step(parameters, { memory, state, tokens, position }) {
      const p = parameters as unknown as Parameters;
      const [batch, beam] = tokens.shape;
      const [rows] = state.keys0.shape;
      const places = placesOf(p).at(reshape(add(memory.length, position), [batch, 1])); // [batch, 1, width]
      let x = reshape(add(tokenVectors(p, 'target', tokens), places), [1, rows, width]);
      const run = { stream: '', mode: 'inference' as const };
      const layout = {
        group: (queries: Value) => groupRows(queries, [batch, beam]),
        ungroup: (output: Value) => ungroupRows(output, rows),
      };
      const kept: KeysAndValues[] = [];
      let weights: Value | undefined;
      Object.values(p.decoder.layers).forEach((layer, number) => {
        const shared = { ...layerOf(memory, number), bias: memory.bias, layout };
        const toBoth = (queries: Value, own: KeysAndValues) => {
          const all = extend(layerOf(state, number), own);
          kept.push(all);
          const attended = attendToPlaces(queries, [shared, all]);
          return { output: attended.output, weights: attended.weights[0] };
        };
        ({ x, weights } = encoderBlock(layer, x, toBoth, block, run));
      });
      const attention = weights && reshape(mean(weights, [1]), [rows, memory.keys0.shape[2]]);
      return { logits: logitsOf(p, reshape(normalized(p.decoder, x), [rows, width])), state: named(kept), attention };
    },
  };
}

/** Keys and values of all layers under names of their own: `keys0`, `values0`, `keys1`, ... */
const named = (layers: readonly KeysAndValues[]): Record<string, Value> =>
  Object.fromEntries(
    layers.flatMap(({ keys, values }, number) => [
      [`keys${number}`, keys],
      [`values${number}`, values],
    ]),
  );

const layerOf = (values: Readonly<Record<string, Value>>, number: number): KeysAndValues => ({
  keys: values[`keys${number}`],
  values: values[`values${number}`],
});
