// nlp-lab tokenizer train: learns a tokenizer from a text file and writes its tokenizer.json.

import * as path from 'node:path';
import { NAMED_TYPES } from '../../protocol/tokenColumns';
import { withEngine } from '../engineThread';
import { invalidArgument } from '../failure';
import { formatCount, formatSeconds } from '../table';
import type { Command } from '../shared/command';
import { TABLE_OPTIONS, textsOf } from '../shared/readingOptions';
import { MORPHEME_OPTIONS, morphemeChoice, SPACE_OPTIONS, spaceChoice, tokenizerType } from '../shared/tokenizerChoice';
import { openEngine } from '../openEngine';

const DEFAULT_VOCABULARY_SIZE = 8_000;
const DEFAULT_OUTPUT = 'tokenizer.json';

export const tokenizer: Command = {
  name: 'tokenizer',
  usage: ['train <file> [--type bpe] [--vocabulary-size 8000] [--output tokenizer.json]'],
  positionals: ['train', '<file>'],
  options: {
    type: { value: '<type>', help: `${NAMED_TYPES.join(', ')} (default bpe)` },
    'vocabulary-size': {
      value: 'N',
      help: `most tokens to learn, special ones included (default ${DEFAULT_VOCABULARY_SIZE})`,
    },
    'min-frequency': { value: 'N', help: 'what is seen less often is not learned (default 2)' },
    'alphabet-limit': { value: 'N', help: 'learn at most so many different characters (default all)' },
    'special-tokens': { value: '<a,b>', help: 'special tokens beside <pad>, <unk>, <bos> and <eos>, with commas' },
    'user-words': { value: '<file>', help: 'words, one a line, that are never cut' },
    pattern: { value: '<regex>', help: 'for the type regex: what a token looks like' },
    ...MORPHEME_OPTIONS,
    ...SPACE_OPTIONS,
    lowercase: { help: 'make letters small first' },
    ...TABLE_OPTIONS,
    output: { value: '<file>', help: `what to write (default ${DEFAULT_OUTPUT}); replaced when it is there` },
  },
  notes: ['With --json: ends with {"vocabularySize":...,"seconds":...}.'],

  async run(given, report, surroundings) {
    const { cwd } = surroundings;
    const [action, file] = given.positionals;
    if (action !== 'train')
      throw invalidArgument(`nlp-lab tokenizer can only train, not "${action}": nlp-lab tokenizer train <file>`);
    const userWords = given.text('user-words');
    const output = path.resolve(cwd, given.text('output') ?? DEFAULT_OUTPUT);
    const request = {
      files: [path.resolve(cwd, file)],
      ...textsOf(given),
      options: {
        type: tokenizerType(given.text('type') ?? 'bpe', '--type', NAMED_TYPES),
        lowercase: given.flag('lowercase'),
        vocabularySize: given.count('vocabulary-size', 5) ?? DEFAULT_VOCABULARY_SIZE,
        minFrequency: given.count('min-frequency', 1) ?? 2,
        alphabetLimit: given.count('alphabet-limit', 0),
        pattern: given.text('pattern'),
        specialTokens: given.text('special-tokens')?.split(','),
        ...morphemeChoice(given, cwd),
        ...spaceChoice(given),
        userWords: userWords === undefined ? undefined : path.resolve(cwd, userWords),
      },
      output,
    };
    const reply = await withEngine(openEngine(surroundings, report), (client) =>
      client.call('trainTokenizer', request),
    );
    report.live('');
    const { notices, tokenizerNotices, ...learned } = reply;
    for (const notice of [...notices, ...tokenizerNotices]) report.note(`note: ${notice}`);
    report.record({ ...learned });
    if (reply.forgottenBelow !== undefined)
      report.note(
        `There are too many different words to keep them all: those seen less than ${formatCount(reply.forgottenBelow)} times may have been left out.`,
      );
    if (!report.json)
      report.line(`${output}: ${formatCount(reply.vocabularySize)} tokens, ${formatSeconds(reply.seconds)}`);
    return 0;
  },
};
