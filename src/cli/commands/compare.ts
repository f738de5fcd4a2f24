// nlp-lab compare: runs side by side; on data, whether their figures differ by more than chance.

import * as path from 'node:path';
import { writeFileAtomically } from '../../engine/store/atomicFile';
import { nodeFiles } from '../../engine/store/nodeFiles';
import { readRecord } from '../../engine/store/runRecord';
import { can } from '../../protocol/ability';
import { comparisonCsv } from '../../protocol/comparedSystems';
import type { CompareReply } from '../../protocol/comparison';
import { LabError } from '../../protocol/labError';
import type { RunRecord } from '../../protocol/run';
import type { ParsedArguments } from '../arguments';
import { withEngine } from '../engineThread';
import { invalidArgument } from '../failure';
import { findRunFolder, isModelFile, RUNS_OPTION, type RunLookup, runsFolderOf } from '../findRun';
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
import { comparisonDocument, recordComparison, showComparison } from '../shared/shownComparison';

export const compare: Command = {
  name: 'compare',
  usage: [
    '<run> <run> ...',
    '<run> <run> ... --source <file> --target <file> [--beam 5]',
    '<run> <run> ... --data <file> [--markdown]',
  ],
  positionals: ['<run>', '<run>'],
  isRepeated: true,
  options: {
    data: {
      value: '<file>',
      multiple: true,
      help: 'a table with what the runs read and the right answers, or <label>=<file> for one file a label; of runs that tag, a file of tagged sentences',
    },
    baseline: { value: '<run>', help: 'the run that others are set against (default: the first)' },
    csv: { help: 'print the figures as a table for spreadsheets' },
    markdown: { help: 'print a report as Markdown' },
    report: {
      value: '<file>',
      help: 'write a report: tables, curves, examples, how to repeat it; .html (one page, no scripts) or .md',
    },
    ...COLUMN_OPTIONS,
    ...PAIR_OPTIONS,
    ...READING_OPTIONS,
    ...DECODING_OPTIONS,
    ...CHECKPOINT_OPTION,
    ...RUNS_OPTION,
  },
  notes: [
    'Runs that differ in nothing but their seed are one system. Two systems of several seeds each are compared by Welch’s t, others by',
    'paired bootstrap over the test texts; McNemar’s test, approximate randomization and permutations stand beside. p is how probable a',
    'difference as large would be if both were equally good; p (Holm) is corrected for all pairs.',
    'Without a file: what their records hold, and their latest evaluations, where these are of the same examples.',
    "With one, of runs that answer in the same way: each is judged on it. <run> may be a classifier's file of fastText, .bin or .ftz.",
    'With --json: a line for each run, {"run":...,"system":0}, each system, {"system":0,"name":...,"figures":{...}}, and each pair,',
    '{"systems":[0,1],"figures":{"bleu":{"difference":...,"low":...,"high":...,"p":...,"adjusted":...},...}}.',
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
      const written = reportFile(given, cwd);
      const isTable = written !== undefined || given.flag('csv') || given.flag('markdown');
      if (!hasData) {
        folders.forEach(requireRecord);
        const records = folders.map((folder) => readRecord(nodeFiles, folder));
        if (!isTable) showRecords(report, records, folders);
      }
      const request = hasData ? onData(given, cwd, folders) : { baseFolder: cwd };
      const reply = await client.call('compare', { folders, ...request }).catch((error: unknown) => {
        if (hasData || isTable) throw error;
        return void report.note(`note: ${LabError.toData(error).message}`);
      });
      report.live('');
      if (!reply) return 0;
      const baseline = await baselineOf(given, reply, { client, cwd, runsFolder });
      show(given, report, reply, baseline);
      if (written)
        writeFileAtomically(nodeFiles, written.file, comparisonDocument(reply, { baseline, kind: written.kind }));
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

const KINDS: ReadonlyMap<string, 'markdown' | 'html'> = new Map([
  ['.md', 'markdown'],
  ['.html', 'html'],
]);

/** Where a report is to be written, and in what form, as its ending says. */
function reportFile(given: ParsedArguments, cwd: string): { file: string; kind: 'markdown' | 'html' } | undefined {
  const named = given.text('report');
  if (named === undefined) return undefined;
  const kind = KINDS.get(path.extname(named).toLowerCase());
  if (!kind) throw invalidArgument(`A report is written as .html or .md, and not as "${path.basename(named)}".`);
  return { file: path.resolve(cwd, named), kind };
}

/** The system of the run that is named. */
async function baselineOf(given: ParsedArguments, { runs, systems }: CompareReply, lookup: RunLookup): Promise<number> {
  const named = given.text('baseline');
  if (named === undefined) return 0;
  const folder = await findRunFolder(named, lookup);
  const place = runs.findIndex((run) => run.folder === folder);
  if (place < 0)
    throw invalidArgument(`The run ${path.basename(folder)} of --baseline is none of those that are compared.`);
  return systems.findIndex((system) => system.runs.includes(place));
}

function show(given: ParsedArguments, report: Report, reply: CompareReply, baseline: number): void {
  recordComparison(report, reply);
  if (report.json) return;
  if (given.flag('csv')) for (const line of comparisonCsv(reply, baseline).trimEnd().split('\r\n')) report.line(line);
  else if (given.flag('markdown')) report.piece(comparisonDocument(reply, { baseline, kind: 'markdown' }));
  else showComparison(report, reply, baseline);
}
