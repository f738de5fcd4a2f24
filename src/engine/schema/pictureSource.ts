// The key `data.source` of experiments whose sources are pictures, or numbers that were found in some.

import { z } from 'zod';

const side = z.int().min(8).max(1024);
const channelFigure = z.union([z.number(), z.array(z.number()).length(3)]);

export const pictureSchema = z
  .strictObject({
    image: z
      .string()
      .min(1)
      .describe('In a table: name of the column with the files of the pictures (PNG or JPEG), beside the table.'),
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

/** How pixels are read. */
export type PictureForm = Pick<PictureOptions, 'size' | 'colour'>;
