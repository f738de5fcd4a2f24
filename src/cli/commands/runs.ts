// nlp-lab runs: what has been run, newest first as the engine lists them; or those for which an expression holds, with what is known of them.

import { changesText } from '../../protocol/changedKeys';
import { csvLine } from '../../protocol/csvLine';
import type { RunAbout, RunSummary } from '../../protocol/run';
import { namesIn } from '../../protocol/runQuery/evaluate';
import { asksForArchived } from '../../protocol/runQuery/filter';
import { parseExpression } from '../../protocol/runQuery/parse';
import { requireKey } from '../../protocol/runQuery/sortRows';
import { keysOf, type RowValue, type RunRow } from '../../protocol/runRow';
import type { ParsedArguments } from '../arguments';
import { withEngine } from '../engineThread';
import { invalidArgument } from '../failure';
import { RUNS_OPTION, runsFolderOf } from '../findRun';
import { openEngine } from '../openEngine';
import type { Report } from '../report';
import { formatFigure, formatMetrics, formatSeconds, formatTable, shorten } from '../table';
import { chooseRows, ROW_OPTIONS, type RowChoice, rowChoiceOf } from '../shared/chosenRows';
import type { Command } from '../shared/command';
import { diskUse } from '../shared/diskUse';

const USUAL_COLUMNS = ['id', 'status', 'model.type'];
const MOST_CELLS = 60;

export const runs: Command = {
  name: 'runs',
  usage: [
    '[--runs <folder>]',
    `--query 'validation.accuracy > 0.8 && model.type == "lstm"' [--sort validation.accuracy] [--columns <keys>] [--csv]`,
    '--keys',
    '--disk',
  ],
  positionals: [],
  options: {
    ...ROW_OPTIONS,
    columns: {
      value: '<key,key>',
      help: 'what is listed of each run (default its id, status, model, and keys of the query)',
    },
    csv: { help: 'print a table for spreadsheets on standard output; without --columns all keys' },
    archived: { help: 'also those that are archived; a query that names archived decides itself' },
    disk: { help: 'list what they take on the disk, the largest first' },
    keys: { help: 'list the keys that runs have, each with a value' },
    ...RUNS_OPTION,
  },
  notes: [
    'Expressions: keys of the experiment (model.type), figures (validation.accuracy, test.accuracy; best.validation.accuracy at the',
    'best epoch; evaluation.accuracy of the latest evaluation), name, status, task, created, seconds, seed, parameters, tags,',
    'starred; == != < <= > >=, contains and matches (with * and ?), in ["a", "b"]; && || ! and brackets. 80% is 0.8.',
    'What a run has not never holds, with != neither: !(key == "x") holds then. A key with odd characters stands in backticks.',
    'With --json: one line per run, {"run":...,"name":...,"status":...,"metrics":{...}}; with --query or another of these options',
    '{"run":...,"folder":...,"values":{...}} with every key, or those of --columns; with --disk {"run":...,"bytes":...,"checkpoints":...,',
    '"optimizer":...,"evaluations":...}. What optimisers keep is needed by trainings that go on alone: clean-runs takes it away.',
  ],

  async run(given, report, surroundings) {
    const runsFolder = runsFolderOf(given, surroundings.cwd);
    const asked = askedOf(given, report);
    if (given.flag('disk')) return diskUse(given, report, surroundings);
    if (!asked) {
      const found = await withEngine(openEngine(surroundings, report), (client) => client.call('runs', { runsFolder }));
      const listed = found.runs.filter(({ about }) => given.flag('archived') || !about?.archived);
      for (const { folder, record, resumable, about, changes } of listed) {
        const { id, name, status, metrics, epoch, step, seconds, createdAt } = record;
        const why = isUnreadable(record) && { failure: record.failure?.message };
        const said = { ...(about && { about }), ...(changes && { changes }), ...why };
        report.record({ run: id, name, status, metrics, folder, epoch, step, seconds, createdAt, resumable, ...said });
      }
      if (!report.json) showTable(report, listed, runsFolder);
      return 0;
    }
    const { rows } = await withEngine(openEngine(surroundings, report), (client) =>
      client.call('runRows', { runsFolder }),
    );
    const known = keysOf(rows);
    for (const key of asked.columns ?? []) requireKey(key, known);
    const isAsked = given.flag('archived') || (asked.query !== undefined && asksForArchived(asked.query));
    const chosen = chooseRows(isAsked ? rows : rows.filter(({ values }) => !values.archived), asked, known);
    if (rows.length === 0 && !report.json && !asked.csv) showTable(report, [], runsFolder);
    else if (asked.keys) showKeys(report, rows, known);
    else showRows(report, chosen, { ...asked, known });
    return 0;
  },
};

interface Asked extends RowChoice {
  columns?: string[];
  csv: boolean;
  keys: boolean;
}

