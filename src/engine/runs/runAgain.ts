// A run done once more from what it recorded: its experiment as its training understood it, what is not now as it was then, and at the end
// whether it came to the same.

import os from 'node:os';
import path from 'node:path';
import { LabError } from '../../protocol/labError';
import { type AgainReply, MACHINE, type RunDifference, type SamenessReply } from '../../protocol/runAgain';
import type { RunRecord } from '../../protocol/run';
import { hashFile } from '../data/fileHash';
import { openChosenCheckpoint } from '../store/checkpoint';
import type { Files } from '../store/files';
import { runFiles } from '../store/runFolder';
import { readRecord } from '../store/runRecord';
import { readFileText } from '../store/wholeFile';
import { buildOf } from './buildOf';

const MOST_EXPERIMENT_BYTES = 16 << 20;

/** Fails as `readRecord`, and where the run's experiment cannot be read. */
export async function runAgain(files: Files, folder: string): Promise<AgainReply> {
  const record = readRecord(files, folder);
  const { id, seed, baseFolder, experimentFile, device, threads } = record;
  const experimentText = readFileText(files, path.join(folder, runFiles.experiment), MOST_EXPERIMENT_BYTES);
  const known = (['cpu', 'webgpu', 'cuda'] as const).find((each) => each === device);
  const defaults = { threads: threads > 0 ? threads : undefined, ...(known ? { device: known } : {}) };
  const now = buildOf({ device: known ?? 'cpu', threads });
  const differences = [...(await changedFiles(files, record)), ...changedBuild(record, now), ...scarceCores(record)];
  return { id, seed, request: { experimentText, experimentFile, baseFolder, defaults, again: folder }, differences };
}

/** Earlier versions recorded less of the machine: what was not recorded is not told. */
const changedBuild = ({ versions }: RunRecord, now: Record<string, string>): RunDifference[] =>
  Object.entries(versions).flatMap(([name, was]): RunDifference[] => {
    const kind = Object.hasOwn(MACHINE, name) ? 'machine' : 'version';
    return now[name] === was ? [] : [{ kind, name, was, is: now[name] }];
  });

function scarceCores({ threads }: RunRecord): RunDifference[] {
  const cores = os.availableParallelism();
  return threads > cores ? [{ kind: 'threads', name: 'threads', was: String(threads), is: String(cores) }] : [];
}

/** Vocabularies and pictures are no files by these names: they follow from the data, and are compared when these have been read. */
export const isMade = (name: string): boolean => /(^| )vocabulary$/.test(name) || name.startsWith('pictures of ');

/** The files that a run has learned from and that are not as they were. */
export async function changedFiles(
  files: Files,
  { hashes, baseFolder }: Pick<RunRecord, 'hashes' | 'baseFolder'>,
): Promise<RunDifference[]> {
  const changed: RunDifference[] = [];
  for (const [name, was] of Object.entries(hashes)) {
    if (isMade(name)) continue;
    const file = path.resolve(baseFolder, name);
    const is = files.stat(file)?.kind === 'file' ? await hashFile(file) : undefined;
    if (is !== was) changed.push({ kind: 'file', name, was, ...(is === undefined ? {} : { is }) });
  }
  return changed;
}

/** Whether two runs came to the same. Fails as `readRecord`. */
export async function samenessOf(files: Files, folders: readonly [string, string]): Promise<SamenessReply> {
  const [before, now] = folders.map((folder) => readRecord(files, folder).hashes);
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  const others = names.filter((name) => before[name] !== now[name]);
  const [one, other] = await Promise.all(folders.map((folder) => parametersHash(files, folder)));
  return { others, ...(one === undefined || other === undefined ? {} : { hasSameParameters: one === other }) };
}

/** Undefined where there are none, as where they were deleted to save space. */
async function parametersHash(files: Files, folder: string): Promise<string | undefined> {
  try {
    return await hashFile(path.join(openChosenCheckpoint(files, folder).folder, 'model.safetensors'));
  } catch (error) {
    if (error instanceof LabError) return undefined;
    throw error;
  }
}
