// The key `data` of classification: where the examples are and which columns hold text and label.

import { z } from 'zod';
import { shareKey } from './curve';
import { naming } from './names';
import { readingKeys } from './reading';

const path = naming('corpus', z.string().min(1));
const column = naming('column', z.string().min(1));

const labelFiles = z
  .strictObject({
    labels: z
      .record(z.string().min(1), path)
      .describe('For each label, a file with one example a line, or a folder with one example a file.'),
  })
  .describe('One file or folder for each label, e.g. { "labels": { "good": "good.txt", "bad": "bad.txt" } }.');

const source = z.union([path, labelFiles]);

const part = z.union([z.number().min(0).lt(1), path, labelFiles]);

const textKey = z
  .union([column, z.tuple([column, column])])
  .default('text')
  .describe(
    'Name of the column that holds the text; of pairs that are read together the names of both, e.g. ["sentence1", "sentence2"].',
  );

const limitKey = z.int().min(0).default(0).describe('Read at most this many examples of the training part (0: all).');

export const classificationDataSchema = z
  .strictObject({
    train: source.describe(
      'The training part: a table (.csv .tsv .jsonl .json, plain or .gz, or a text file whose first line names its columns), a folder with a folder of texts for each label, or { "labels": ... }. Paths start beside the experiment file.',
    ),
    validation: part
      .default(0.1)
      .describe('The validation part: a fraction of the training part (0: none), or a source of its own.'),
    test: part.optional().describe('The test part: a fraction of the training part, or a source of its own.'),
    text: textKey,
    label: column.default('label').describe('Name of the column that holds the label.'),
    labelSeparator: z
      .string()
      .min(1)
      .max(10)
      .optional()
      .describe(
        'What stands between the labels where a text may have several, or none: "sad|dark" has two with "|". When left out each text has one label.',
      ),
    labelOrder: z
      .union([z.literal('rising'), z.array(z.string().min(1)).min(2).max(1000)])
      .optional()
      .describe(
        'Where the labels have an order: all of them from the least to the most, e.g. ["bad", "fair", "good"], or "rising" for numbers. A model that is trained in steps then gives each text one score, with borders between the labels (McCullagh 1980).',
      ),
    ...readingKeys,
    limit: limitKey,
    share: shareKey,
  })
  .describe('Where the examples are.');

export type DataOptions = z.output<typeof classificationDataSchema>;

const numberPart = z.union([z.number().min(0).lt(1), path]);

export const numberDataSchema = z
  .strictObject({
    train: path.describe(
      'The training part: a table (.csv .tsv .jsonl .json, plain or .gz, or a text file whose first line names its columns). Paths start beside the experiment file.',
    ),
    validation: numberPart
      .default(0.1)
      .describe('The validation part: a fraction of the training part (0: none), or a table of its own.'),
    test: numberPart.optional().describe('The test part: a fraction of the training part, or a table of its own.'),
    text: textKey,
    label: column.default('label').describe('Name of the column that holds the number.'),
    ...readingKeys,
    limit: limitKey,
    share: shareKey,
  })
  .describe('Where the examples are.');

/** What is read of any of them. */
export type TextDataOptions = z.output<typeof numberDataSchema> | DataOptions;
