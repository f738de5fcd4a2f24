// A picture as a decoder sees it: places, row by row, as the tokens of a text are. Who reads it, what its numbers are and how large it
// becomes stands here; decoders know places alone.

import { z } from 'zod';
import { cast, constant, div, fill, mul, reshape, sub, transpose } from '../../graph/ops';
import type { Value } from '../../graph/value';
import type { Mode } from '../../nn/dropout';
import { linear, linearParameters } from '../../nn/linear';
import { flatten, nest, type Bound, type FlatParameters, type Tracked } from '../../nn/parameters';
import type { ReportFault } from '../../schema/fault';
import type { NumberedSource } from '../../schema/numberedSource';
import {
  convolutionalParameters,
  convolutionalSchema,
  placesLeft,
  readConvolutional,
  type ConvolutionalOptions,
} from './convolutional';
import { givenNetworkSchema, type GivenNetworkOptions } from './givenNetwork';

/** Pictures as they are given to the model: 0 to 255. */
export interface GivenPictures {
  height: number;
  width: number;
  channels: number;
  /** By channel, of pixels from 0 to 1. */
  mean: readonly number[];
  std: readonly number[];
}

export const pictureEncoderKey = z
  .discriminatedUnion('type', [convolutionalSchema, givenNetworkSchema])
  .optional()
  .describe(
    'What reads pictures, where the sources are some ("data.source.image"): a small network that is trained along, or a file of yours; left out: "convolution2d" with its defaults.',
  );

export type EncoderOptions = ConvolutionalOptions | GivenNetworkOptions | undefined;

/** The file of a network that is not trained, where one reads the pictures. */
export const givenNetworkOf = (encoder: EncoderOptions): GivenNetworkOptions | undefined =>
  encoder?.type === 'onnx' ? encoder : undefined;

const defaultEncoder: ConvolutionalOptions = convolutionalSchema.parse({ type: 'convolution2d' });

function trainedAlong(encoder: EncoderOptions): ConvolutionalOptions {
  if (encoder?.type === 'onnx') throw new Error('What reads these pictures is no part of the model.');
  return encoder ?? defaultEncoder;
}

/** Numbers of a place as what reads pictures leaves it; undefined where that is no part of the model, which has a layer of its own for it. */
export const widthOfPlaces = (encoder: EncoderOptions): number | undefined =>
  givenNetworkOf(encoder) ? undefined : trainedAlong(encoder).filters.at(-1);

export interface PictureReader {
  /** What the program is given, and what becomes of it. */
  source: NumberedSource;
  /** Of a place. */
  width: number;
  parameters: FlatParameters;
  /** source [batch, height, width, channels], or features [batch, rows, columns, numbers] -> places [rows·columns, batch, width] */
  read(p: Bound<FlatParameters>, source: Value, mode: Mode): { places: Value; tracked: Tracked[] };
}

/** @param wanted the width that places shall have, by a layer of their own; left out: that of the last stage */
export function pictureReader(given: GivenPictures, encoder: EncoderOptions, wanted?: number): PictureReader {
  const options = trainedAlong(encoder);
  const { height, width, channels } = given;
  const [rows, columns] = [placesLeft(height, options), placesLeft(width, options)];
  const filters = options.filters[options.filters.length - 1];
  const tree = {
    ...convolutionalParameters(options, channels),
    ...(wanted === undefined ? {} : { projection: linearParameters({ inputs: filters, outputs: wanted }) }),
  };
  return {
    source: { shape: [height, width, channels], rows, columns },
    width: wanted ?? filters,
    parameters: flatten(tree),
    read(p, source, mode) {
      const [batch] = source.shape;
      const pixels = normalised(source, given);
      const own = nest(tree, p);
      const { x, tracked } = readConvolutional(own, pixels, options, mode);
      const places = transpose(reshape(x, [batch, rows * columns, filters]), [1, 0, 2]); // [places, batch, filters]
      return { places: own.projection ? linear(own.projection, places) : places, tracked };
    },
  };
}

/** (x / 255 − mean) / std */
function normalised(x: Value, { mean, std, channels }: GivenPictures): Value {
  const of = (figures: readonly number[]): Value => constant(figures, [channels], x.dtype);
  return div(sub(mul(x, 1 / 255), of(mean)), of(std));
}

/** No place is padding: [sourceTime, batch] bool, all true. */
export const allPlaces = ({ rows, columns }: NumberedSource, batch: Value['shape'][number]): Value =>
  cast(fill(1, [rows * columns, batch], 'float32'), 'bool');

/** What is wrong with an encoder for pictures of this size. */
export function pictureEncoderFaults(
  encoder: EncoderOptions,
  size: readonly [number, number],
  report: ReportFault,
): void {
  if (givenNetworkOf(encoder)) return; // what it reads is seen when it is opened
  const options = trainedAlong(encoder);
  if (placesLeft(Math.min(...size), options) < 1)
    report(
      encoder ? ['model', 'encoder', 'filters'] : ['data', 'source', 'size'],
      `After ${options.filters.length} stages nothing is left of ${Math.min(...size)} pixels: each halves a side. Make "data.source.size" at least ${2 ** options.filters.length}, or leave out stages of "model.encoder.filters".`,
    );
}
