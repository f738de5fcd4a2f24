// A decoder alone (Liu et al. 2018; a prefix language model, Raffel et al. 2020): source and target are one text, read by
// one stack of self-attention, and the loss is on the target:
//
//   s_1 ... s_n <bos> y_1 ... y_m     at <bos> the model says y_1, at y_1 it says y_2, ..., at y_m <eos>
//
// No source token ever sees the target. So the source's rows are computed by themselves, once, and the target's rows see
// their keys and values before their own: the same numbers as one long sequence, without its upper half. Padding between
// the two is masked, and the target's positions count on from the source's own length, so that padding changes nothing.

import type { DecoderOnlyOptions } from '../../protocol/experiment';
import { multiplyDims } from '../graph/dims';
import { add, cast, concat, fill, mean, reshape, sum, transpose } from '../graph/ops';
import type { Value } from '../graph/value';
import { dropout, type Mode } from '../nn/dropout';
import {
  attendToPlaces,
  causalBias,
  paddingBias,
  seenByAll,
  seenByItself,
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
  layerOf,
  logitsOf,
  namedLayers,
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
          const places = [seenByAll(source.layers[number], source.bias), seenByAll(own, causal)];
          const { output, weights } = attendToPlaces(queries, places, {
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
        memory: { bias, length, ...namedLayers(layers) },
        state: {},
        past: namedLayers(layers.map(() => ({ keys: nothing, values: nothing }))),
      };
    },

    // The hypotheses of a sentence stand where positions stand in training: x [beam, batch, width].
    step(parameters, { memory, past, tokens, position }) {
      const p = parameters as unknown as Parameters;
      const [batch, beam] = tokens.shape;
      const rows = multiplyDims(batch, beam);
      const places = reshape(placesOf(p).at(add(memory.length, position)), [1, batch, width]);
      let x = add(tokenVectors(p, 'target', transpose(tokens, [1, 0])), places);
      const pastBias = reshape(past.bias, [batch, 1, beam, past.bias.shape[2]]);
      const present: KeysAndValues[] = [];
      let weights: Value | undefined;
      Object.values(p.decoder.layers).forEach((layer, number) => {
        const source = seenByAll(layerOf(memory, number), memory.bias);
        const before = seenByAll(layerOf(past.slots, number), pastBias);
        const toAll = (queries: Value, own: KeysAndValues) => {
          present.push(own);
          const attended = attendToPlaces(queries, [source, before, seenByItself(own)]);
          return { output: attended.output, weights: attended.weights[0] };
        };
        ({ x, weights } = encoderBlock(layer, x, toAll, block, { stream: '', mode: 'inference' }));
      });
      const attention = weights && reshape(mean(weights, [1]), [rows, memory.keys0.shape[2]]);
      const last = reshape(transpose(x, [1, 0, 2]), [rows, width]);
      return { logits: logitsOf(p, normalized(p.decoder, last)), state: {}, present: namedLayers(present), attention };
    },
  };
}
