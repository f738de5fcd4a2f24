// nlp-lab predict: a run's model on texts of the command line, a file or standard input.

import type { Prediction } from '../../protocol/engine';
import type { DecodedOutput } from '../../protocol/translation';
import type { ParsedArguments } from '../arguments';
import { withEngine } from '../engineThread';
import { invalidArgument } from '../failure';
import { findRunFolder, RUNS_OPTION, runsFolderOf } from '../findRun';
import { readInputLines } from '../inputLines';
import { openEngine } from '../openEngine';
import type { Report } from '../report';
import type { ExitCode, Surroundings } from '../surroundings';
import { shorten } from '../table';
import { CHECKPOINT_OPTION, checkpointOf } from '../shared/checkpoint';
import type { Command } from '../shared/command';
import { DECODING_OPTIONS, decodingOf, OUTPUT_OPTIONS } from '../shared/decodingOptions';
import { taskOf } from '../shared/taskOf';

/** Texts sent at once: few loads of the model, yet answers while a long file is under way. */
const TEXTS_AT_ONCE = 4096;

/** Features of a text that people are shown; with --json all. */
const SHOWN_FEATURES = 10;

export const predict: Command = {
  name: 'predict',
  summary: "Ask a run's model about texts",
  usage: ['<run> --text "..."', '<run> --input <file> [--beam 5] [--length-penalty 1]'],
  positionals: ['<run>'],
  options: {
    text: { value: '"..."', multiple: true, help: 'a text' },
    input: { value: '<file>', help: 'a text file (or .gz), one text a line; - for standard input' },
    explain: { help: 'say which words decided (naive-bayes, linear-svm, logistic-regression, nb-svm)' },
    ...DECODING_OPTIONS,
    ...OUTPUT_OPTIONS,
    ...CHECKPOINT_OPTION,
    ...RUNS_OPTION,
  },
  notes: [
    'With --json: one line per text, {"input":...,"output":...,"score":...,"label":...,"probabilities":{...}};',
    'in place of "probabilities" "scores" for SVMs, whose shares are made from margins; with --explain also "features".',
    'Of sequence-to-sequence runs: {"input":...,"output":...,"score":...}, and with --n-best "alternatives":[{"output":...,"score":...}].',
  ],

  async run(given, report, surroundings) {
    const { cwd } = surroundings;
    const checkpoint = checkpointOf(given);
    const texts = await textsOf(given, surroundings);
    const explain = given.flag('explain');
    const decoding = decodingOf(given);
    const runsFolder = runsFolderOf(given, cwd);
    return withEngine<ExitCode>(openEngine(surroundings, report), async (client) => {
      const folder = await findRunFolder(given.positionals[0], { client, cwd, runsFolder });
      const writes = taskOf(folder) === 'sequence-to-sequence';
      if (decoding && !writes) throw invalidArgument('This run gives labels: there is nothing to decode.');
      for (let first = 0; first < texts.length; first += TEXTS_AT_ONCE) {
        const part = texts.slice(first, first + TEXTS_AT_ONCE);
        if (writes) {
          const filled = part.filter((text) => text.trim() !== '');
          const request = { folder, texts: filled, checkpoint, decoding };
          const written = filled.length > 0 ? (await client.call('translate', request)).translations : [];
          report.live('');
          let next = 0;
          for (const text of part) showWritten(report, text.trim() === '' ? empty(text) : written[next++]);
          continue;
        }
        const { predictions } = await client.call('predict', { folder, texts: part, checkpoint, explain });
        report.live('');
        for (const prediction of predictions) showPrediction(report, prediction, surroundings);
      }
      return 0;
    });
  },
};

async function textsOf(given: ParsedArguments, surroundings: Surroundings): Promise<string[]> {
  const texts = given.texts('text');
  const input = given.text('input');
  if (texts.length > 0 === (input !== undefined)) throw invalidArgument('Give either --text "..." or --input <file>.');
  return input === undefined ? texts : readInputLines(input, surroundings);
}

/** An empty text has an empty output, so that line k of the output belongs to line k of the input. */
const empty = (input: string) => ({ input, outputs: [{ text: '', score: 0 }] });

interface WrittenOutputs {
  input: string;
  outputs: readonly Pick<DecodedOutput, 'text' | 'score'>[];
}

function showWritten(report: Report, { input, outputs }: WrittenOutputs): void {
  const [best, ...others] = outputs;
  const alternatives = others.map(({ text, score }) => ({ output: text, score }));
  const more = alternatives.length > 0 ? { alternatives } : {};
  report.record({ input, output: best.text, score: best.score, ...more });
  if (report.json) return;
  for (const { text, score } of outputs) report.line(outputs.length > 1 ? `${score.toFixed(4)}  ${text}` : text);
}

function showPrediction(report: Report, prediction: Prediction, { stdout }: Surroundings): void {
  const { input, output, score, label, probabilities, uncalibrated, explanation } = prediction;
  const shares = uncalibrated ? { scores: probabilities } : { probabilities };
  const features = explanation?.features;
  report.record({ input, output, score, label, ...shares, ...(features && { features }) });
  if (report.json) return;
  const width = Math.max(20, (stdout.isTTY === true ? (stdout.columns ?? 80) : 120) - output.length - 10);
  report.line(`${score.toFixed(4)}  ${report.style('bold', output)}  ${report.style('dim', shorten(input, width))}`);
  for (const { feature, contribution } of features?.slice(0, SHOWN_FEATURES) ?? [])
    report.line(`        ${(contribution < 0 ? '' : '+') + contribution.toFixed(3)}  ${shorten(feature, width)}`);
}
