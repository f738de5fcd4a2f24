// A small convolutional network that reads pictures and is trained along: stages of convolutions, each followed by batch normalisation and
// ReLU, each stage half as large as the one before. What is left of the picture are its places.

import { z } from 'zod';
import { relu } from '../../graph/ops';
import type { Value } from '../../graph/value';
import { batchNorm, batchNormParameters } from '../../nn/batchNorm';
import { convolution2d, convolution2dParameters } from '../../nn/convolution2d';
import type { Mode } from '../../nn/dropout';
import type { Bound, Tracked } from '../../nn/parameters';
import { averagePooling2d, maxPooling2d } from '../../nn/pooling2d';

export const convolutionalSchema = z.strictObject({
  type: z.literal('convolution2d').describe('A convolutional network that is trained along.'),
  filters: z
    .array(z.int().min(1).max(4096))
    .min(1)
    .max(8)
    .default([32, 64, 128])
    .describe('Filters of each stage. After each the picture is half as high and half as wide.'),
  convolutions: z.int().min(1).max(8).default(1).describe('Convolutions in each stage.'),
  window: z
    .union([z.literal(1), z.literal(3), z.literal(5), z.literal(7)])
    .default(3)
    .describe('Pixels that a filter sees of each side.'),
  batchNorm: z
    .boolean()
    .default(true)
    .describe(
      'Batch normalisation after each convolution (Ioffe and Szegedy 2015): by the batch in training, later by running averages.',
    ),
  pooling: z
    .enum(['max', 'average'])
    .default('max')
    .describe('What stays of four pixels at the end of a stage: the greatest or the mean.'),
});

export type ConvolutionalOptions = z.output<typeof convolutionalSchema>;

type Layer = {
  convolution: ReturnType<typeof convolution2dParameters>;
  norm?: ReturnType<typeof batchNormParameters>;
};

/** By number, from 0; those of a stage one after the other. */
type ConvolutionalTree = { layers: Readonly<Record<string, Layer>> };

/** A stage leaves one place of four. */
const HALF = 2;

/** Rows or columns that are left of so many pixels; 0 where there are too many stages for them. */
export const placesLeft = (pixels: number, { filters }: Pick<ConvolutionalOptions, 'filters'>): number =>
  filters.reduce((left) => Math.floor(left / HALF), pixels);

export function convolutionalParameters(options: ConvolutionalOptions, channels: number): ConvolutionalTree {
  const { filters, convolutions, window, batchNorm: normalises } = options;
  const widths = filters.flatMap((width) => new Array<number>(convolutions).fill(width));
  const layers = widths.map((width, number): [string, Layer] => [
    String(number),
    {
      convolution: convolution2dParameters({
        ...{ inputs: number === 0 ? channels : widths[number - 1], filters: width },
        size: [window, window],
      }),
      ...(normalises ? { norm: batchNormParameters({ width }) } : {}),
    },
  ]);
  return { layers: Object.fromEntries(layers) };
}

/** x [batch, height, width, channels] -> [batch, rows, columns, filters] */
export function readConvolutional(
  p: Bound<ConvolutionalTree>,
  x: Value,
  { convolutions, window, pooling }: ConvolutionalOptions,
  mode: Mode,
): { x: Value; tracked: Tracked[] } {
  const around = (window - 1) / 2;
  const pool = pooling === 'max' ? maxPooling2d : averagePooling2d;
  const tracked: Tracked[] = [];
  let seen = x;
  Object.values(p.layers).forEach(({ convolution, norm }, number) => {
    seen = convolution2d(convolution, seen, { padding: [around, around] });
    if (norm) {
      const normal = batchNorm(norm, seen, { mode });
      seen = normal.y;
      tracked.push(...normal.tracked);
    }
    seen = relu(seen);
    if ((number + 1) % convolutions === 0) seen = pool(seen, { size: [HALF, HALF] });
  });
  return { x: seen, tracked };
}
