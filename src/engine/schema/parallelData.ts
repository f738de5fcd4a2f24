// The keys of sequence-to-sequence that say where the pairs of texts are and how they are cut.

import { z } from 'zod';
import { naming } from './names';
import { featureSchema, pictureSchema, type PictureSourceOptions } from './pictureSource';
import { readingKeys } from './reading';
import { tokenizerChoice } from './tokenizer';

const path = naming('corpus', z.string().min(1));
const column = naming('column', z.string().min(1));

const twoFiles = z
  .strictObject({
    source: path.describe('One source text a line.'),
    target: path.describe('The target of each, on the same line.'),
  })
  .describe('Two files with as many lines, e.g. { "source": "train.de.gz", "target": "train.en.gz" }.');

const parallel = z.union([path, twoFiles]);
const part = z.union([z.number().min(0).lt(1), path, twoFiles]);

export const parallelDataSchema = z
  .strictObject({
    train: parallel.describe(
      'The training part: two files with as many lines, or a table (.csv .tsv .jsonl .json, plain or .gz, or a text file whose first line names its columns). Paths start beside the experiment file.',
    ),
    validation: part
      .default(0.05)
      .describe('The validation part: a fraction of the training part (0: none), or a source of its own.'),
    test: part.optional().describe('The test part: a fraction of the training part, or a source of its own.'),
    source: z
      .union([column, pictureSchema, featureSchema])
      .prefault('source')
      .describe(
        'In a table: name of the column that holds the source; or { "image": "<column>" }, where that column names pictures; or { "features": "<file>", "column": "<column>" }, where it names tensors of a file.',
      ),
    target: column.default('target').describe('In a table: name of the column that holds the target.'),
    ...readingKeys,
    limit: z.int().min(0).default(0).describe('Read at most this many pairs of the training part (0: all).'),
  })
  .describe('Where the pairs of texts are.');

export const targetTokenizerSchema = tokenizerChoice
  .optional()
  .describe('How target texts are cut, where that is not as "tokenizer" says.');

export const sharedVocabularySchema = z
  .boolean()
  .default(false)
  .describe('One vocabulary and one table of embeddings for both sides.');

export type ParallelDataOptions = z.output<typeof parallelDataSchema>;

/** The column of the sources, whatever they are. */
export const sourceColumn = ({ source }: Pick<ParallelDataOptions, 'source'>): string =>
  typeof source === 'string' ? source : 'image' in source ? source.image : source.column;

/** How pictures are seen, or what was found in them, where the sources are some. */
export const picturesOf = ({ source }: Pick<ParallelDataOptions, 'source'>): PictureSourceOptions | undefined =>
  typeof source === 'string' ? undefined : source;
