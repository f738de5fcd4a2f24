// The key `data.source` of experiments whose sources are pictures, or numbers that were found in some.

import { z } from 'zod';
import { naming } from './names';

const side = z.int().min(8).max(1024);
const channelFigure = z.union([z.number(), z.array(z.number()).length(3)]);

export const pictureSchema = z
  .strictObject({
    image: naming('column', z.string().min(1)).describe(
      'In a table: name of the column with the files of the pictures (PNG or JPEG), beside the table.',
    ),
    size: z
      .union([side.transform((length): [number, number] => [length, length]), z.tuple([side, side])])
      .prefault(64)
      .describe('Pixels that the model sees of each side, or [height, width]: pictures are made that large.'),
    colour: z.enum(['rgb', 'grey']).default('rgb').describe('Whether the model sees colours or brightness alone.'),
    mean: channelFigure
      .default(0.5)
      .describe('What is taken off each pixel, which is a number from 0 to 1; a list is for red, green and blue.'),
    std: channelFigure.default(0.25).describe('What pixels are then divided by; a list is for red, green and blue.'),
  })
  .describe('The sources are pictures.');

export type PictureOptions = z.output<typeof pictureSchema>;

export const featureSchema = z
  .strictObject({
    features: naming('tensors', z.string().min(1)).describe(
      'A .safetensors file with what another network found in the pictures: a tensor for each, by name.',
    ),
    column: naming('column', z.string().min(1)).describe(
      'In a table: name of the column with the names of the tensors.',
    ),
    shape: z
      .array(z.int().min(1).max(1_000_000))
      .min(1)
      .max(3)
      .describe('Of each tensor: [numbers] of the whole picture, [places, numbers], or [rows, columns, numbers].'),
  })
  .describe('The sources are what another network found in pictures.');

export type FeatureOptions = z.output<typeof featureSchema>;

/** Sources that are no texts. */
export type PictureSourceOptions = PictureOptions | FeatureOptions;

/** How pixels are read. */
export type PictureForm = Pick<PictureOptions, 'size' | 'colour'>;
