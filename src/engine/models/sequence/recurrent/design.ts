// What follows from the options of a recurrent sequence model: its sizes and its parameters.

import { scoredAttention } from '../../../nn/attention';
import { linearParameters } from '../../../nn/linear';
import type { Bound, FlatParameters } from '../../../nn/parameters';
import { recurrentParameters, statesOf, type RecurrentParameters } from '../../../nn/recurrent';
import type { SequenceContext } from '../sequenceModel';
import { embeddingsOfSides, outputParameters, type TextsTree } from '../texts';
import type { Options } from './options';

type LinearTree = ReturnType<typeof linearParameters>;

export type Tree = TextsTree & {
  encoder: RecurrentParameters;
  /** By state and layer, `h0`, `c0`, `h1`, ... */
  bridge?: Readonly<Record<string, LinearTree>>;
  attention?: FlatParameters;
  decoder: RecurrentParameters;
  /** From [context; state] to the attentional vector. */
  combine?: LinearTree;
};

export type Parameters = Bound<Tree>;

export type Design = ReturnType<typeof designOf>;

export function designOf(options: Options, { padding }: SequenceContext) {
  const { type: cell, embedding: inputs, hidden, layers, bidirectional, reverseSource, tieEmbeddings } = options;
  const directions = bidirectional ? 2 : 1;
  const attention =
    options.attention === 'none'
      ? undefined
      : scoredAttention(options.attention, { query: hidden, value: directions * hidden });
  return {
    ...{ options, padding, directions, attention },
    /** Of the encoder. */
    layersOfSource: { cell, inputs, hidden, layers, bidirectional, reversed: reverseSource },
    /** What attention found in a step is input of the next. */
    feeding: attention !== undefined && options.inputFeeding,
    /** Width of what the output layer reads. */
    answer: tieEmbeddings ? inputs : hidden,
    /** Of the states that go from encoder to decoder: `h0`, `c0`, `h1`, ... */
    names: Array.from({ length: layers }, (_, layer) => statesOf(cell).map((state) => `${state}${layer}`)).flat(),
  };
}

export function parametersOf(
  { options, attention, directions, layersOfSource, feeding, answer, names }: Design,
  context: SequenceContext,
): Tree {
  const { embedding: width, hidden, tieEmbeddings } = options;
  const encoded = directions * hidden;
  const bridge = () => names.map((name) => [name, linearParameters({ inputs: encoded, outputs: hidden })] as const);
  const combined = attention !== undefined || answer !== hidden;
  const found = hidden + (attention ? encoded : 0);
  return {
    ...embeddingsOfSides(context, { width, deviation: tieEmbeddings ? width ** -0.5 : 0.1 }),
    encoder: recurrentParameters(layersOfSource),
    ...(options.bridge === 'linear' ? { bridge: Object.fromEntries(bridge()) } : {}),
    ...(attention ? { attention: attention.parameters } : {}),
    decoder: recurrentParameters({
      ...layersOfSource,
      inputs: width + (feeding ? answer : 0),
      bidirectional: false,
    }),
    ...(combined ? { combine: linearParameters({ inputs: found, outputs: answer }) } : {}),
    output: outputParameters(context, { inputs: answer, tieEmbeddings }),
  };
}
