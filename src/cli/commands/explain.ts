// nlp-lab explain: the share of each token of a text in the label, the number or a tag that a run gives.

import { ATTRIBUTION_METHODS, ATTRIBUTION_STEPS, type AttributionMethod } from '../../protocol/attribution';
import { LabError } from '../../protocol/labError';
import type { Progress } from '../../protocol/progress';
import type { ParsedArguments } from '../arguments';
import { withEngine } from '../engineThread';
import { invalidArgument } from '../failure';
import { findRunFolder, RUNS_OPTION, runsFolderOf } from '../findRun';
import { readInputLines } from '../inputLines';
import { openEngine } from '../openEngine';
import type { Report } from '../report';
import type { ExitCode, Surroundings } from '../surroundings';
import { CHECKPOINT_OPTION, checkpointOf } from '../shared/checkpoint';
import type { Command } from '../shared/command';
import { ENCODING_OPTION, encodingOf } from '../shared/readingOptions';
import { showShares } from '../shared/shownShares';

export const explain: Command = {
  name: 'explain',
  usage: ['<run> "<text>" [--method <method>] [--label <label>]', '<run> --input <file> [--method <method>] --json'],
  positionals: ['<run>', '<text>'],
  optional: 1,
  options: {
    input: { value: '<file>', help: 'a text file (or .gz), one text or pair a line; - for standard input' },
    ...ENCODING_OPTION,
    method: { value: '<method>', help: `${ATTRIBUTION_METHODS.join(', ')} (default: the first that the run has)` },
    label: {
      value: '<label>',
      help: 'the label or tag whose score is shared out (default: the one that the run gives)',
    },
    token: {
      value: '<n>',
      help: 'of runs that tag: whose tag, the first token is 0 (default: that of the first entity)',
    },
    steps: { value: '<n>', help: `of integrated gradients (default: ${ATTRIBUTION_STEPS.usual})` },
    ...CHECKPOINT_OPTION,
    ...RUNS_OPTION,
  },
  notes: [
    'weights: the weights of words and words in a row, exactly (naive-bayes, linear-svm, logistic-regression, nb-svm, fasttext, crf).',
    'integrated: integrated gradients from token vectors of 0 to those of the text (Sundararajan et al. 2017); gradient: the gradient',
    'times the token vector. leave-one-out: what the score loses without the token. attention: where the model looks, without a sign.',
    'The score is that of the label against the mean of the others, as natural logarithms: of two labels the log-odds; of runs that may',
    'give several labels that of the label alone; of runs that give numbers the number.',
    'With --json: one line per text, {"input":...,"method":...,"answer":...,"target":...,"score":...,"tokens":[{"token":...,"text":0,',
    '"start":...,"end":...,"share":...}]}, places in UTF-16 units of "texts", the texts as the model read them; of integrated gradients',
    'also "baseline", "steps" and "completenessError"; of weights also "features".',
  ],

  async run(given, report, surroundings) {
    const { cwd } = surroundings;
    const texts = await textsOf(given, report, surroundings);
    const asked = {
      ...{ checkpoint: checkpointOf(given), method: methodOf(given), target: given.text('label') },
      ...{ token: given.count('token', 0), steps: given.count('steps', 1) },
    };
    const runsFolder = runsFolderOf(given, cwd);
    return withEngine<ExitCode>(openEngine(surroundings, report), async (client) => {
      const folder = await findRunFolder(given.positionals[0], { client, cwd, runsFolder });
      const onProgress = ({ fraction = 0 }: Progress): void =>
        report.live(`Explaining ${Math.round(100 * fraction)} %`);
      for (const text of texts) {
        const reply = await client.call('attribute', { folder, text, ...asked }, { onProgress });
        report.live('');
        showShares(report, text, reply);
      }
      return 0;
    });
  },
};

function methodOf(given: ParsedArguments): AttributionMethod | undefined {
  const name = given.text('method');
  const method = ATTRIBUTION_METHODS.find((each) => each === name);
  if (name !== undefined && !method)
    throw invalidArgument(`--method must be one of ${ATTRIBUTION_METHODS.join(', ')}, not "${name}".`);
  return method;
}

/** Lines without text are passed over. */
async function textsOf(given: ParsedArguments, report: Report, surroundings: Surroundings): Promise<string[]> {
  const [, text] = given.positionals;
  const input = given.text('input');
  if ((text === undefined) === (input === undefined)) throw invalidArgument('Give either a text or --input <file>.');
  if (input === undefined) {
    if (text.trim() === '') throw invalidArgument('The text is empty: there is nothing to explain.');
    return [text];
  }
  const lines = await readInputLines(input, surroundings, {
    ...{ ...encodingOf(given), note: (message) => report.note(message) },
  });
  const texts = lines.filter((line) => line.trim() !== '');
  if (texts.length === 0) throw new LabError('INVALID_DATA', `There are no texts in "${input}".`, { file: input });
  return texts;
}
