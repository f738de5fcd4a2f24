// The parameters of a decoder alone, and how it reads the source.

import { add, cast, reshape, sum, transpose } from '../../../graph/ops';
import type { Value } from '../../../graph/value';
import { dropout, type Mode } from '../../../nn/dropout';
import { causalBias, paddingBias, type KeysAndValues } from '../../../nn/multiHeadAttention';
import type { Bound, FlatParameters, Tracked } from '../../../nn/parameters';
import { positionParameters } from '../../../nn/positions';
import { rotating, rotationTable, type Rotation } from '../../../nn/rotary';
import {
  encoderBlock,
  encoderBlockParameters,
  wholeSequence,
  type BlockOptions,
  type BlockPlace,
  type BlockRun,
  type EncoderBlockTree,
  type SelfAttention,
} from '../../../nn/transformer';
import { stackParameters, type StackTree } from '../../../nn/transformerStack';
import type { EncoderOptions, PictureReader } from '../../pictures/pictureReader';
import { sourceReader } from '../../pictures/sourceReader';
import { placedRows, positionsFor, tokenVectors } from '../../placedTokens';
import type { SequenceContext, SourceInputs } from '../sequenceModel';
import { embeddingsOfSides, outputParameters, tableOf, type TextsTree, type Vocabularies } from '../texts';

/** What there is to know of such a stack. */
export interface Options extends BlockOptions {
  layers: number;
  positions: 'sinusoidal' | 'learned' | 'rotary';
  /** Whether a source token sees those before it, or all. */
  sourceAttention: 'causal' | 'full';
  tieEmbeddings: boolean;
  /** What reads pictures, of models that do. */
  encoder?: EncoderOptions;
}

export type Tree = TextsTree & {
  pictures?: FlatParameters;
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
  reader?: PictureReader;
}

export function designOf(options: Options, context: SequenceContext): Design {
  const { width } = options;
  const reader = context.pictures && sourceReader(context.pictures, options.encoder, { ofFeatures: width, ofPictures: width }); // prettier-ignore
  const places = reader ? reader.source.rows * reader.source.columns : 0;
  const longest = Math.max(context.longest, places);
  return { options, longest, places: { positions: 2 * longest, width }, reader };
}

export function parametersOf({ options, places, reader }: Design, context: Vocabularies): Tree {
  const { width, tieEmbeddings } = options;
  return {
    ...embeddingsOfSides(context, { width, deviation: width ** -0.5 }),
    ...(reader ? { pictures: reader.parameters } : {}),
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
  /** Running averages, in training. */
  tracked: Tracked[];
}

/** What tells the places of tokens apart: vectors that are added to theirs, or angles by which queries and keys are turned. */
export interface Places {
  vectors?: Value;
  /** Attention that knows the places. */
  turned(attention: SelfAttention): SelfAttention;
}

const angled = (rotation: Rotation): Places => ({ turned: (attention) => rotating(attention, rotation) });

/** Of the first positions, for x [time, batch, width]. */
function firstPlaces({ options, places }: Design, p: Parameters, time: Value['shape'][number]): Places {
  if (options.positions === 'rotary') return angled(rotations(options, places, p).first(time));
  const vectors = positionsFor(p.target_embedding, p.positions, places).first(time);
  return { vectors: reshape(vectors, [time, 1, places.width]), turned: (attention) => attention };
}

/** Of positions given by number, [rows, batch], for x [rows, batch, width]. */
export function placesAt({ options, places }: Design, p: Parameters, numbers: Value): Places {
  const [rows, batch] = numbers.shape;
  if (options.positions === 'rotary') {
    const { cos, sin } = rotations(options, places, p).at(numbers); // [rows, batch, depth/2]
    const byHead = (x: Value): Value => reshape(transpose(x, [1, 0, 2]), [batch, 1, rows, x.shape[2]]);
    return angled({ cos: byHead(cos), sin: byHead(sin) });
  }
  return {
    vectors: positionsFor(p.target_embedding, p.positions, places).at(numbers),
    turned: (attention) => attention,
  };
}

const rotations = (
  { width, heads }: Options,
  { positions }: Design['places'],
  { target_embedding: { weight } }: Parameters,
) => rotationTable({ positions, depth: width / heads, dtype: weight.dtype === 'float64' ? 'float64' : 'float32' });

interface Reading {
  mode: Mode;
  /** Added to the scores; left out: each token sees those before it. */
  bias?: Value;
  /** Of models that read and write: which half this is. */
  part?: BlockPlace['part'];
}

/** Tokens from the first place on: ids [time, batch] */
export const readTokens = (design: Design, p: Parameters, ids: Value, reading: Reading) =>
  readVectors(design, p, tokenVectors(tableOf(p, 'source'), ids, { part: reading.part }), reading);

/** @param tokens [time, batch, width] */
function readVectors(design: Design, p: Parameters, tokens: Value, { mode, bias, part }: Reading) {
  const { options, longest } = design;
  const [time] = tokens.shape;
  const { vectors, turned } = firstPlaces(design, p, time);
  const drop = { rate: options.dropout, stream: 'source embedding', mode };
  let x = dropout(vectors ? placedRows(add(tokens, vectors), part) : tokens, drop);
  const seen = bias ?? causalBias(time, longest, x.dtype);
  const layers: KeysAndValues[] = [];
  const weights: Value[] = [];
  Object.values(p.decoder.layers).forEach((block, layer) => {
    const run: BlockRun = { stream: `source ${layer}`, mode, place: { number: layer, ...(part && { part }) } };
    const keep: SelfAttention = (queries, own) => {
      layers.push(own);
      return wholeSequence(seen, options, run)(queries, own);
    };
    const result = encoderBlock(block, x, turned(keep), options, run);
    x = result.x;
    weights.push(result.weights);
  });
  return { x, layers, weights };
}

export function readSource(design: Design, p: Parameters, inputs: SourceInputs, mode: Mode): ReadSource {
  const { source, sourceMask } = inputs;
  const padding = paddingBias(sourceMask, p.target_embedding.weight.dtype);
  // Padding comes after the tokens: what sees only earlier tokens does not see it.
  const bias = design.options.sourceAttention === 'full' ? padding : undefined;
  const reading: Reading = { mode, bias, part: 'encoder' };
  const picture = p.pictures && design.reader?.read(p.pictures, source, mode);
  const { layers, weights } = picture
    ? readVectors(design, p, picture.places, reading)
    : readTokens(design, p, source, reading);
  const length = cast(sum(cast(sourceMask, 'float32'), [0]), 'int32');
  return { layers, bias: padding, length, weights, tracked: picture?.tracked ?? [] };
}
