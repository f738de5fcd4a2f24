// The parameters of a decoder alone, and how it reads the source.

import { cast, sum } from '../../../graph/ops';
import type { Value } from '../../../graph/value';
import type { Mode } from '../../../nn/dropout';
import { causalBias, paddingBias, type KeysAndValues } from '../../../nn/multiHeadAttention';
import type { Bound } from '../../../nn/parameters';
import { positionParameters } from '../../../nn/positions';
import { encoderBlock, encoderBlockParameters, wholeSequence, type EncoderBlockTree } from '../../../nn/transformer';
import { stackParameters, type StackTree } from '../../../nn/transformerStack';
import { placedTokens } from '../../placedTokens';
import type { SequenceContext, SourceInputs } from '../sequenceModel';
import { embeddingsOfSides, outputParameters, tableOf, type TextsTree } from '../texts';
import type { Options } from './options';

export type Tree = TextsTree & {
  positions?: ReturnType<typeof positionParameters>;
  decoder: StackTree<EncoderBlockTree>;
};

export type Parameters = Bound<Tree>;

export interface Design {
  options: Options;
  /** Of one side. */
  longest: number;
  /** Of both sides together. */
  places: { positions: number; width: number };
}

export const designOf = (options: Options, { longest }: SequenceContext): Design => ({
  ...{ options, longest },
  places: { positions: 2 * longest, width: options.width },
});

export function parametersOf({ options, places }: Design, context: SequenceContext): Tree {
  const { width, tieEmbeddings } = options;
  return {
    ...embeddingsOfSides(context, { width, deviation: width ** -0.5 }),
    ...(options.positions === 'learned' ? { positions: positionParameters(places) } : {}),
    decoder: stackParameters(options, options.layers, () => encoderBlockParameters(options)),
    output: outputParameters(context, { inputs: width, tieEmbeddings }),
  };
}

/** The source as the target's rows see it. */
export interface ReadSource {
  /** By layer, [batch, heads, sourceTime, depth]. */
  layers: KeysAndValues[];
  /** Added to the scores of the source, [batch, 1, 1, sourceTime]. */
  bias: Value;
  /** Its tokens without padding, [batch] int32: the position of the begin symbol. */
  length: Value;
  /** By layer, [batch, heads, sourceTime, sourceTime]. */
  weights: Value[];
}

export function readSource(design: Design, p: Parameters, inputs: SourceInputs, mode: Mode): ReadSource {
  const { options, longest, places } = design;
  const { source, sourceMask } = inputs;
  const { dtype } = p.target_embedding.weight;
  const padding = paddingBias(sourceMask, dtype);
  // Padding comes after the tokens: what sees only earlier tokens does not see it.
  const bias = options.sourceAttention === 'full' ? padding : causalBias(source.shape[0], longest, dtype);
  const drop = { rate: options.dropout, stream: 'source embedding', mode };
  let x = placedTokens(tableOf(p, 'source'), p.positions, source, { ...places, drop }); // [sourceTime, batch, width]
  const layers: KeysAndValues[] = [];
  const weights: Value[] = [];
  Object.values(p.decoder.layers).forEach((block, layer) => {
    const run = { stream: `source ${layer}`, mode };
    const keep = (queries: Value, own: KeysAndValues) => {
      layers.push(own);
      return wholeSequence(bias, options, run)(queries, own);
    };
    const result = encoderBlock(block, x, keep, options, run);
    x = result.x;
    weights.push(result.weights);
  });
  const length = cast(sum(cast(sourceMask, 'float32'), [0]), 'int32');
  return { layers, bias: padding, length, weights };
}
