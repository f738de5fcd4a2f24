// nlp-lab score: how probable texts are to a language model.

import * as path from 'node:path';
import type { EngineContract } from '../../protocol/engine';
import type { Client } from '../../protocol/rpc';
import type { ScoredText } from '../../protocol/continuation';
import type { OptionSpec, ParsedArguments } from '../arguments';
import { withEngine } from '../engineThread';
import { invalidArgument } from '../failure';
import { findRunFolder, RUNS_OPTION, runsFolderOf } from '../findRun';
import { readInputLines } from '../inputLines';
import { openEngine } from '../openEngine';
import type { Report } from '../report';
import { CHECKPOINT_OPTION, checkpointOf } from '../shared/checkpoint';
import type { Command } from '../shared/command';
import { numberOf } from '../shared/decodingOptions';
import { listsIn, reportLists } from '../shared/nbestLists';
import { oddByOf, reportOddLines } from '../shared/oddLines';
import { ENCODING_OPTION, encodingOf, TABLE_OPTIONS, textsOf } from '../shared/readingOptions';
import { reportPairs, textsOfPairs } from '../shared/scoredPairs';
import { showScored, showTokens, showTotal } from '../shared/shownScores';
import type { ExitCode, Surroundings } from '../surroundings';

/** Texts sent at once: few calls, yet answers while a long file is under way. */
const TEXTS_AT_ONCE = 256;

/** What says which texts of a file are looked through, and how they are ordered. */
const WITH_MOST: Record<string, OptionSpec> = {
  by: { value: 'character|token', help: 'with --most: by bits a character (usual) or a token' },
  ...Object.fromEntries(Object.entries(TABLE_OPTIONS).filter(([name]) => !Object.hasOwn(ENCODING_OPTION, name))),
};

export const score: Command = {
  name: 'score',
  usage: [
    '<run> --input <file> [--tokens]',
    '<run> --input <pairs.tsv> --pairs',
    '<run> --input <lists.txt> --nbest [--weight <w>]',
    '<run> --input <file> --most <n>',
  ],
  positionals: ['<run>'],
  options: {
    text: { value: '"..."', multiple: true, help: 'a text' },
    input: { value: '<file>', help: 'a text file (or .gz), one text a line; - for standard input' },
    ...ENCODING_OPTION,
    tokens: { help: 'also the surprisal and the rank of each token' },
    pairs: { help: 'each line is two texts with a tab between: in how many is the first the more probable one?' },
    nbest: { help: 'the input holds lists of alternatives: tell the best of each' },
    weight: {
      value: '<w>',
      help: 'with --nbest: the log probability counts so much beside the scores in the file (1)',
    },
    most: {
      value: '<n>',
      help: 'only the lines of the file, or texts of a table, that surprise the model most, so many',
    },
    ...WITH_MOST,
    alternatives: { value: '<n>', help: 'with --tokens --json: so many of the most probable tokens at each place' },
    ...CHECKPOINT_OPTION,
    ...RUNS_OPTION,
  },
  notes: [
    'With --most memory does not grow with the file, and tables are read by their text column; with --json a line for each of the lines,',
    '{"line":...,"text":...,"bits":...,"bitsPerCharacter":...,"bitsPerToken":...}, and at the end {"scored":...}.',
    'Each text is scored by itself, as one that begins a line, and the line break behind it with it.',
    'With --nbest lists are parted by empty lines, each line a text or a score, a tab and a text; or each line is an id, a tab, a score and a tab',
    'where there are scores, and a text; or "id ||| text ||| features ||| score". The best has the largest score + weight · log probability.',
    'Columns: log probability (natural), perplexity per token, tokens, text. Surprisal is the negative log probability to base 2, in bits;',
    'rank 1 is the most probable token of all.',
    'With --json: a line per text, {"input":...,"logProbability":...,"perplexity":...,"tokens":...,"unknown":...}, with --tokens "tokens" is a',
    'list, [{"token":...,"start":...,"end":...,"surprisal":...,"rank":...}]; with --pairs {"first":...,"second":...,"firstIsBetter":...}; and at the',
    'end one line for all.',
  ],

  async run(given, report, surroundings) {
    const { cwd, stop } = surroundings;
    const texts = given.texts('text');
    const input = given.text('input');
    if (texts.length > 0 === (input !== undefined))
      throw invalidArgument('Give either --text "..." or --input <file>.');
    if (given.count('most', 1) !== undefined) return oddLines(given, report, surroundings);
    const ofMost = Object.keys(WITH_MOST).find((name) => given.flag(name) || given.text(name) !== undefined);
    if (ofMost !== undefined) throw invalidArgument(`--${ofMost} says nothing without --most.`);
    const lines =
      input === undefined
        ? texts
        : await readInputLines(input, surroundings, { ...encodingOf(given), note: (message) => report.note(message) });
    const tokens = given.flag('tokens');
    const of = wholeOf(given, lines);
    if (tokens && of) throw invalidArgument(`--tokens and --${of.option} do not go together.`);
    const request = { tokens, alternatives: given.count('alternatives', 0), checkpoint: checkpointOf(given) };
    const asked = of?.texts ?? lines;
    const runsFolder = runsFolderOf(given, cwd);
    return withEngine<ExitCode>(openEngine(surroundings, report), async (client) => {
      const folder = await findRunFolder(given.positionals[0], { client, cwd, runsFolder });
      const scored: ScoredText[] = [];
      for await (const part of scoredParts(client, { folder, ...request }, { texts: asked, report, stop })) {
        report.live('');
        part.forEach((one, i) => {
          if (of) return;
          const text = asked[scored.length + i];
          if (tokens) showTokens(report, text, one);
          else showScored(report, text, one);
        });
        // Of a long file the tokens are told and forgotten.
        scored.push(...part.map((one) => ({ ...one, tokens: undefined })));
      }
      if (of) of.tell(report, scored);
      else showTotal(report, scored);
      return 0;
    });
  },
};

