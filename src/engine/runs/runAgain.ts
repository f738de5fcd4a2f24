// A run done once more from what it recorded: its experiment as its training understood it, and what is not now as it was then.

import path from 'node:path';
import type { TrainRequest } from '../../protocol/engine';
import type { RunRecord } from '../../protocol/run';
import { hashFile } from '../data/fileHash';
import { openChosenCheckpoint } from '../store/checkpoint';
import type { Files } from '../store/files';
import { runFiles } from '../store/runFolder';
import { readRecord } from '../store/runRecord';
import { readFileText } from '../store/wholeFile';
import { buildOf } from './buildOf';

const MOST_EXPERIMENT_BYTES = 16 << 20;

/** `is` is left out where there is nothing any more. */
export interface RunDifference {
  kind: 'data' | 'version';
  name: string;
  was: string;
  is?: string;
}

export interface RunAgain {
  record: RunRecord;
  request: Pick<TrainRequest, 'experimentText' | 'experimentFile' | 'baseFolder' | 'defaults'>;
  /** Of files and versions, as far as that is seen before the data are read. */
  differences: RunDifference[];
}

/** Fails as `readRecord`, and where the run's experiment cannot be read. */
export async function runAgain(files: Files, folder: string): Promise<RunAgain> {
  const record = readRecord(files, folder);
  const { baseFolder, experimentFile, device, threads } = record;
  const experimentText = readFileText(files, path.join(folder, runFiles.experiment), MOST_EXPERIMENT_BYTES);
  const known = (['cpu', 'webgpu', 'cuda'] as const).find((each) => each === device);
  const defaults = { threads: threads > 0 ? threads : undefined, ...(known ? { device: known } : {}) };
  const now = buildOf({ device: known ?? 'cpu', threads });
  const versions = Object.entries(record.versions).flatMap(([name, was]): RunDifference[] =>
    now[name] === was ? [] : [{ kind: 'version', name, was, is: now[name] }],
  );
  const differences = [...(await changedData(files, record)), ...versions];
  return { record, request: { experimentText, experimentFile, baseFolder, defaults }, differences };
}

/** Vocabularies and pictures are no files by these names: they follow from the data, and are compared when these have been read. */
const isMade = (name: string): boolean => /(^| )vocabulary$/.test(name) || name.startsWith('pictures of ');

/** The files that a run has learned from and that are not as they were. */
export async function changedData(
  files: Files,
  { hashes, baseFolder }: Pick<RunRecord, 'hashes' | 'baseFolder'>,
): Promise<RunDifference[]> {
  const changed: RunDifference[] = [];
  for (const [name, was] of Object.entries(hashes)) {
    if (isMade(name)) continue;
    const file = path.resolve(baseFolder, name);
    const is = files.stat(file)?.kind === 'file' ? await hashFile(file) : undefined;
    if (is !== was) changed.push({ kind: 'data', name, was, ...(is === undefined ? {} : { is }) });
  }
  return changed;
}

/** Whether two runs have learned the same parameters, bit for bit. Fails as opening their checkpoints does. */
export async function hasSameParameters(files: Files, folders: readonly [string, string]): Promise<boolean> {
  const [one, other] = folders.map((folder) =>
    path.join(openChosenCheckpoint(files, folder).folder, 'model.safetensors'),
  );
  return (await hashFile(one)) === (await hashFile(other));
}
