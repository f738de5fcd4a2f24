// The run that was begun for something by a process that has gone: it is found again by what its record says, and gone on with.

import path from 'node:path';
import type { TrainReply } from '../../protocol/engine';
import type { RunRecord } from '../../protocol/run';
import type { Files } from '../store/files';
import { safeName, summarizeRun } from '../store/runFolder';
import { readRecord } from '../store/runRecord';
import { holdLeaseAgain } from './heldLease';

export interface BegunFor {
  /** Its id, where that is known: then nothing else is looked at. */
  run?: string;
  /** Of its experiment, which the names of the folders hold. */
  name: string;
  /** Runs that are known to be others'. */
  told?(): ReadonlySet<string>;
  isIt(record: RunRecord): boolean;
}

/** Its folder; undefined where none was begun, or where it was deleted. */
export function findBegun(files: Files, runsFolder: string, { run, name, told, isIt }: BegunFor): string | undefined {
  const isThere = (folder: string): boolean => files.stat(path.join(folder, 'run.json')) !== undefined;
  if (run) {
    const folder = path.join(runsFolder, run);
    return isThere(folder) ? folder : undefined;
  }
  if (files.stat(runsFolder)?.kind !== 'folder') return undefined;
  const others = told?.();
  const mark = `-${safeName(name)}-`;
  return files
    .list(runsFolder)
    .filter((each) => each.includes(mark) && !each.startsWith('.') && !others?.has(each))
    .map((each) => path.join(runsFolder, each))
    .find((folder) => isThere(folder) && isRight(files, folder, isIt));
}

function isRight(files: Files, folder: string, isIt: BegunFor['isIt']): boolean {
  try {
    return isIt(readRecord(files, folder));
  } catch {
    return false; // damaged: whose it was cannot be told
  }
}

/**
 * The run, where it is complete or can be gone on with; any other is removed, as it has nothing that is not trained again. Fails with `BUSY`
 * where another process trains it.
 */
export async function resumableRun(files: Files, folder: string, signal: AbortSignal): Promise<TrainReply | undefined> {
  const { record, resumable } = summarizeRun(files, folder);
  if (resumable || record.status === 'completed') return { folder, record };
  const lease = await holdLeaseAgain(files, folder, signal);
  try {
    files.remove(folder);
  } finally {
    lease.release();
  }
  return undefined;
}
