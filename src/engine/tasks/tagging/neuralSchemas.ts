// The neural taggers of the key `model`: each encoder with the keys that all of them have.

import { z } from 'zod';
import { CHARACTER_READERS } from '../../models/characterFeatures';
import { encoderSchemas } from '../../models/encoders/createEncoder';
import { TAG_HEADS } from '../../models/heads/tag';
import { naming } from '../../schema/names';
import * as sizes from '../../schema/sizes';
import { schemeKey } from './schemeKey';

/** Keys of the model beside those of its encoder. */
const taggerKeys = {
  head: z
    .enum(TAG_HEADS)
    .default('crf')
    .describe(
      'How tags are chosen: "softmax" for each token by itself; "crf": a linear-chain conditional random field (Lafferty et al. 2001) for the sentence as a whole, which never writes what the scheme does not allow.',
    )
    .meta({
      equation: {
        softmax: 'p(y_t | x) = softmax(e_t)[y_t]',
        crf: 'p(y | x) = exp(b[y_1] + Σ e_t[y_t] + Σ A[y_t−1, y_t] + c[y_n]) / Z(x)',
      },
    }),
  scheme: schemeKey,
  characters: z
    .strictObject({
      type: z
        .enum(CHARACTER_READERS)
        .default('lstm')
        .describe(
          '"lstm" reads them from both ends (Lample et al. 2016); "cnn": filters over a few in a row, of each the strongest place (Ma and Hovy 2016), which is faster.',
        ),
      embedding: sizes.width(30).describe("Width of the characters' vectors."),
      hidden: sizes.width(50).describe('Width of the LSTM state in each direction, or how many filters.'),
      window: z.int().min(1).max(40).default(3).describe('For "cnn": characters that a filter sees.'),
    })
    .optional()
    .describe(
      'Read the characters of each token, for endings and for words that were never seen: {} for LSTMs of the usual widths.',
    ),
  capitals: z.int().min(0).max(1024).default(0).describe('Width of a vector for how a token is capitalised (0: none).'),
  shape: z
    .int()
    .min(0)
    .max(1024)
    .default(0)
    .describe('Width of a vector for the shape of a token, as "Xx" of "London" and "d.d" of "3.14" (0: none).'),
  columns: z
    .array(
      z.strictObject({
        column: naming('columnNumber', z.int().min(1).max(1000)).describe('Which column of the file, from 1.'),
        width: sizes.width(25).describe('Width of the vector for its value.'),
      }),
    )
    .max(20)
    .default([])
    .describe(
      'Other columns of the files that are read beside each token, as parts of speech are: [{"column": 2}]. Texts without columns are tagged as if every value were unknown.',
    ),
  attributes: z
    .strictObject({
      templates: z
        .array(z.string().min(1))
        .min(1)
        .max(500)
        .optional()
        .describe(
          'What is seen of a token, as of "crf": ["w[0]", "w[-1]|w[0]", "suffix3[0]", "shape[0]", "column2[0]"]. When left out: words, affixes and shapes, of the neighbours too.',
        ),
      minFrequency: z
        .int()
        .min(1)
        .default(2)
        .describe('Attributes that the training part has less often are left out.'),
      dropout: sizes
        .dropout(0.5)
        .describe(
          'Share of the attributes that is left out of each token while training, so that the network learns, too.',
        ),
    })
    .optional()
    .describe(
      'Read attributes beside the network, as the model "crf" has them: each has a weight with each tag, which is added to the tag\'s score (Huang et al. 2015): {} for the usual ones. Such a tagger cannot be written for other programs, and explanations are of its network alone.',
    ),
};

type EncoderSchema = (typeof encoderSchemas)[number];

/** Of each encoder: its keys but for the pooling and the mask, since every state of a token is read, and those of taggers. */
type TokenModel<Schema> =
  Schema extends z.ZodObject<infer Shape, infer Config>
    ? z.ZodObject<Omit<Shape, 'pooling' | 'mask'> & typeof taggerKeys, Config>
    : never;

function tokenModel<Schema extends EncoderSchema>(schema: Schema): TokenModel<Schema> {
  const shape = Object.entries(schema.shape).filter(([key]) => key !== 'pooling' && key !== 'mask');
  return z.strictObject({ ...Object.fromEntries(shape), ...taggerKeys }) as TokenModel<Schema>;
}

export const neuralTaggers = encoderSchemas.map(tokenModel<EncoderSchema>);

/** The options of a neural tagger. */
export type TaggerModel = z.output<(typeof neuralTaggers)[number]>;
