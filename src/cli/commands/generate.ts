// nlp-lab generate: a language model goes on with a text, written as it comes.

import { withEngine } from '../engineThread';
import { invalidArgument } from '../failure';
import { findRunFolder, RUNS_OPTION, runsFolderOf } from '../findRun';
import { openEngine } from '../openEngine';
import { CHECKPOINT_OPTION, checkpointOf } from '../shared/checkpoint';
import type { Command } from '../shared/command';
import { SAMPLING_OPTIONS, samplingOf } from '../shared/samplingOptions';
import type { ExitCode } from '../surroundings';

export const generate: Command = {
  name: 'generate',
  usage: ['<run> --prompt "..." [--tokens 200] [--temperature 0.8] [--top-p 0.95]'],
  positionals: ['<run>'],
  options: {
    prompt: { value: '"..."', help: 'the text to go on with (default: none, as at the beginning of a text)' },
    tokens: { value: '<n>', help: 'most tokens to add (default 100)' },
    stop: { value: '"..."', multiple: true, help: 'end before this text; \\n and \\t are a line break and a tab' },
    ...SAMPLING_OPTIONS,
    'no-unknown': { help: 'never add <unk>, which stands for what the vocabulary lacks' },
    alternatives: { value: '<n>', help: 'with --json: so many of the most probable tokens at each place (default 10)' },
    ...CHECKPOINT_OPTION,
    ...RUNS_OPTION,
  },
  notes: [
    'The rules of sampling are applied in the order of this list, each to what those before it left.',
    'With --json: a line per token as it comes, {"id":...,"token":...,"text":...,"logProbability":...,"rank":...,"before":[...],"after":[...]},',
    '"before" and "after" being the most probable tokens before and after the rules, and rank 1 the most probable one; at the end',
    '{"text":...,"end":"length"|"stop"}.',
  ],

  async run(given, report, surroundings) {
    const { cwd, stop } = surroundings;
    const request = {
      prompt: given.text('prompt') ?? '',
      tokens: given.count('tokens', 1),
      stop: given.texts('stop').map(unescaped),
      sampling: samplingOf(given),
      withoutUnknown: given.flag('no-unknown') || undefined,
      alternatives: report.json ? given.count('alternatives', 0) : 0,
      checkpoint: checkpointOf(given),
    };
    if (request.stop.includes('')) throw invalidArgument('--stop needs a text.');
    const runsFolder = runsFolderOf(given, cwd);
    return withEngine<ExitCode>(openEngine(surroundings, report), async (client) => {
      const folder = await findRunFolder(given.positionals[0], { client, cwd, runsFolder });
      let isShown = report.json;
      const showPrompt = (): void => {
        if (!isShown) report.piece(request.prompt);
        isShown = true;
      };
      const reply = await client.call(
        'continue',
        { folder, ...request },
        {
          signal: stop,
          onProgress({ token }) {
            report.record({ ...token, rank: token.rank + 1 });
            showPrompt();
            if (!report.json) report.piece(token.text);
          },
        },
      );
      report.record({ text: reply.text, end: reply.end });
      showPrompt();
      if (!report.json) report.line();
      for (const notice of reply.notices) report.note(`note: ${notice}`);
      return 0;
    });
  },
};

/** Line breaks and tabs can hardly be typed into a shell. */
const unescaped = (text: string): string =>
  text.replace(/\\([nt\\])/g, (_, letter: string) => ({ n: '\n', t: '\t' })[letter] ?? letter);
