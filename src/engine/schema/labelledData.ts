// The key `data` of classification: where the examples are and which columns hold text and label.

import { z } from 'zod';
import { readingKeys } from './reading';

const path = z.string().min(1);

const labelFiles = z
  .strictObject({
    labels: z
      .record(z.string().min(1), path)
      .describe('For each label, a file with one example a line, or a folder with one example a file.'),
  })
  .describe('One file or folder for each label, e.g. { "labels": { "good": "good.txt", "bad": "bad.txt" } }.');

const source = z.union([path, labelFiles]);

const part = z.union([z.number().min(0).lt(1), path, labelFiles]);

export const classificationDataSchema = z
  .strictObject({
    train: source.describe(
      'The training part: a table (.csv .tsv .jsonl .json, plain or .gz, or a text file whose first line names its columns), a folder with a folder of texts for each label, or { "labels": ... }. Paths start beside the experiment file.',
    ),
    validation: part
      .default(0.1)
      .describe('The validation part: a fraction of the training part (0: none), or a source of its own.'),
    test: part.optional().describe('The test part: a fraction of the training part, or a source of its own.'),
    text: z.string().min(1).default('text').describe('Name of the column that holds the text.'),
    label: z.string().min(1).default('label').describe('Name of the column that holds the label.'),
    ...readingKeys,
    limit: z.int().min(0).default(0).describe('Read at most this many examples of the training part (0: all).'),
  })
  .describe('Where the examples are.');

export type DataOptions = z.output<typeof classificationDataSchema>;
