// nlp-lab score: how probable texts are to a language model.

import type { EngineContract } from '../../protocol/engine';
import type { Client } from '../../protocol/rpc';
import type { ScoredText } from '../../protocol/continuation';
import { withEngine } from '../engineThread';
import { invalidArgument } from '../failure';
import { findRunFolder, RUNS_OPTION, runsFolderOf } from '../findRun';
import { readInputLines } from '../inputLines';
import { openEngine } from '../openEngine';
import type { Report } from '../report';
import { CHECKPOINT_OPTION, checkpointOf } from '../shared/checkpoint';
import type { Command } from '../shared/command';
import { ENCODING_OPTION, encodingOf } from '../shared/readingOptions';
import { reportPairs, textsOfPairs } from '../shared/scoredPairs';
import { showScored, showTokens, showTotal } from '../shared/shownScores';
import type { ExitCode } from '../surroundings';

/** Texts sent at once: few calls, yet answers while a long file is under way. */
const TEXTS_AT_ONCE = 256;

export const score: Command = {
  name: 'score',
  summary: 'Say how probable texts are to a language model',
  usage: ['<run> --input <file> [--tokens]', '<run> --input <pairs.tsv> --pairs'],
  positionals: ['<run>'],
  options: {
    text: { value: '"..."', multiple: true, help: 'a text' },
    input: { value: '<file>', help: 'a text file (or .gz), one text a line; - for standard input' },
    ...ENCODING_OPTION,
    tokens: { help: 'also the surprisal and the rank of each token' },
    pairs: { help: 'each line is two texts with a tab between: in how many is the first the more probable one?' },
    alternatives: { value: '<n>', help: 'with --tokens --json: so many of the most probable tokens at each place' },
    ...CHECKPOINT_OPTION,
    ...RUNS_OPTION,
  },
  notes: [
    'Each text is scored by itself, as one that begins a line, and the line break behind it with it.',
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
    const lines =
      input === undefined
        ? texts
        : await readInputLines(input, surroundings, { ...encodingOf(given), note: (message) => report.note(message) });
    const tokens = given.flag('tokens');
    const pairs = given.flag('pairs');
    if (tokens && pairs) throw invalidArgument('--tokens and --pairs do not go together.');
    const request = { tokens, alternatives: given.count('alternatives', 0), checkpoint: checkpointOf(given) };
    const asked = pairs ? textsOfPairs(lines) : lines;
    const runsFolder = runsFolderOf(given, cwd);
    return withEngine<ExitCode>(openEngine(surroundings, report), async (client) => {
      const folder = await findRunFolder(given.positionals[0], { client, cwd, runsFolder });
      const scored: ScoredText[] = [];
      for await (const part of scoredParts(client, { folder, ...request }, { texts: asked, report, stop })) {
        report.live('');
        part.forEach((one, i) => {
          if (pairs) return;
          const text = asked[scored.length + i];
          if (tokens) showTokens(report, text, one);
          else showScored(report, text, one);
        });
        // Of a long file the tokens are told and forgotten.
        scored.push(...part.map((one) => ({ ...one, tokens: undefined })));
      }
      if (pairs) reportPairs(report, asked, scored);
      else showTotal(report, scored);
      return 0;
    });
  },
};

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