/** Texts of which nothing is told one by one. */
interface Whole {
  option: string;
  texts: string[];
  tell(report: Report, scored: readonly ScoredText[]): void;
}

/** What is told of the lines together; undefined: each is told by itself. */
function wholeOf(given: ParsedArguments, lines: readonly string[]): Whole | undefined {
  const [pairs, nbest] = [given.flag('pairs'), given.flag('nbest')];
  const weight = numberOf(given, 'weight');
  if (pairs && nbest) throw invalidArgument('--pairs and --nbest do not go together.');
  if (weight !== undefined && !nbest) throw invalidArgument('--weight says nothing without --nbest.');
  if (pairs) {
    const texts = textsOfPairs(lines);
    return { option: 'pairs', texts, tell: (report, scored) => reportPairs(report, texts, scored) };
  }
  if (!nbest) return undefined;
  const lists = listsIn(lines);
  return {
    option: 'nbest',
    texts: lists.flatMap(({ alternatives }) => alternatives.map(({ text }) => text)),
    tell: (report, scored) => reportLists(report, lists, { scored, weight: weight ?? 1 }),
  };
}

/** The lines of a file that surprise the model most. */
async function oddLines(given: ParsedArguments, report: Report, surroundings: Surroundings): Promise<ExitCode> {
  const { cwd, stop } = surroundings;
  const input = given.text('input');
  const other = ['tokens', 'pairs', 'nbest'].find((name) => given.flag(name));
  if (input === undefined || input === '-') throw invalidArgument('--most needs a file: --input <file>.');
  if (other !== undefined) throw invalidArgument(`--most and --${other} do not go together.`);
  const request = {
    ...{ file: path.resolve(cwd, input), ...textsOf(given), checkpoint: checkpointOf(given) },
    ...{ by: oddByOf(given), most: given.count('most', 1) ?? 0 },
  };
  return withEngine<ExitCode>(openEngine(surroundings, report), async (client) => {
    const folder = await findRunFolder(given.positionals[0], { client, cwd, runsFolder: runsFolderOf(given, cwd) });
    await reportOddLines(client, { folder, ...request }, { report, stop });
    return 0;
  });
}

type Request = Omit<EngineContract['calls']['score']['request'], 'texts'>;

async function* scoredParts(
  client: Client<EngineContract>,
  request: Request,
  { texts, report, stop }: { texts: readonly string[]; report: Report; stop: AbortSignal },
): AsyncGenerator<ScoredText[]> {
  for (let first = 0; first < texts.length; first += TEXTS_AT_ONCE) {
    report.live(`scoring ${first} of ${texts.length}`);
    const part = texts.slice(first, first + TEXTS_AT_ONCE);
    const reply = await client.call('score', { ...request, texts: part, withLineBreak: true }, { signal: stop });
    yield reply.texts;
  }
}
