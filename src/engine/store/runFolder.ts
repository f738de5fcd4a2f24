// Run folders under `.nlplab/runs`: made whole, listed however damaged some of them are, found by name.

import path from 'node:path';
import { LabError } from '../../protocol/labError';
import { TRASH_FOLDER, type RunRecord, type RunSummary } from '../../protocol/run';
import { removeQuietly, writeFileAtomically } from './atomicFile';
import { holdsOptimizer, summarizeCheckpoints } from './checkpoint';
import { diskUseOf } from './diskUse';
import type { Files, FileStat } from './files';
import { isLeased } from './leaseFile';
import { aboutPath, readAbout } from './runAbout';
import { readRecord, recordPath, writeRecord } from './runRecord';
import { processWorld, type LeaseWorld } from './surroundings';
import { sweepRuns } from './sweepRuns';
import { temporaryEnding } from './temporaryNames';

/** The files of a run, by what they hold. */
export const runFiles = {
  experiment: 'experiment.json',
  tokenizer: 'tokenizer.json',
  targetTokenizer: 'target-tokenizer.json',
  /** A network of a person's that reads pictures. */
  encoder: 'encoder.onnx',
  /** What it found in those of the data. */
  features: 'features.safetensors',
  vectorizer: 'vectorizer.json',
  dictionary: 'dictionary.json',
  metrics: 'metrics.jsonl',
  watch: 'watch.jsonl',
  /** A folder. */
  path: 'path',
  evaluation: 'evaluation.json',
  /** A folder. */
  evaluations: 'evaluations',
} as const;

export interface NewRun {
  name: string;
  createdAt: Date;
  /** The first `run.json`, for the id that was found. */
  record(id: string): RunRecord;
  /** Whole files to start with, by name in the folder. */
  documents?: Readonly<Record<string, RunDocument>>;
}

/** A text, or bytes in pieces. */
export type RunDocument = string | readonly Uint8Array[];

/**
 * Makes a run folder `<date>-<name>-<4 hex>` that holds its first files from the moment it is seen. The name is made
 * safe for every system. Fails with `DISK`.
 */
export function createRun(
  files: Files,
  runsFolder: string,
  run: NewRun,
  world: LeaseWorld = processWorld,
): { id: string; folder: string } {
  files.makeFolder(runsFolder);
  sweepRuns(files, runsFolder, world);
  const stem = `${run.createdAt.toISOString().slice(0, 10)}-${safeName(run.name)}`;
  for (let attempt = 0; attempt < 100; attempt++) {
    const id = `${stem}-${files.nonce().slice(0, 4)}`;
    const folder = path.join(runsFolder, id);
    if (isTaken(files, folder)) continue;
    const temporary = path.join(runsFolder, `.${id}${temporaryEnding(files, world)}`);
    try {
      files.makeFolder(temporary);
      for (const [name, content] of Object.entries(run.documents ?? {}))
        writeFileAtomically(files, path.join(temporary, name), content);
      writeRecord(files, temporary, run.record(id));
      files.rename(temporary, folder);
    } catch (error) {
      removeQuietly(files, temporary);
      if (isTaken(files, folder)) continue; // another process was quicker: no folder takes the place of one that has files
      throw error;
    }
    files.syncFolder(runsFolder);
    return { id, folder };
  }
  throw new LabError('DISK', `Could not find a free name for a run in "${runsFolder}".`, { file: runsFolder });
}

/** Whether a run has this folder, or had it before it was deleted and may get it back. */
function isTaken(files: Files, folder: string): boolean {
  const trash = path.join(path.dirname(path.dirname(folder)), TRASH_FOLDER);
  return [folder, path.join(trash, path.basename(folder))].some((place) => files.stat(place));
}

/** Letters, digits, dots, dashes and underscores of any script; at most 40 characters; never empty. */
export function safeName(name: string): string {
  const safe = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
    .replace(/\.{2,}/g, '.');
  const short = [...safe.replace(/^[-.]+/, '')].slice(0, 40).join('');
  return short.replace(/[-.]+$/, '') || 'run';
}

/** Reads the record, changes it and writes it back. Only with the run's lease held. */
export function updateRecord(files: Files, folder: string, change: (record: RunRecord) => RunRecord): RunRecord {
  const record = change(readRecord(files, folder));
  writeRecord(files, folder, record);
  return record;
}

