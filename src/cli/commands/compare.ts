// nlp-lab compare: runs side by side; on data, whether their figures differ by more than chance.

import * as path from 'node:path';
import { nodeFiles } from '../../engine/store/nodeFiles';
import { readRecord } from '../../engine/store/runRecord';
import { can } from '../../protocol/ability';
import type { CompareReply } from '../../protocol/comparison';
import { METRICS, metricInTable } from '../../protocol/metrics';
import type { RunRecord } from '../../protocol/run';
import type { ParsedArguments } from '../arguments';
import { withEngine } from '../engineThread';
import { invalidArgument } from '../failure';
import { findRunFolder, isModelFile, RUNS_OPTION, runsFolderOf } from '../findRun';
import { openEngine } from '../openEngine';
import type { Report } from '../report';
import type { ExitCode } from '../surroundings';
import { formatCount, formatFigure, formatSeconds, formatTable } from '../table';
import { abilitiesOf } from '../shared/abilitiesOf';
import { CHECKPOINT_OPTION, checkpointOf } from '../shared/checkpoint';
import type { Command } from '../shared/command';
import { COLUMN_OPTIONS, columnsOf } from '../shared/columnOptions';
import { DECODING_OPTIONS, decodingOf } from '../shared/decodingOptions';
import { labelledSource } from '../shared/labelledSource';
import { PAIR_OPTIONS, pairSource } from '../shared/pairOptions';
import { READING_OPTIONS, readingPart } from '../shared/readingOptions';
import { countOf, recordOf } from '../shared/reportFigures';

export const compare: Command = {
  name: 'compare',
  summary: 'Compare runs, on data by paired bootstrap',
  usage: [
    '<run> <run> ...',
    '<run> <run> ... --source <file> --target <file> [--beam 5]',
    '<run> <run> ... --data <file>',
  ],
  positionals: ['<run>', '<run>'],
  isRepeated: true,
  options: {
    data: {
      value: '<file>',
      multiple: true,
      help: 'a table with what the runs read and the right answers, or <label>=<file> for one file a label; of runs that tag, a file of tagged sentences',
    },
    ...COLUMN_OPTIONS,
    ...PAIR_OPTIONS,
    ...READING_OPTIONS,
    ...DECODING_OPTIONS,
    ...CHECKPOINT_OPTION,
    ...RUNS_OPTION,
  },
  notes: [
    "Without a file: what their records hold. <run> may be a classifier's file of fastText, .bin or .ftz, which has no record.",
    'With one, of runs that answer in the same way: each is judged on it and compared with the first. p is how probable a',
    'difference as large would be if both were equally good.',
    'With --json: a line for each run, {"run":...,"metrics":{...}}, with a file also',
    '"intervals":{...} and, from the second on, "comparison":{"bleu":{"difference":...,"p":...},...}.',
  ],

  async run(given, report, surroundings) {
    const { cwd } = surroundings;
    const hasData =
      ['source', 'target'].some((name) => given.text(name) !== undefined) || given.texts('data').length > 0;
    const runsFolder = runsFolderOf(given, cwd);
    return withEngine<ExitCode>(openEngine(surroundings, report), async (client) => {
      const folders: string[] = [];
      for (const run of given.positionals) folders.push(await findRunFolder(run, { client, cwd, runsFolder }));
      requireDifferent(folders);
      if (!hasData) {
        folders.forEach(requireRecord);
        const records = folders.map((folder) => readRecord(nodeFiles, folder));
        showRecords(report, records, folders);
        return 0;
      }
      const reply = await client.call('compare', { folders, ...onData(given, cwd, folders) });
      report.live('');
      showComparison(report, reply);
      return 0;
    });
  },
};

function requireDifferent(folders: readonly string[]): void {
  const repeated = folders.find((folder, i) => folders.indexOf(folder) !== i);
  if (repeated) throw invalidArgument(`The run ${path.basename(repeated)} is named twice.`);
}

