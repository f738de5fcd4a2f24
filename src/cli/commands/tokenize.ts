// nlp-lab tokenize: the tokens of a file with ids and offsets, and what they say about it.

import * as path from 'node:path';
import type { TokenizeReply, TokenizeRequest } from '../../protocol/engine';
import { withEngine } from '../engineThread';
import type { Report } from '../report';
import { formatCount, formatSeconds, shorten } from '../table';
import type { Command } from './command';
import { progressListeners } from './listeners';
import { TOKENIZER_TYPES, tokenizerChoice } from './tokenizerChoice';

const DEFAULT_VOCABULARY_SIZE = 20_000;
const SHOWN_LINES = 20;
/** Lines asked for at once: bounds what both threads hold. */
const PAGE_LINES = 20_000;

export const tokenize: Command = {
  name: 'tokenize',
  summary: 'Show the tokens of a text file',
  usage: ['<file> [--tokenizer <type>|<tokenizer.json>] [--vocabulary-size N]'],
  positionals: ['<file>'],
  options: {
    tokenizer: {
      value: '<type>|<file>',
      help: `${TOKENIZER_TYPES.join(', ')} (default word), or the path of a tokenizer.json`,
    },
    pattern: { value: '<regex>', help: 'for the type regex: what a token looks like' },
    'vocabulary-size': {
      value: 'N',
      help: `most tokens to keep, special ones included (default ${DEFAULT_VOCABULARY_SIZE})`,
    },
    'min-frequency': { value: 'N', help: 'tokens seen less often become <unk> (default 1)' },
    lowercase: { help: 'make letters small first' },
    lines: { value: 'N', help: `lines to show, 0 for all (default ${SHOWN_LINES}; with --json all)` },
  },
  notes: [
    'With --json: one line per input line, {"tokens":[...],"ids":[...],"offsets":[[start,end],...]}, offsets in UTF-16 units.',
  ],

  async run(given, report, surroundings) {
    const wanted = given.count('lines', 0) ?? (report.json ? 0 : SHOWN_LINES);
    const pattern = given.text('pattern');
    const request: TokenizeRequest = {
      files: [path.resolve(surroundings.cwd, given.positionals[0])],
      tokenizer: {
        ...tokenizerChoice(given.text('tokenizer') ?? 'word', surroundings.cwd),
        ...(pattern === undefined ? {} : { pattern }),
        lowercase: given.flag('lowercase'),
        vocabularySize: given.count('vocabulary-size', 5) ?? DEFAULT_VOCABULARY_SIZE,
        minFrequency: given.count('min-frequency', 1) ?? 1,
      },
    };
    const last = await withEngine(surroundings.startEngine(progressListeners(report)), async (client) => {
      const limit = wanted === 0 ? Infinity : wanted;
      for (let firstLine = 0; ;) {
        const maxLines = Math.min(PAGE_LINES, limit - firstLine);
        const reply = await client.call('tokenize', { ...request, firstLine, maxLines }, surroundings.stop);
        report.live('');
        for (const line of reply.lines) showLine(report, line);
        firstLine += maxLines;
        if (firstLine >= Math.min(limit, reply.lineCount)) return { reply, shown: Math.min(limit, reply.lineCount) };
      }
    });
    if (!report.json) showSummary(report, last.reply, last.shown);
    return 0;
  },
};

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
  report.line(
    `${formatCount(reply.lineCount)} lines (${reply.encoding}), ${formatCount(reply.tokenCount)} tokens, ` +
      `${formatCount(reply.distinctCount)} different, ${formatCount(known)} in the vocabulary, ` +
      `${unknown.toFixed(2)} % unknown, ${formatSeconds(reply.seconds)}`,
  );
}
