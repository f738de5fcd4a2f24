// The keys of `data` that say how files are read, where looking at them does not tell.

import { z } from 'zod';
import { ENCODING_ALIASES, ENCODINGS } from '../../protocol/encodings';
import { RAGGED_ROWS, SEPARATOR_NAMES } from '../../protocol/reading';

const HEADER =
  'In a table: whether the first line names the columns; without names they are "column 1", "column 2" and so on. When left out it is guessed, and told. false: a file of another name than .csv or .jsonl is tab-separated, too, where no other separator is found.';

export const readingKeys = {
  encoding: z
    .enum([...ENCODINGS, ...ENCODING_ALIASES])
    .optional()
    .describe(
      'The encoding of the files. When left out: UTF-8 where they are, else guessed, which the run then tells.',
    ),
  separator: z
    .union([z.enum(SEPARATOR_NAMES), z.string().length(1)])
    .optional()
    .describe('In a table: what stands between the values of a row. When left out it is found.'),
  header: z.boolean().optional().describe(HEADER),
  quotes: z
    .boolean()
    .optional()
    .describe(
      'In a table: values in quotation marks may hold separators and line ends. When left out: yes, unless tabs separate the values.',
    ),
  raggedRows: z
    .enum(RAGGED_ROWS)
    .optional()
    .describe(
      'In a table: rows with more or fewer values than there are columns. "refuse", as when left out: nothing is read, and their lines are told; "skip": they are left out; "repair": values too many belong to the text column (of pairs: to the source), missing ones are empty.',
    ),
};
