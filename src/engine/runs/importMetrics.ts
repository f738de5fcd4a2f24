// The figures of a training of any other program, as a table or as TensorBoard's event files, become a run of curves: it is listed, drawn and
// compared as others are, and has no model.

import path from 'node:path';
import { isEventFile } from '../../protocol/eventFile';
import { LabError } from '../../protocol/labError';
import { METRICS, metricName } from '../../protocol/metrics';
import { CURVES, type Metrics, type RunRecord } from '../../protocol/run';
import { removeQuietly } from '../store/atomicFile';
import type { Files } from '../store/files';
import { openMetricsLog } from '../store/metricsLog';
import { createRun, runFiles } from '../store/runFolder';
import { readFileText } from '../store/wholeFile';
import { openTable, tableNotes } from '../text/table';
import { buildOf } from './buildOf';
import { eventLines } from './eventLines';
import { type Count, type EpochLine, lineOf, type Meaning, meaningOf } from './importedFigures';

interface MetricsRequest {
  /** A table, an event file, or a folder of them. */
  file: string;
  name: string;
  /** JSON of what the run was trained with, shown and compared as an experiment's keys are. */
  configFile?: string;
  runsFolder: string;
  baseFolder: string;
}

const MOST_ROWS = 5_000_000;
const MOST_CONFIG_BYTES = 4 << 20;
const NOT_MEASURED = /^(|nan|null|none|na|n\/a|-?inf(inity)?)$/i;
const NUMBER = /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i;

/**
 * Fails with `INVALID_DATA`, naming line and column, where a cell is no number or steps fall; with `INVALID_FILE` where the configuration is
 * no JSON object, as `openTable`, `eventLines` and with `DISK`.
 */
export async function importMetrics(files: Files, request: MetricsRequest, now: Date): Promise<string> {
  const config = request.configFile === undefined ? undefined : readConfig(files, request.configFile);
  const isEvents = files.stat(request.file)?.kind === 'folder' || isEventFile(path.basename(request.file));
  const { lines, notes } = isEvents ? eventLines(files, request.file) : await linesOf(request.file);
  const last = lines[lines.length - 1];
  const metrics: Metrics = {};
  for (const line of lines) Object.assign(metrics, line.metrics);
  const text = (key: string): string => textIn(config, key);
  const record = (id: string): RunRecord => ({
    ...{
      format: 1,
      id,
      name: request.name,
      task: CURVES,
      abilities: [],
      modelType: text('model.type') || text('model'),
    },
    ...{ status: 'completed', createdAt: now.toISOString(), endedAt: now.toISOString(), seconds: last.time },
    ...{ seed: seedIn(config), parameters: 0, device: '', threads: 0 },
    ...{ epochs: last.epoch, epoch: last.epoch, step: last.step, metrics, ...bestOf(lines) },
    ...{ hashes: {}, versions: buildOf({ device: 'cpu', threads: 0 }), labels: [], baseFolder: request.baseFolder },
    notices: [`Imported from "${path.basename(request.file)}": curves without a model.`, ...notes],
  });
  const documents = { [runFiles.experiment]: `${JSON.stringify(config ?? {}, undefined, 2)}\n` };
  const { folder } = createRun(files, request.runsFolder, { name: request.name, createdAt: now, record, documents });
  try {
    const log = openMetricsLog(files, path.join(folder, runFiles.metrics));
    try {
      for (const line of lines) log.append(line);
      log.sync();
    } finally {
      log.close();
    }
  } catch (error) {
    removeQuietly(files, folder);
    throw error;
  }
  return folder;
}

function readConfig(files: Files, file: string): Record<string, unknown> {
  let config: unknown;
  try {
    config = JSON.parse(readFileText(files, file, MOST_CONFIG_BYTES));
  } catch (error) {
    if (error instanceof LabError) throw error;
  }
  if (typeof config === 'object' && config !== null && !Array.isArray(config)) return { ...config };
  throw new LabError('INVALID_FILE', `"${file}" is no JSON object. The configuration is one: {"lr": 0.001}.`, { file });
}

