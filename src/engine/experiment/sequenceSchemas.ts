// The keys of sequence-to-sequence besides the model: parallel text, and how outputs are searched for.

import { z } from 'zod';
import { tokenizerChoice } from './tokenizerSchema';

const path = z.string().min(1);

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
      'The training part: two files with as many lines, or a table (.csv .tsv .jsonl, plain or .gz). Paths start beside the experiment file.',
    ),
    validation: part
      .default(0.05)
      .describe('The validation part: a fraction of the training part (0: none), or a source of its own.'),
    test: part.optional().describe('The test part: a fraction of the training part, or a source of its own.'),
    source: z.string().min(1).default('source').describe('In a table: name of the column that holds the source.'),
    target: z.string().min(1).default('target').describe('In a table: name of the column that holds the target.'),
    header: z
      .boolean()
      .default(true)
      .describe(
        'In a table: the first line names the columns. false: they are "column 1", "column 2" and so on, and a file of another name than .csv or .jsonl is tab-separated.',
      ),
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

export const decodingSchema = z
  .strictObject({
    beam: z.int().min(1).max(1000).default(5).describe('Hypotheses kept in each step (1: greedy).'),
    lengthPenalty: z
      .number()
      .min(0)
      .max(10)
      .default(1)
      .describe('Scores are divided by ((5 + length) / 6) to this power (Wu et al. 2016; 0: off).'),
    maxLength: z.int().min(0).default(0).describe('Longest output in tokens (0: twice the source and ten more).'),
    minLength: z.int().min(0).default(0).describe('Shortest output in tokens.'),
    noRepeat: z.int().min(0).default(0).describe('No run of so many tokens occurs twice in an output (0: off).'),
    replaceUnknown: z
      .boolean()
      .default(false)
      .describe('<unk> in the output becomes the source word it attends to most; with attention.'),
  })
  .prefault({})
  .describe('How outputs are searched for.');
