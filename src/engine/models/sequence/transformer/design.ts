// The parameters of an encoder and a decoder of transformer blocks, and how they read tokens.

import type { Value } from '../../../graph/value';
import type { Mode } from '../../../nn/dropout';
import { paddingBias } from '../../../nn/multiHeadAttention';
import type { Bound, FlatParameters, Tracked } from '../../../nn/parameters';
import { positionParameters } from '../../../nn/positions';
import {
  decoderBlockParameters,
  encoderBlockParameters,
  type DecoderBlockTree,
  type EncoderBlockTree,
} from '../../../nn/transformer';
import { encodeStack, stackParameters, type StackTree } from '../../../nn/transformerStack';
import type { PictureReader } from '../../pictures/pictureReader';
import { sourceReader } from '../../pictures/sourceReader';
import { placedTokens, placedVectors } from '../../placedTokens';
import type { SequenceContext, SourceInputs } from '../sequenceModel';
import { embeddingsOfSides, outputParameters, tableOf, type Side, type TextsTree } from '../texts';
import type { Options } from './options';

type Positions = ReturnType<typeof positionParameters>;

export type Tree = TextsTree & {
  pictures?: FlatParameters;
  source_positions?: Positions;
  target_positions?: Positions;
  encoder: StackTree<EncoderBlockTree>;
  decoder: StackTree<DecoderBlockTree>;
};

export type Parameters = Bound<Tree>;

export interface Design {
  options: Options;
  /** Of each side. */
  places: { positions: number; width: number };
  /** Of models that read pictures. */
  reader?: PictureReader;
}

export function designOf(options: Options, { longest, pictures }: SequenceContext): Design {
  const { width } = options;
  const reader = pictures && sourceReader(pictures, options.encoder, { ofFeatures: width, ofPictures: width }); // prettier-ignore
  const places = reader ? reader.source.rows * reader.source.columns : 0;
  return { options, places: { positions: Math.max(longest, places), width }, reader };
}

export function parametersOf({ options, places, reader }: Design, context: SequenceContext): Tree {
  const { width, tieEmbeddings } = options;
  const positions = positionParameters(places);
  return {
    ...embeddingsOfSides(context, { width, deviation: width ** -0.5 }),
    ...(reader ? { pictures: reader.parameters } : {}),
    ...(options.positions === 'learned' ? { source_positions: positions, target_positions: positions } : {}),
    encoder: stackParameters(options, options.encoderLayers, () => encoderBlockParameters(options)),
    decoder: stackParameters(options, options.decoderLayers, () => decoderBlockParameters(options)),
    output: outputParameters(context, { inputs: width, tieEmbeddings }),
  };
}

/** ids [time, batch] -> [time, batch, width] */
export function embed({ options, places }: Design, p: Parameters, side: Side, ids: Value, mode: Mode): Value {
  const drop = { rate: options.dropout, stream: `${side} embedding`, mode };
  const part = side === 'source' ? 'encoder' : 'decoder';
  return placedTokens(tableOf(p, side), p[`${side}_positions`], ids, { ...places, drop, part });
}

/** What the encoder reads: [sourceTime, batch, width] */
function readSource(design: Design, p: Parameters, source: Value, mode: Mode): { x: Value; tracked: Tracked[] } {
  const { options, places, reader } = design;
  if (!p.pictures || !reader) return { x: embed(design, p, 'source', source, mode), tracked: [] };
  const read = reader.read(p.pictures, source, mode);
  const drop = { rate: options.dropout, stream: 'source embedding', mode };
  return {
    x: placedVectors(read.places, p.source_positions, { ...places, drop, part: 'encoder' }),
    tracked: read.tracked,
  };
}

/** -> memory [sourceTime, batch, width], bias of its padding, weights of each layer, and what became of running averages */
export function encodeSource(design: Design, p: Parameters, { source, sourceMask }: SourceInputs, mode: Mode) {
  const bias = paddingBias(sourceMask, 'float32');
  const { x: embedded, tracked } = readSource(design, p, source, mode);
  const { x: memory, weights } = encodeStack(p.encoder, embedded, bias, design.options, {
    ...{ stream: 'encoder', mode },
    part: 'encoder',
  });
  return { memory, bias, weights, tracked };
}
