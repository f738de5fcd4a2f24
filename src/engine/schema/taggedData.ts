// The key `data` of tagging: where the sentences are and how tokens and tags stand in the files.

import { z } from 'zod';
import { shareKey } from './curve';
import { naming } from './names';
import { readingKeys } from './reading';

const path = naming('corpus', z.string().min(1));
const { encoding, separator } = readingKeys;

/** The rules of `tags/entities`, and to read nothing where a tag is misplaced. */
const TAG_FAULTS = ['begin', 'discard', 'refuse'] as const;

const TOKEN_UNITS = ['words', 'spaces', 'characters'] as const;

export const taggedDataSchema = z
  .strictObject({
    train: path.describe(
      'The training part: columns as in CoNLL (a token and its tags a line, an empty line between sentences; KLUE-NER is such a file), or .jsonl with "tokens" and "tags", or with "text" and "spans" of characters; plain or .gz. Paths start beside the experiment file.',
    ),
    validation: z
      .union([z.number().min(0).lt(1), path])
      .default(0.1)
      .describe('The validation part: a fraction of the training sentences (0: none), or a file.'),
    test: z
      .union([z.number().min(0).lt(1), path])
      .optional()
      .describe('The test part: a fraction of the training sentences, or a file.'),
    token: naming('columnNumber', z.int().min(1))
      .default(1)
      .describe('In columns: which one holds the tokens, from 1.'),
    tag: naming('columnNumber', z.int())
      .default(-1)
      .describe('In columns: which one holds the tags, from 1; -1 is the last one, -2 the one before.'),
    scheme: z
      .enum(['auto', 'IOB2', 'IOB1', 'IOE', 'BIOES', 'BILOU', 'IOE1', 'plain'])
      .default('auto')
      .describe(
        'How the tags name entities: "IOB2" (also called BIO), "IOB1", "IOE" (IOE2), "IOE1", "BIOES", "BILOU"; "plain": each tag stands for itself, as parts of speech do; "auto": found from the training part, and told.',
      ),
    misplaced: z
      .enum(TAG_FAULTS)
      .default('begin')
      .describe(
        'A tag that the scheme does not allow where it stands, as I-PER after O: "begin" lets it begin an entity, as conlleval does; "discard" makes it O, as seqeval does in its strict mode; "refuse" reads nothing and tells the line. Outputs are read by the same rule ("refuse": by "discard").',
      ),
    units: z
      .enum(TOKEN_UNITS)
      .default('words')
      .describe(
        'How texts without tokens are cut, those of "spans" and those that the run is asked about: into words and marks, at spaces alone, or into characters.',
      ),
    morphemes: z
      .boolean()
      .default(false)
      .describe(
        'Korean words with their morphemes: lines such as "학교에<tab>학교/NNG + 에/JKB", or .conllu with the lemma 학교+에 and the part of speech NNG+JKB. Each character is a token, and its tag says which morphemes are written there; answers are morphemes. "units", "scheme" and "misplaced" have no say.',
      ),
    encoding,
    separator,
    limit: z.int().min(0).default(0).describe('Read at most this many sentences of the training part (0: all).'),
    share: shareKey,
  })
  .describe('Where the sentences are.');

export type TaggedDataOptions = z.output<typeof taggedDataSchema>;

export type TokenUnit = (typeof TOKEN_UNITS)[number];