/** The text under a dotted key; empty where there is none. */
function textIn(config: unknown, key: string): string {
  const found = key
    .split('.')
    .reduce<unknown>((value, part) => (typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === part)?.[1] : undefined), config); // prettier-ignore
  return typeof found === 'string' ? found.slice(0, 200) : '';
}

function seedIn(config: Record<string, unknown> | undefined): number {
  const seed = config?.seed;
  return typeof seed === 'number' && Number.isFinite(seed) ? seed : 0;
}

async function linesOf(file: string): Promise<{ lines: EpochLine[]; notes: string[] }> {
  const table = await openTable(file, { header: true, raggedRows: 'refuse' });
  const columns = table.columns.map((title) => ({ title, ...meaningOf(title) }));
  const wrong = (message: string, line: number): LabError =>
    new LabError('INVALID_DATA', `"${file}", line ${line}${message}`, { file, line });
  requireColumns(columns, (message) => wrong(message, 1));
  const lines: EpochLine[] = [];
  try {
    for await (const rows of table.rows())
      for (const { values, line } of rows) {
        if (lines.length >= MOST_ROWS) throw wrong(`: there are more than ${MOST_ROWS} rows.`, line);
        const read = new Map<string, number>();
        for (const [i, { title, key, isCount }] of columns.entries()) {
          const cell = (values[i] ?? '').trim();
          if (NOT_MEASURED.test(cell) && !isCount) continue;
          if (NOT_MEASURED.test(cell) && key !== 'step') continue;
          if (!NUMBER.test(cell)) throw wrong(`, column "${title}": "${cell.slice(0, 40)}" is no number.`, line);
          const value = Number(cell);
          if (isCount || Number.isFinite(value)) read.set(isCount ? `#${key}` : key, value); // 1e999 is as much as inf
        }
        lines.push(lineOf(read, lines.at(-1), (message) => wrong(message, line)));
      }
  } finally {
    await table.close();
  }
  if (lines.length === 0) throw wrong(': there is no row below the names of the columns.', 1);
  const named = columns.filter(({ title, key, isCount }) => !isCount && title !== key);
  const notes = named.length > 0 ? [`Columns as figures: ${named.map(({ title, key }) => `${title} is ${key}`).join(', ')}.`] : []; // prettier-ignore
  if (!columns.some(({ key, isCount }) => isCount && key === 'epoch')) notes.push('Rows are counted as epochs.');
  return { lines, notes: [...notes, ...tableNotes(table)] };
}

function requireColumns(columns: readonly ({ title: string } & Meaning)[], wrong: (message: string) => LabError): void {
  const keyOf = ({ key, isCount }: Meaning): string => (isCount ? `#${key}` : key);
  const counts = columns.filter(({ isCount }) => isCount).map(({ key }) => key as Count);
  if (!counts.includes('step') && !counts.includes('epoch'))
    throw wrong(': there is no column "step" and none "epoch". Name the column that counts so.');
  if (columns.length === counts.length) throw wrong(': there is no column of a figure beside those that count.');
  for (const [i, column] of columns.entries()) {
    const before = columns.slice(0, i).find((one) => keyOf(one) === keyOf(column));
    if (before)
      throw wrong(`: the columns "${before.title}" and "${column.title}" are both ${column.key}. Rename one.`);
  }
}

/** Of the first of these that was measured. */
function bestOf(lines: readonly EpochLine[]): Pick<RunRecord, 'best'> {
  for (const monitor of ['validation.accuracy', 'validation.macroF1', 'validation.loss']) {
    const name = metricName(monitor);
    const measured = lines.filter(({ metrics }) => Object.hasOwn(metrics, monitor));
    if (!name || measured.length === 0) continue;
    const sign = METRICS[name].better === 'greater' ? 1 : -1;
    const best = measured.reduce((a, b) => (sign * b.metrics[monitor] > sign * a.metrics[monitor] ? b : a));
    return { best: { epoch: best.epoch, step: best.step, monitor, value: best.metrics[monitor] } };
  }
  return {};
}