/** One run as lists show it: `running` without a live writer reads `interrupted`. Fails as `readRecord` and
 * `requireFiles`. */
export function summarizeRun(files: Files, folder: string, world: LeaseWorld = processWorld): RunSummary {
  const stored = readRecord(files, folder);
  const there = requireFiles(files, folder);
  const interrupted = stored.status === 'running' && !isLeased(files, folder, world);
  const record: RunRecord = interrupted ? { ...stored, status: 'interrupted' } : stored;
  const checkpoints = summarizeCheckpoints(files, folder);
  const unfinished = record.status !== 'running' && record.status !== 'completed';
  const resumable = unfinished && checkpoints.some(({ name }) => name === 'last') && holdsOptimizer(files, folder);
  const evaluation = there.get(runFiles.evaluation);
  const about = files.stat(aboutPath(folder)) && readAbout(files, folder);
  return {
    ...{ folder, record, checkpoints, resumable },
    ...(about && { about }),
    ...(evaluation && { evaluatedMs: evaluation.modifiedMs }),
    disk: diskUseOf(files, folder),
  };
}

/**
 * What there is of the run's files, by name. Fails with `INVALID_FILE` where something else has the name of one of them: whoever read it
 * would wait for ever.
 */
function requireFiles(files: Files, folder: string): Map<string, FileStat> {
  const there = new Map<string, FileStat>();
  for (const name of Object.values(runFiles)) {
    const file = path.join(folder, name);
    const stat = files.stat(file);
    if (stat?.kind === 'other')
      throw new LabError('INVALID_FILE', `"${file}" is no file but a pipe, a device or a socket.`, { file });
    if (stat) there.set(name, stat);
  }
  return there;
}

/**
 * All runs, newest first. A run that cannot be read is listed as failed with the reason; folders that hold no run are
 * left out. No folder: no runs. Fails with `DISK` only when the folder itself cannot be listed.
 */
export function listRuns(files: Files, runsFolder: string, world: LeaseWorld = processWorld): RunSummary[] {
  if (files.stat(runsFolder)?.kind !== 'folder') return [];
  return namesIn(files, runsFolder)
    .flatMap((name) => listRun(files, path.join(runsFolder, name), world) ?? [])
    .sort(byAge);
}

/** The names of what may be runs. */
export const namesIn = (files: Files, runsFolder: string): string[] =>
  files.list(runsFolder).filter((name) => !name.startsWith('.'));

/** Newest first. */
export const byAge = (a: RunSummary, b: RunSummary): number =>
  compareText(b.record.createdAt, a.record.createdAt) || compareText(a.record.id, b.record.id);

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** One of them; undefined where the folder holds no run. */
export function listRun(files: Files, folder: string, world: LeaseWorld = processWorld): RunSummary | undefined {
  try {
    return summarizeRun(files, folder, world);
  } catch (error) {
    if (!holdsRun(files, folder)) return undefined;
    const record = brokenRecord(folder, error);
    return { folder, record, resumable: false, checkpoints: [], disk: diskUseOf(files, folder) };
  }
}

/** Whether any of our files is in the folder, readable or not. */
function holdsRun(files: Files, folder: string): boolean {
  try {
    return [recordPath(folder), ...Object.values(runFiles).map((name) => path.join(folder, name))].some((file) =>
      files.stat(file),
    );
  } catch {
    return true;
  }
}

function brokenRecord(folder: string, error: unknown): RunRecord {
  const id = path.basename(folder);
  const date = /^\d{4}-\d{2}-\d{2}/.exec(id)?.[0] ?? '1970-01-01';
  return {
    format: 1,
    id,
    name: id,
    task: '',
    abilities: [],
    modelType: '',
    status: 'failed',
    createdAt: `${date}T00:00:00.000Z`,
    seconds: 0,
    seed: 0,
    parameters: 0,
    device: '',
    threads: 0,
    epochs: 0,
    epoch: 0,
    step: 0,
    metrics: {},
    hashes: {},
    versions: {},
    labels: [],
    notices: [],
    baseFolder: '',
    failure: LabError.toData(error),
  };
}
