// A decoder alone (Liu et al. 2018; a prefix language model, Raffel et al. 2020): source and target are one text, read by
// one stack of self-attention, and the loss is on the target:
//
//   s_1 ... s_n <bos> y_1 ... y_m     at <bos> the model says y_1, at y_1 it says y_2, ..., at y_m <eos>
//
// No source token ever sees the target. So the source's rows are computed by themselves, once, and the target's rows see
// their keys and values before their own: the same numbers as one long sequence, without its upper half. Padding between
// the two is masked, and the target's positions count on from the source's own length, so that padding changes nothing.

import { z } from 'zod';
import { multiplyDims } from '../../graph/dims';
import { add, cast, concat, fill, mean, reshape, sum, transpose } from '../../graph/ops';
import type { Value } from '../../graph/value';
import { dropout, type Mode } from '../../nn/dropout';
import {
  attendToPlaces,
  causalBias,
  paddingBias,
  seenByAll,
  seenByItself,
  type KeysAndValues,
} from '../../nn/multiHeadAttention';
import type { Bound } from '../../nn/parameters';
import { firstNumbers, positionParameters } from '../../nn/positions';
import { encoderBlock, encoderBlockParameters, wholeSequence, type EncoderBlockTree } from '../../nn/transformer';
import { normalized, stackParameters, type StackTree } from '../../nn/transformerStack';
import * as sizes from '../../schema/sizes';
import { placedTokens, positionsFor, tokenVectors } from '../placedTokens';
import { transformerFaults, transformerKeys } from '../transformerKeys';
import { defineSequence, pretrainedSides, refuseOwnGuesses } from './sequenceFamily';
import type { LayerWeights, SequenceContext, SequenceLayers, SourceInputs } from './sequenceModel';
import { embeddingsOfSides, layerOf, logitsOf, namedLayers, outputParameters, tableOf, type TextsTree } from './texts';

const schema = z.strictObject({
  type: z
    .literal('decoder-only')
    .describe(
      'One stack of attention layers without an encoder: the source and the target after it are one text (a prefix language model; Liu et al. 2018, Raffel et al. 2020).',
    ),
  ...transformerKeys({ width: 256, heads: 8, feedForward: 512 }),
  ...pretrainedSides,
  layers: sizes.layers(6).describe('Layers on top of each other.'),
  sourceAttention: z
    .enum(['causal', 'full'])
    .default('causal')
    .describe('A source token sees those before it, as the target\'s do ("causal"), or the whole source ("full").'),
  tieEmbeddings: sizes.tieEmbeddings(true),
});

type Options = z.output<typeof schema>;

type Tree = TextsTree & {
  positions?: ReturnType<typeof positionParameters>;
  decoder: StackTree<EncoderBlockTree>;
};

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

function build(options: Options, context: SequenceContext): SequenceLayers<Tree> {
  const { width, heads, dropout: rate, sourceAttention } = options;
  const { longest } = context;
  const places = { positions: 2 * longest, width };
  const placesOf = (p: Bound<Tree>) => positionsFor(p.target_embedding, p.positions, places);

  function readSource(p: Bound<Tree>, { source, sourceMask }: SourceInputs, mode: Mode): ReadSource {
    const [time] = source.shape;
    const { dtype } = p.target_embedding.weight;
    const padding = paddingBias(sourceMask, dtype);
    // Padding comes after the tokens: what sees only earlier tokens does not see it.
    const bias = sourceAttention === 'full' ? padding : causalBias(time, longest, dtype);
    const drop = { rate, stream: 'source embedding', mode };
    let x = placedTokens(tableOf(p, 'source'), p.positions, source, { ...places, drop }); // [sourceTime, batch, width]
    const layers: KeysAndValues[] = [];
    const weights: Value[] = [];
    Object.values(p.decoder.layers).forEach((layer, number) => {
      const run = { stream: `source ${number}`, mode };
      const keep = (queries: Value, own: KeysAndValues) => {
        layers.push(own);
        return wholeSequence(bias, options, run)(queries, own);
      };
      const result = encoderBlock(layer, x, keep, options, run);
      x = result.x;
      weights.push(result.weights);
    });
    const length = cast(sum(cast(sourceMask, 'float32'), [0]), 'int32');
    return { layers, bias: padding, length, weights };
  }

  return {
    parameters: {
      ...embeddingsOfSides(context, { width, deviation: width ** -0.5 }),
      ...(options.positions === 'learned' ? { positions: positionParameters(places) } : {}),
      decoder: stackParameters(options, options.layers, () => encoderBlockParameters(options)),
      output: outputParameters(context, { inputs: width, tieEmbeddings: options.tieEmbeddings }),
    },
    longest,

    forward(p, inputs, mode) {
      const source = readSource(p, inputs, mode);
      const [sourceTime] = inputs.source.shape;
      const [time, batch] = inputs.target.shape;
      const numbers = add(reshape(firstNumbers(time, longest), [time, 1]), reshape(source.length, [1, batch]));
      const vectors = add(tokenVectors(p.target_embedding, inputs.target), placesOf(p).at(numbers)); // [time, batch, width]
      let x = dropout(vectors, { rate, stream: 'target embedding', mode });
      const causal = causalBias(time, longest, x.dtype);
      const later = fill(0, [batch, heads, sourceTime, time], x.dtype);
      const attention: LayerWeights[] = [];
      Object.values(p.decoder.layers).forEach((layer, number) => {
        const run = { stream: `target ${number}`, mode };
        const toBoth = (queries: Value, own: KeysAndValues) => {
          const both = [seenByAll(source.layers[number], source.bias), seenByAll(own, causal)];
          const { output, weights } = attendToPlaces(queries, both, {
            dropout: { rate, stream: `${run.stream} weights`, mode },
          });
          return { output, weights: concat(weights, 3) };
        };
        const result = encoderBlock(layer, x, toBoth, options, run);
        x = result.x;
        const weights = concat([concat([source.weights[number], later], 3), result.weights], 2);
        attention.push({ kind: 'joint', layer: number, weights });
      });
      return { logits: logitsOf(p, normalized(p.decoder, x)), attention };
    },

    encode(p, inputs) {
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
    step(p, { memory, past, tokens, position }) {
      const [batch, beam] = tokens.shape;
      const rows = multiplyDims(batch, beam);
      const place = reshape(placesOf(p).at(add(memory.length, position)), [1, batch, width]);
      let x = add(tokenVectors(p.target_embedding, transpose(tokens, [1, 0])), place);
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
        ({ x, weights } = encoderBlock(layer, x, toAll, options, { stream: '', mode: 'inference' }));
      });
      const attention = weights && reshape(mean(weights, [1]), [rows, memory.keys0.shape[2]]);
      const last = reshape(transpose(x, [1, 0, 2]), [rows, width]);
      return { logits: logitsOf(p, normalized(p.decoder, last)), state: {}, present: namedLayers(present), attention };
    },
  };
}

export const decoderOnly = defineSequence(schema, {
  attends: () => true,
  faults(options, { training }, report) {
    transformerFaults(options, training, report);
    refuseOwnGuesses(training, report);
  },
  build,
});