function requireRecord(folder: string): void {
  if (isModelFile(folder))
    throw invalidArgument(
      `${path.basename(folder)} is a model's file, which holds no figures: name a labelled file with --data <file>.`,
    );
}

/** What the runs are judged on, in the way in which all of them answer. */
function onData(given: ParsedArguments, cwd: string, folders: readonly string[]) {
  const more = { baseFolder: cwd, ...readingPart(given), checkpoint: checkpointOf(given) };
  const writes = folders.map((folder) => can(abilitiesOf(folder), 'write'));
  const other = folders[writes.indexOf(!writes[0])] as string | undefined;
  if (other !== undefined) {
    const [one, two] = [folders[0], other].map((folder) => path.basename(folder));
    const [writing, answering] = writes[0] ? [one, two] : [two, one];
    throw invalidArgument(
      `The run ${writing} writes texts and ${answering} does not: they cannot be compared on a file. Leave the file out to see the figures of the records.`,
    );
  }
  if (writes[0]) return { ...more, data: pairSource(given, cwd), decoding: decodingOf(given) };
  return { ...more, data: labelledSource(given.texts('data'), cwd), columns: columnsOf(given) };
}

function showRecords(report: Report, records: readonly RunRecord[], folders: readonly string[]): void {
  records.forEach(({ id, name, task, modelType, parameters, epoch, seconds, metrics }, i) =>
    report.record({ run: id, name, task, model: modelType, parameters, epoch, seconds, metrics, folder: folders[i] }),
  );
  if (report.json) return;
  const names = [...new Set(records.flatMap(({ metrics }) => Object.keys(metrics)))];
  const row = (title: string, of: (record: RunRecord) => string): string[] => [title, ...records.map(of)];
  const rows = [
    row('model', ({ modelType }) => modelType),
    row('parameters', ({ parameters }) => formatCount(parameters)),
    row('epochs', ({ epoch, epochs }) => `${epoch}/${epochs}`),
    row('time', ({ seconds }) => formatSeconds(seconds)),
    ...names.map((name) => row(name, ({ metrics }) => (name in metrics ? formatFigure(metrics[name]) : '–'))),
  ];
  const titles = records.map(({ id }) => ({ title: id, align: 'right' as const }));
  const [head, ...lines] = formatTable([{ title: '' }, ...titles], rows);
  report.line(report.style('bold', head));
  for (const line of lines) report.line(line);
}

function showComparison(report: Report, { runs }: CompareReply): void {
  for (const { folder, report: judged, comparison } of runs)
    report.record({ run: path.basename(folder), ...recordOf(judged, { minor: true }), comparison });
  if (report.json) return;
  const [first] = runs;
  const compared = new Set(runs.flatMap(({ comparison = {} }) => Object.keys(comparison)));
  const right = { align: 'right' as const };
  const columns = ['value', '95 % from', 'to', 'difference', 'p'].map((title) => ({ title, ...right }));
  runs.forEach(({ folder, report: judged, comparison }, i) => {
    report.line(report.style('bold', path.basename(folder)));
    const rows = judged.figures.flatMap(({ metric, value, low, high }) => {
      const beside = comparison?.[metric];
      if (low === undefined && !compared.has(metric)) return [];
      const difference = beside ? `${beside.difference > 0 ? '+' : ''}${metricInTable(metric, beside.difference)}` : '';
      const values = [value, low, high].map((each) => (each === undefined ? '' : metricInTable(metric, each)));
      return [[METRICS[metric].label, ...values, difference, beside ? beside.p.toFixed(3) : '']];
    });
    for (const line of formatTable([{ title: '' }, ...columns].slice(0, i === 0 ? 4 : 6), rows)) report.line(line);
    report.line();
  });
  const { metric, signature } = first.report.figures[0];
  const made = signature === undefined ? '' : `; ${METRICS[metric].label} ${signature}`;
  report.line(report.style('dim', `${countOf(first.report)}; differences from the first run${made}`));
}
