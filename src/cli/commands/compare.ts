// nlp-lab compare: runs side by side; with parallel text, whether their figures differ by more than chance.

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
import { findRunFolder, RUNS_OPTION, runsFolderOf } from '../findRun';
import { openEngine } from '../openEngine';
import type { Report } from '../report';
import type { ExitCode } from '../surroundings';
import { formatCount, formatFigure, formatSeconds, formatTable } from '../table';
import { CHECKPOINT_OPTION, checkpointOf } from '../shared/checkpoint';
import type { Command } from '../shared/command';
import { DECODING_OPTIONS, decodingOf } from '../shared/decodingOptions';
import { PAIR_OPTIONS, pairSource } from '../shared/pairOptions';
import { READING_OPTIONS, readingPart } from '../shared/readingOptions';
import { countOf, recordOf } from '../shared/reportFigures';

export const compare: Command = {
  name: 'compare',
  summary: 'Compare runs, on parallel text by paired bootstrap',
  usage: [
    '<run> <run> ...',
    '<run> <run> ... --source <file> --target <file> [--beam 5]',
    '<run> <run> ... --data <table>',
  ],
  positionals: ['<run>', '<run>'],
  isRepeated: true,
  options: {
    data: { value: '<table>', multiple: true, help: 'a table with source and target (runs that write)' },
    ...PAIR_OPTIONS,
    ...READING_OPTIONS,
    ...DECODING_OPTIONS,
    ...CHECKPOINT_OPTION,
    ...RUNS_OPTION,
  },
  notes: [
    'Without a file: what their records hold.',
    'With one, of runs that write texts: each run is judged on it and compared with the first. p is how probable a',
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
      const records = folders.map((folder) => readRecord(nodeFiles, folder));
      if (!hasData) {
        showRecords(report, records, folders);
        return 0;
      }
      const request = { folders, ...onPairs(given, cwd, records) };
      const reply = await client.call('compare', request);
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

function onPairs(given: ParsedArguments, cwd: string, records: readonly RunRecord[]) {
  const other = records.find((record) => !can(record, 'write'));
  if (other)
    throw invalidArgument(
      `The run ${other.id} was trained for ${other.task}: only runs that write texts are compared on a file. Leave the file out to see the figures of the records.`,
    );
  const data = pairSource(given, cwd);
  return { data, baseFolder: cwd, ...readingPart(given), decoding: decodingOf(given), checkpoint: checkpointOf(given) };
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
  const right = { align: 'right' as const };
  const columns = ['value', '95 % from', 'to', 'difference', 'p'].map((title) => ({ title, ...right }));
  runs.forEach(({ folder, report: judged, comparison }, i) => {
    report.line(report.style('bold', path.basename(folder)));
    const rows = judged.figures.flatMap(({ metric, value, low, high }) => {
      if (low === undefined || high === undefined) return [];
      const beside = comparison?.[metric];
      const difference = beside ? `${beside.difference > 0 ? '+' : ''}${metricInTable(metric, beside.difference)}` : '';
      const values = [value, low, high].map((each) => metricInTable(metric, each));
      return [[METRICS[metric].label, ...values, difference, beside ? beside.p.toFixed(3) : '']];
    });
    for (const line of formatTable([{ title: '' }, ...columns].slice(0, i === 0 ? 4 : 6), rows)) report.line(line);
    report.line();
  });
  const { metric, signature } = first.report.figures[0];
  const made = signature === undefined ? '' : `; ${METRICS[metric].label} ${signature}`;
  report.line(report.style('dim', `${countOf(first.report)}; differences from the first run${made}`));
}
