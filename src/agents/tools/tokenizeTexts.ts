// tokenize: texts as a run's tokenizer cuts them.
import * as z from 'zod/mini';
import type { TokenizerOptions } from '../../protocol/tokenizer';
import { toTranslate } from '../../protocol/toTranslate';
import { findRun, runField } from '../fields';
import { defineTool } from '../tool';

const PLAIN: TokenizerOptions = { type: 'word', lowercase: false, vocabularySize: 20_000, minFrequency: 1 };
const MOST_UNITS = 100_000;
const MOST_LINES = 200;

export const tokenizeTexts = defineTool({
  name: 'tokenize',
  title: toTranslate('Tokenise a text'),
  description: 'Cuts a text into tokens, line by line: with the tokenizer of a run, with ids, or into plain words.',
  input: z.strictObject({
    text: z.string().check(z.minLength(1), z.maxLength(MOST_UNITS)),
    run: z.optional(runField),
  }),
  async run({ text, run }, context) {
    const file = run === undefined ? undefined : `${(await findRun(run, context)).folder}/tokenizer.json`;
    const tokenizer: TokenizerOptions = { ...PLAIN, ...(file !== undefined && { type: 'file', file }) };
    const asked = { text, tokenizer, firstLine: 0, maxLines: MOST_LINES };
    const { lines, lineCount, tokenCount, unknownCount } = await context.call('tokenize', asked, {
      signal: context.signal,
    });
    // Ids of plain words are of a vocabulary that nobody else has.
    const shown = lines.map(({ tokens, ids }) => (file === undefined ? { tokens } : { tokens, ids }));
    return { lineCount, tokenCount, ...(file !== undefined && { unknownCount }), lines: shown };
  },
});
