// nlp-lab tokenize: the tokens of a file with ids and offsets, and what they say about it.

import * as path from 'node:path';
import type { TokenizeReply, TokenizeRequest } from '../../protocol/tokenizeCalls';
import { LabError } from '../../protocol/labError';
import { readTokenizerInputs } from '../../engine/data/tokenizerInputs';
import { eachFile } from '../../engine/text/corpus/corpusFiles';
import { readTokenizerJson } from '../../engine/text/tokenizers/tokenizerJson';
import { NAMED_TYPES } from '../../protocol/tokenColumns';
import { withEngine } from '../engineThread';
import { openEngine } from '../openEngine';
import type { Report } from '../report';
import { formatCount, formatSeconds, shorten } from '../table';
import type { Command } from '../shared/command';
import { TABLE_OPTIONS, textsOf } from '../shared/readingOptions';
import {
  MORPHEME_OPTIONS,
  morphemeChoice,
  SPACE_OPTIONS,
  spaceChoice,
  specialsChoice,
  tokenizerChoice,
} from '../shared/tokenizerChoice';

const DEFAULT_VOCABULARY_SIZE = 20_000;
const SHOWN_LINES = 20;
/** So many lines the engine answers at once: bounds what both threads hold. */
const MOST_ANSWERED = 1_000;
/** The tokens of a line take some hundred times the room of its text. */
const MOST_UNITS = 1_000_000;

export const tokenize: Command = {
  name: 'tokenize',
  usage: ['<file> [--tokenizer <type>|<tokenizer.json>] [--vocabulary-size N] [--column <column>]'],
  positionals: ['<file>'],
  options: {
    tokenizer: {
      value: '<type>|<file>',
      help: `${NAMED_TYPES.join(', ')} (default word), or the path of a tokenizer.json`,
    },
    pattern: { value: '<regex>', help: 'for the type regex: what a token looks like' },
    ...MORPHEME_OPTIONS,
    ...SPACE_OPTIONS,
    'vocabulary-size': {
      value: 'N',
      help: `most tokens to keep, special ones included (default ${DEFAULT_VOCABULARY_SIZE})`,
    },
    'special-tokens': {
      value: 'text|recognise',
      help: 'special tokens in the text: cut like other text (default), or taken for what they are',
    },
    'min-frequency': { value: 'N', help: 'tokens seen less often become <unk> (default 1)' },
    lowercase: { help: 'make letters small first' },
    ...TABLE_OPTIONS,
    lines: { value: 'N', help: `lines to show, 0 for all (default ${SHOWN_LINES}; with --json all)` },
  },
  notes: [
    'With --json: one line per line or row, {"tokens":[...],"ids":[...],"offsets":[[start,end],...]}, offsets in UTF-16 units.',
  ],

  async run(given, report, surroundings) {
    const wanted = given.count('lines', 0) ?? (report.json ? 0 : SHOWN_LINES);
    const pattern = given.text('pattern');
    const request: TokenizeRequest = {
      files: [path.resolve(surroundings.cwd, given.positionals[0])],
      ...textsOf(given),
      tokenizer: {
        ...tokenizerChoice(given.text('tokenizer') ?? 'word', surroundings.cwd),
        ...(pattern === undefined ? {} : { pattern }),
        ...morphemeChoice(given, surroundings.cwd),
        ...spaceChoice(given),
        lowercase: given.flag('lowercase'),
        vocabularySize: given.count('vocabulary-size', 5) ?? DEFAULT_VOCABULARY_SIZE,
        minFrequency: given.count('min-frequency', 1) ?? 1,
        ...specialsChoice(given),
      },
    };
    const limit = wanted === 0 ? Infinity : wanted;
    const isLong = limit > MOST_ANSWERED;
    const reply = await withEngine(openEngine(surroundings, report), (client) =>
      client.call('tokenize', { ...request, maxLines: isLong ? 0 : limit, wantsTokenizer: isLong }),
    );
    report.live('');
    for (const notice of [...reply.notices, ...reply.tokenizerNotices]) report.note(`note: ${notice}`);
    for (const line of reply.lines) showLine(report, line);
    if (isLong) await showLong(request, { reply, limit }, report, surroundings.stop);
    if (!report.json) showSummary(report, reply, isLong ? Math.min(limit, reply.lineCount) : reply.lines.length);
    return 0;
  },
};

/** Many lines are cut here, one after the other, by what the engine has learned: memory does not grow with the file. */
async function showLong(
  { files = [], tokenizer, column, reading }: TokenizeRequest,
  { reply, limit }: { reply: TokenizeReply; limit: number },
  report: Report,
  stop: AbortSignal,
): Promise<void> {
  const { analyser, specialTokens } = await readTokenizerInputs(tokenizer, '');
  const pipeline = readTokenizerJson(reply.tokenizerText ?? '', 'tokenizer.json', { analyser, specialTokens });
  let shown = 0;
  for await (const { blocks } of eachFile(files, { column, reading }))
    for await (const texts of blocks()) {
      if (stop.aborted) throw new LabError('CANCELLED', 'Tokenising was cancelled.');
      for (const { text, line } of texts) {
        if (text.length > MOST_UNITS)
          throw new LabError('INVALID_DATA', `Line ${line} has more than ${MOST_UNITS.toLocaleString('en')} characters, too many to show its tokens. Put line breaks into it.`, { file: files[0], line }); // prettier-ignore
        showLine(report, { line: line - 1, text, ...pipeline.tokenize(text) });
        if (++shown >= limit) return;
      }
    }
}

function showLine(report: Report, { line, tokens, ids, offsets }: TokenizeReply['lines'][number]): void {
  if (report.json) report.record({ tokens, ids, offsets });
  else {
    const bar = report.style('dim', '|');
    report.line(
      `${report.style('dim', String(line + 1).padStart(5))}  ${tokens.map((token) => shorten(token, 200)).join(bar)}`,
    );
  }
}

function showSummary(report: Report, reply: TokenizeReply, shown: number): void {
  if (shown < reply.lineCount)
    report.line(report.style('dim', `    …  ${formatCount(reply.lineCount - shown)} more lines`));
  const known = reply.vocabulary.filter(({ id }) => id !== undefined).length;
  const unknown = reply.tokenCount === 0 ? 0 : (100 * reply.unknownCount) / reply.tokenCount;
  report.line();
  const texts = reply.columns ? `texts of the column "${reply.columns.text}"` : 'lines';
  report.line(
    `${formatCount(reply.lineCount)} ${texts} (${reply.encoding}), ${formatCount(reply.tokenCount)} tokens, ` +
      `${formatCount(reply.distinctCount)} different, ${formatCount(known)} in the vocabulary, ` +
      `${unknown.toFixed(2)} % unknown, ${formatSeconds(reply.seconds)}`,
  );
}
