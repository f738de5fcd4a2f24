// What follows from the options of a recurrent sequence model: its sizes and its parameters.

import { scoredAttention } from '../../../nn/attention';
import { linearParameters } from '../../../nn/linear';
import type { Bound, FlatParameters } from '../../../nn/parameters';
import { recurrentParameters, statesOf, type RecurrentParameters } from '../../../nn/recurrent';
import { recurrentStartOf } from '../../../schema/recurrentStart';
import { sourceReader } from '../../pictures/sourceReader';
import type { SequenceContext } from '../sequenceModel';
import { embeddingsOfSides, outputParameters, type TextsTree } from '../texts';
import type { Options } from './options';

type LinearTree = ReturnType<typeof linearParameters>;

export type Tree = TextsTree & {
  /** Reads a text; there is none for pictures, whose places are seen as they are. */
  encoder?: RecurrentParameters;
  pictures?: FlatParameters;
  /** Without attention: a picture as the decoder's first word. */
  picture_word?: LinearTree;
  /** By state and layer, `h0`, `c0`, `h1`, ... */
  bridge?: Readonly<Record<string, LinearTree>>;
  attention?: FlatParameters;
  decoder: RecurrentParameters;
  /** From [context; state] to the attentional vector. */
  combine?: LinearTree;
};

export type Parameters = Bound<Tree>;

export type Design = ReturnType<typeof designOf>;

export function designOf(options: Options, { padding, pictures }: SequenceContext) {
  const { type: cell, embedding: inputs, hidden, layers, bidirectional, reverseSource, tieEmbeddings } = options;
  const directions = bidirectional ? 2 : 1;
  const reader = pictures && sourceReader(pictures, options.encoder, { ofFeatures: hidden });
  /** Of a place of the source. */
  const encoded = reader ? reader.width : directions * hidden;
  const attention =
    options.attention === 'none' ? undefined : scoredAttention(options.attention, { query: hidden, value: encoded });
  return {
    ...{ options, padding, directions, attention, reader, encoded },
    /** Of the encoder. */
    layersOfSource: {
      ...{ cell, inputs, hidden, layers, bidirectional, reversed: reverseSource },
      start: recurrentStartOf(options),
    },
    /** What attention found in a step is input of the next. */
    feeding: attention !== undefined && options.inputFeeding,
    /** Width of what the output layer reads. */
    answer: tieEmbeddings ? inputs : hidden,
    /** Of the states that go from encoder to decoder: `h0`, `c0`, `h1`, ... */
    names: Array.from({ length: layers }, (_, layer) => statesOf(cell).map((state) => `${state}${layer}`)).flat(),
  };
}

export function parametersOf(
  { options, attention, reader, encoded, layersOfSource, feeding, answer, names }: Design,
  context: SequenceContext,
): Tree {
  const { embedding: width, hidden, tieEmbeddings } = options;
  const bridge = () => names.map((name) => [name, linearParameters({ inputs: encoded, outputs: hidden })] as const);
  const combined = attention !== undefined || answer !== hidden;
  const found = hidden + (attention ? encoded : 0);
  return {
    ...embeddingsOfSides(context, { width, deviation: tieEmbeddings ? width ** -0.5 : 0.1 }),
    ...(reader ? { pictures: reader.parameters } : { encoder: recurrentParameters(layersOfSource) }),
    ...(reader && !attention ? { picture_word: linearParameters({ inputs: encoded, outputs: width }) } : {}),
    ...(options.bridge === 'linear' && (attention || !reader) ? { bridge: Object.fromEntries(bridge()) } : {}),
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