/** Undefined where the plain list is wanted. */
function askedOf(given: ParsedArguments, report: Report): Asked | undefined {
  const [csv, keys, columns] = [given.flag('csv'), given.flag('keys'), given.text('columns')];
  if (csv && report.json) throw invalidArgument('--csv and --json exclude each other. Leave one out.');
  const choice = rowChoiceOf(given);
  const { query, sort, limit } = choice;
  if ([query, sort, limit, columns].every((each) => each === undefined) && !csv && !keys) return undefined;
  const named = columns?.split(',').map((key) => key.trim());
  return { ...choice, csv, keys, ...(named && { columns: named.filter((key) => key !== '') }) };
}

function showKeys(report: Report, rows: readonly RunRow[], known: ReadonlySet<string>): void {
  const listed = [...known].sort().map((key) => {
    const having = rows.filter(({ values }) => Object.hasOwn(values, key));
    return { key, runs: having.length, example: having[0].values[key] };
  });
  listed.forEach((each) => report.record(each));
  if (report.json || listed.length === 0) return;
  const lines = formatTable(
    [{ title: 'key' }, { title: 'runs', align: 'right' }, { title: 'a value' }],
    listed.map(({ key, runs: count, example }) => [key, String(count), shorten(cell(example), MOST_CELLS)]),
  );
  lines.forEach((line) => report.line(line));
}

function showRows(report: Report, rows: readonly RunRow[], asked: Asked & { known: ReadonlySet<string> }): void {
  const { columns, csv, known } = asked;
  const pick = ({ values }: RunRow): Record<string, RowValue> =>
    columns ? Object.fromEntries(columns.flatMap((key) => (key in values ? [[key, values[key]]] : []))) : values;
  for (const row of rows) report.record({ run: row.id, folder: row.folder, values: pick(row) });
  if (report.json) return;
  if (csv) {
    const keys = columns ?? ['id', ...[...known].filter((key) => key !== 'id').sort()];
    const text = [keys, ...rows.map(({ values }) => keys.map((key) => plain(values[key])))].map(csvLine).join('');
    return report.piece(text);
  }
  if (rows.length === 0) return report.line('No run is such.');
  const keys = columns ?? [
    ...new Set([...USUAL_COLUMNS, ...(asked.sort ? [asked.sort.key] : []), ...namedIn(asked.query)]),
  ];
  const isNumeric = (key: string): boolean => rows.some(({ values }) => typeof values[key] === 'number');
  const [head, ...lines] = formatTable(
    keys.map((title) => ({ title, ...(isNumeric(title) ? { align: 'right' as const } : {}) })),
    rows.map(({ values }) => keys.map((key) => shorten(cell(values[key]), MOST_CELLS))),
  );
  report.line(report.style('dim', head));
  for (const line of lines) report.line(line);
}

const namedIn = (query: string | undefined): string[] =>
  query === undefined ? [] : namesIn(parseExpression(query)).map(({ name }) => name);

const plain = (value: RowValue | undefined): string | number =>
  typeof value === 'number' ? value : typeof value === 'object' ? value.join(', ') : String(value ?? '');

const cell = (value: RowValue | undefined): string =>
  typeof value === 'number' && !Number.isInteger(value) ? formatFigure(value) : String(plain(value));

function showTable(report: Report, summaries: readonly RunSummary[], runsFolder: string): void {
  if (summaries.length === 0) return report.line(`No runs in ${runsFolder}.`);
  const rows = summaries.map(({ record, resumable, about, changes = [] }) => [
    record.id,
    record.status + (resumable ? ' (resumable)' : ''),
    record.modelType,
    `${record.epoch}/${record.epochs}`,
    record.best === undefined ? '' : formatMetrics({ [record.best.monitor]: record.best.value }),
    formatSeconds(record.seconds),
    isUnreadable(record) ? (record.failure?.message ?? '') : wordsOn(about, changesText(changes)),
  ]);
  const titles = ['run', 'status', 'model', 'epoch', 'best'].map((title) => ({ title }));
  const [head, ...lines] = formatTable([...titles, { title: 'time', align: 'right' }, { title: '' }], rows);
  report.line(report.style('dim', head.trimEnd()));
  for (const line of lines) report.line(line.trimEnd());
}

/** Its record is damaged, or of a newer version: the failure is why. */
const isUnreadable = ({ task, failure }: RunSummary['record']): boolean => task === '' && failure !== undefined;

/** What people say of a run, and what differs from the one before. */
const wordsOn = ({ starred, archived, name, tags = [] }: RunAbout = {}, changes: string): string =>
  [starred ? '*' : '', archived ? '(archived)' : '', name, ...tags.map((tag) => `#${tag}`), changes]
    .filter(Boolean)
    .join(' ');
