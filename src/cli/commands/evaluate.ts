// nlp-lab evaluate: the figures of a run's model on labelled data.

import * as fs from 'node:fs';
import * as path from 'node:path';
import type { DataSource } from '../../protocol/experiment';
import { METRICS } from '../../protocol/metrics';
import type { ClassificationReport } from '../../protocol/run';
import { withEngine } from '../engineThread';
import { invalidArgument } from '../failure';
import { findRunFolder, RUNS_OPTION, runsFolderOf } from '../findRun';
import { openEngine } from '../openEngine';
import type { Report } from '../report';
import type { ExitCode } from '../surroundings';
import { formatCount, formatFigure, formatMetrics, formatTable, shorten } from '../table';
import { CHECKPOINT_OPTION, checkpointOf } from '../shared/checkpoint';
import type { Command } from '../shared/command';
import { DECODING_OPTIONS, decodingOf } from '../shared/decodingOptions';
import { PAIR_OPTIONS, pairSource } from '../shared/pairOptions';
import { showSequenceFigures } from '../shared/sequenceFigures';
import { taskOf } from '../shared/taskOf';

const SHOWN_CLASSES_IN_MATRIX = 12;
const BY_LABEL = ['precision', 'recall', 'f1'] as const;

export const evaluate: Command = {
  name: 'evaluate',
  summary: "Measure a run's model on a labelled file",
  usage: [
    '<run> --source <file> --target <file> [--beam 5]',
    '<run> --data <file>',
    '<run> --data <label>=<file> --data <label>=<file> ...',
  ],
  positionals: ['<run>'],
  options: {
    data: {
      value: '<file>',
      multiple: true,
      help: 'a table with text and label, or <label>=<file> for one file a label',
    },
    'text-column': { value: '<name>', help: "column of the texts (default: the experiment's)" },
    'label-column': { value: '<name>', help: "column of the labels (default: the experiment's)" },
    ...PAIR_OPTIONS,
    ...DECODING_OPTIONS,
    ...CHECKPOINT_OPTION,
    ...RUNS_OPTION,
  },
  notes: [
    'With --json: one line, {"run":...,"metrics":{"accuracy":...,"macroF1":...,"loss":...},"count":...};',
    'of sequence-to-sequence runs {"run":...,"metrics":{"bleu":...,"chrf":...,"rougeL":...,"loss":...,"perplexity":...},"intervals":...,"signature":...,"count":...}.',
  ],

  async run(given, report, surroundings) {
    const { cwd } = surroundings;
    const isParallel = given.text('source') !== undefined || given.text('target') !== undefined;
    const labelled = isParallel ? undefined : dataSource(given.texts('data'), cwd);
    const checkpoint = checkpointOf(given);
    const runsFolder = runsFolderOf(given, cwd);
    return withEngine<ExitCode>(openEngine(surroundings, report), async (client) => {
      const folder = await findRunFolder(given.positionals[0], { client, cwd, runsFolder });
      if (taskOf(folder) === 'sequence-to-sequence') {
        const decoding = decodingOf(given);
        const request = { folder, data: pairSource(given, cwd), baseFolder: cwd, checkpoint, decoding };
        const figures = await client.call('evaluateTranslation', request);
        report.live('');
        showSequenceFigures(report, path.basename(folder), figures);
        return 0;
      }
      if (!labelled) throw invalidArgument('This run gives labels: name a labelled file with --data <file>.');
      const data = labelled;
      const columns = { text: given.text('text-column'), label: given.text('label-column') };
      const figures = await client.call('evaluate', { folder, data, baseFolder: cwd, checkpoint, ...columns });
      report.live('');
      const { accuracy, macroF1, loss, count } = figures;
      report.record({ run: path.basename(folder), metrics: { accuracy, macroF1, loss }, count });
      if (!report.json) showFigures(report, figures);
      return 0;
    });
  },
};

/** One table, or files by label when every value is `<label>=<file>`. Paths become absolute. */
function dataSource(given: readonly string[], cwd: string): DataSource {
  if (given.length === 0) throw invalidArgument('--data is missing: name a labelled file with --data <file>.');
  const resolve = (file: string): string => path.resolve(cwd, file);
  if (given.length === 1 && (!given[0].includes('=') || fs.existsSync(resolve(given[0])))) return resolve(given[0]);
  const labels = given.map((value): [string, string] => {
    const cut = value.indexOf('=');
    if (cut < 1 || cut === value.length - 1)
      throw invalidArgument(`With several --data each must be <label>=<file>, not "${value}".`);
    return [value.slice(0, cut), resolve(value.slice(cut + 1))];
  });
  const repeated = labels.find(([label], index) => labels.findIndex(([other]) => other === label) !== index);
  if (repeated) throw invalidArgument(`--data names the label "${repeated[0]}" twice.`);
  return { labels: Object.fromEntries(labels) };
}

function showFigures(
  report: Report,
  { accuracy, macroF1, loss, count, source, classes, labels, confusion }: ClassificationReport,
): void {
  report.line(
    `${report.style('bold', formatMetrics({ accuracy }))}  ${formatMetrics({ macroF1, loss })}  ` +
      report.style('dim', `${formatCount(count)} examples of ${source}`),
  );
  report.line();
  const right = { align: 'right' as const };
  const rows = classes.map(({ label, support, ...figures }) => [
    shorten(label, 30),
    ...BY_LABEL.map((name) => formatFigure(figures[name])),
    formatCount(support),
  ]);
  const titles = [...BY_LABEL.map((name) => METRICS[name].label), 'examples'].map((title) => ({ title, ...right }));
  for (const line of formatTable([{ title: 'label' }, ...titles], rows)) report.line(line);
  if (labels.length > SHOWN_CLASSES_IN_MATRIX) return;
  report.line();
  const counts = labels.map((label, actual) => [shorten(label, 30), ...confusion[actual].map(formatCount)]);
  const predicted = labels.map((label) => ({ title: shorten(label, 12), ...right }));
  for (const line of formatTable([{ title: 'actual \\ predicted' }, ...predicted], counts)) report.line(line);
}
