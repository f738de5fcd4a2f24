// What killed processes left in the folder of runs, and in runs that nobody will open to write. Runs that stand in the index as they are
// now are not looked through: they were when they came into it.

import path from 'node:path';
import { removeQuietly } from './atomicFile';
import { recentFolder } from './checkpoint';
import type { Files } from './files';
import { indexedStamps } from './indexFile';
import { sweepLeases } from './lease';
import { isLeased, leaseFilesOf } from './leaseFile';
import { readRecord } from './runRecord';
import { CHECKPOINTS, folderStamps, folderStampsIn } from './runStamp';
import type { LeaseWorld } from './surroundings';
import { isTemporary, sweepLeftBehind } from './temporaryNames';

/** Removes it; what cannot be removed stays. Fails with `DISK` when the folder of runs cannot be listed. */
export function sweepRuns(files: Files, runsFolder: string, world: LeaseWorld): void {
  sweepLeftBehind(files, runsFolder, world);
  const known = indexedStamps(files, runsFolder);
  for (const name of files.list(runsFolder)) {
    const folder = path.join(runsFolder, name);
    const stamp = known.get(name);
    if (stamp === undefined || folderStamps(files, folder) !== folderStampsIn(stamp)) sweepRun(files, folder, world);
  }
}

function sweepRun(files: Files, folder: string, world: LeaseWorld): void {
  sweepLeftBehind(files, folder, world);
  sweepLeftBehind(files, path.join(folder, CHECKPOINTS), world);
  try {
    sweepLeases(files, folder, world);
  } catch {
    // another process is there, or nothing can be removed
  }
  if (holdsRest(files, folder, world)) removeQuietly(files, recentFolder(folder));
}

/** Whether a completed run still has what only a run that goes on needs. */
function holdsRest(files: Files, folder: string, world: LeaseWorld): boolean {
  try {
    const isThere = files.stat(recentFolder(folder)) !== undefined;
    return isThere && readRecord(files, folder).status === 'completed' && !isLeased(files, folder, world);
  } catch {
    return false;
  }
}

/** Whether there is nothing in a run that `sweepRuns` could remove, now or once its writer has gone. */
export function isSwept(files: Files, folder: string, { isCompleted }: { isCompleted: boolean }): boolean {
  const leases = new Set(leaseFilesOf(folder));
  const isLeft = (name: string): boolean => isTemporary(name) || leases.has(path.join(folder, name));
  try {
    const names = files.list(folder);
    if (names.some(isLeft)) return false;
    const inside = names.includes(CHECKPOINTS) ? files.list(path.join(folder, CHECKPOINTS)) : [];
    return !inside.some(isTemporary) && !(isCompleted && inside.includes(path.basename(recentFolder(folder))));
  } catch {
    return false;
  }
}
