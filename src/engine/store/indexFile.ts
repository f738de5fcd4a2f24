// The file of an index of runs: `.index.jsonl` in their folder. The first line has the checksum of the others, each of which is a run. Where anything is wrong with it, it is as if it were not there.

import path from 'node:path';
import { crc32 } from 'node:zlib';
import type { DiskUse, FlatConfiguration, RunAbout, RunRecord, TrialOfRun, RunSummary } from '../../protocol/run';
import { writeFileAtomically } from './atomicFile';
import type { RowValue } from '../../protocol/runRow';
import type { Files } from './files';
import { readFileText } from './wholeFile';

/** A run as it was read when its files were of these sizes and times. */
export interface IndexedRun {
  /** Of its folder. */
  name: string;
  stamp: string;
  summary: RunSummary;
  /** Not there where the experiment cannot be read. */
  configuration?: FlatConfiguration;
  /** What tables were given of its files; not there where nobody has asked yet. */
  values?: IndexedValues;
}

export type IndexedValues = Record<string, RowValue>;

/** Of what is written, too: an index of another version is made anew. From 2 on nothing is left behind in runs that stand in it. */
const FORMAT = 3;
const MOST_BYTES = 1 << 28;

type Check = (value: unknown) => boolean;
const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => typeof value === 'number';
const isFlag: Check = (value) => typeof value === 'boolean';
const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const mapOf =
  (check: Check): Check =>
  (value) =>
    isObject(value) && Object.values(value).every(check);
/** Typed over all keys, so that none is forgotten. */
const objectOf =
  <T>(checks: { [K in keyof Required<T>]: Check }): Check =>
  (value) =>
    isObject(value) && Object.entries<Check>(checks).every(([key, check]) => check(value[key]));

/**
 * Whether a line can be what was written: the seal says that it is, unless somebody made it so, and schemas that say what is wrong with
 * what people write would take as long as reading the runs.
 */
const isRun = objectOf<Omit<RunSummary, 'folder' | 'changes'> & Omit<IndexedRun, 'summary'>>({
  name: (value) => typeof value === 'string' && /^[^./\\][^/\\]*$/.test(value),
  stamp: isText,
  record: objectOf<RunRecord>({
    format: (value) => value === 1,
    ...{ id: isText, name: isText, task: isText, modelType: isText, status: isText, createdAt: isText },
    abilities: listOf(isText),
    ...{ endedAt: maybe(isText), experimentFile: maybe(isText), baseFolder: isText, device: isText },
    ...{ seconds: isNumber, seed: isNumber, parameters: isNumber, threads: isNumber, epochs: isNumber },
    ...{ epoch: isNumber, step: isNumber, steps: maybe(isNumber) },
    metrics: mapOf((value) => value === null || isNumber(value)),
    best: maybe(
      objectOf<NonNullable<RunRecord['best']>>({ epoch: isNumber, step: isNumber, monitor: isText, value: isNumber }),
    ),
    ...{ hashes: mapOf(isText), versions: mapOf(isText), labels: listOf(isText), notices: listOf(isText) },
    sweep: maybe(objectOf<TrialOfRun>({ id: isText, trial: isNumber, number: isNumber })),
    queued: maybe(isText),
    again: maybe(isText),
    failure: maybe((value) => isObject(value) && isText(value.code) && isText(value.message)),
  }),
  resumable: isFlag,
  checkpoints: listOf(
    objectOf<RunSummary['checkpoints'][number]>({ name: isText, step: isNumber, epoch: isNumber, bytes: isNumber }),
  ),
  about: maybe(
    objectOf<RunAbout>({
      name: maybe(isText),
      starred: maybe(isFlag),
      archived: maybe(isFlag),
      tags: maybe(listOf(isText)),
      note: maybe(isText),
    }),
  ),
  evaluatedMs: maybe(isNumber),
  disk: maybe(
    objectOf<DiskUse>({ bytes: isNumber, checkpoints: isNumber, optimizer: isNumber, evaluations: isNumber }),
  ),
  configuration: maybe(mapOf((value) => !isObject(value) && !Array.isArray(value))),
  values: maybe(mapOf((value) => isText(value) || isNumber(value) || isFlag(value) || listOf(isText)(value))),
});

const fileOf = (runsFolder: string): string => path.join(runsFolder, '.index.jsonl');

const headOf = (lines: string): string => JSON.stringify({ format: FORMAT, crc: crc32(lines) });

/** What stands in the index; nothing where there is none that is whole. */
export function readIndex(files: Files, runsFolder: string): IndexedRun[] {
  try {
    return linesIn(files, runsFolder).flatMap((line) => runIn(runsFolder, line) ?? []);
  } catch {
    return [];
  }
}

/** The stamps in it alone, by the names of runs: quicker, where nothing else is asked for. */
export function indexedStamps(files: Files, runsFolder: string): ReadonlyMap<string, string> {
  try {
    const known = linesIn(files, runsFolder).map((line) => HEAD_OF_LINE.exec(line) ?? []);
    return new Map(known.flatMap(([, name, stamp]) => (name === undefined ? [] : [[name, stamp]])));
  } catch {
    return new Map();
  }
}

/** Names that are written otherwise than they are, as those with quotes, are not found by it. */
const HEAD_OF_LINE = /^\{"name":"([^"\\]+)","stamp":"([^"\\]*)",/;

/** The lines of an index that is whole; none of another one. Fails where there is none. */
function linesIn(files: Files, runsFolder: string): string[] {
  const text = readFileText(files, fileOf(runsFolder), MOST_BYTES);
  const end = text.indexOf('\n');
  const lines = text.slice(end + 1);
  return text.slice(0, end) === headOf(lines) ? lines.split('\n').filter((line) => line !== '') : [];
}

function runIn(runsFolder: string, line: string): IndexedRun | undefined {
  const parsed: unknown = JSON.parse(line);
  if (!isRun(parsed)) return undefined;
  const { name, stamp, configuration, values, ...summary } = parsed as Omit<IndexedRun, 'summary'> & RunSummary;
  const { metrics } = summary.record; // figures that are not finite stand as null
  for (const key of Object.keys(metrics)) metrics[key] ??= Number.NaN;
  return { name, stamp, summary: { ...summary, folder: path.join(runsFolder, name) }, configuration, values };
}

/** Takes the place of the index; without a word where that fails, as in a folder that is read-only. */
export function writeIndex(files: Files, runsFolder: string, runs: readonly IndexedRun[]): void {
  const lines = runs.map(({ name, stamp, summary, configuration, values }) =>
    JSON.stringify({ name, stamp, ...summary, folder: undefined, configuration, values }),
  );
  const text = `${lines.join('\n')}\n`;
  try {
    writeFileAtomically(files, fileOf(runsFolder), `${headOf(text)}\n${text}`);
  } catch {
    // the next listing takes as long as this one
  }
}
