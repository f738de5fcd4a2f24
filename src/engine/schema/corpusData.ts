// The key `data` of language models: where the text is, and what of it is held out.

import { z } from 'zod';
import { naming } from './names';
import { readingKeys } from './reading';

const path = naming('corpus', z.string().min(1));
const files = z.union([path, z.array(path).min(1).max(10_000)]);
const part = z.union([z.number().min(0).lt(1), files]);

export const corpusDataSchema = z
  .strictObject({
    train: files.describe(
      'The training text: a text file (plain or .gz), a table (.csv .tsv .jsonl) with a column of texts, a folder of such files, or a list of these. Paths start beside the experiment file.',
    ),
    validation: part
      .default(0.1)
      .describe(
        'The validation text: a fraction, cut off the end of the training text in one piece (0: none), or a source of its own.',
      ),
    test: part
      .optional()
      .describe(
        'The test text: a fraction, cut off the end of the training text, behind the validation text, or a source of its own.',
      ),
    text: naming('column', z.string().min(1))
      .default('text')
      .describe('Name of the column that holds the text, for tables.'),
    ...readingKeys,
    share: z
      .number()
      .gt(0)
      .max(1)
      .optional()
      .describe(
        'Learn from the beginning of the training text alone, so much of its tokens; the vocabulary is that of all of it, so that perplexities compare (left out: all).',
      ),
    limit: z.int().min(0).default(0).describe('Read at most this many lines or rows of the training source (0: all).'),
  })
  .describe('Where the text is.');
