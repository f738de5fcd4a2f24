// At most one process writes a run: the one whose lease file lies in the run's folder. Whoever writes looks each time whether
// the lease is still its own, so that also a process that was silent too long never writes beside its successor.

import path from 'node:path';
import { LabError } from '../../protocol/labError';
import { removeQuietly } from './atomicFile';
import type { Files } from './files';
import {
  leaseFilesOf,
  leasePath,
  leaseRoom,
  leaseStateOf,
  leaseTimes,
  nonceOf,
  readLease,
  stateOf,
  type FoundLease,
  type LeaseFile,
} from './leaseFile';
import { processWorld, type LeaseWorld } from './surroundings';
import { withFile } from './wholeFile';
import { writeFully } from './writeFully';

export interface Lease {
  readonly file: string;
  /** By this the holder knows its lease. */
  readonly nonce: string;
  /**
   * Call before anything is written. Fails with `BUSY` when another process took over, and with `DISK` when the run's
   * folder has gone; nothing may be written then.
   */
  require(): void;
  /** Call between steps: refreshes the lease when it is time. Fails as `require`. */
  keep(): void;
  /** Fails with `DISK`: then it is still held, and may be released again. */
  release(): void;
}

/**
 * Takes the lease. Fails with `BUSY` when a live process holds it, or did a moment ago, and with `DISK`. @param file where it
 * lies: that of the whole run when left out
 */
export function acquireLease(
  files: Files,
  runFolder: string,
  world: LeaseWorld = processWorld,
  file = leasePath(runFolder),
): Lease {
  const nonce = files.nonce();
  const lease: LeaseFile = { pid: world.pid, host: world.host, nonce };
  const room = leaseRoom(); // to give it back also where memory has run out meanwhile
  const found = readLease(files, file);
  const create = (place: string): void => createLease(files, place, lease, { runFolder, world });
  if (found) takeOver(files, file, found, { runFolder, world, create });
  else create(file);
  let refreshedMs = world.nowMs();
  let released = false;

  const isOurs = (): boolean => nonceOf(files, file, room) === nonce;
  const require = (): void => {
    if (released || !isOurs()) throw lost(files, runFolder, file);
  };
  return {
    ...{ file, nonce, require },
    keep() {
      const nowMs = world.nowMs();
      if (Math.abs(nowMs - refreshedMs) < leaseTimes.refreshMs) return;
      require();
      files.touch(file, nowMs);
      refreshedMs = nowMs;
    },
    release() {
      if (!released && isOurs()) files.remove(file);
      released = true;
    },
  };
}

/** Takes leases away whose writers have gone. Fails with `DISK`, and with `BUSY` where another is about to take one. */
export function sweepLeases(files: Files, runFolder: string, world: LeaseWorld): void {
  for (const file of leaseFilesOf(runFolder))
    if (leaseStateOf(files, runFolder, world, file) === 'free') acquireLease(files, runFolder, world, file).release();
}

interface Taking {
  runFolder: string;
  world: LeaseWorld;
}

function createLease(files: Files, file: string, lease: LeaseFile, { runFolder, world }: Taking): void {
  const created = files.create(file);
  if (!created) throw busy(runFolder); // another was quicker
  try {
    withFile(created, (open) => writeFully(open, file, new TextEncoder().encode(JSON.stringify(lease)), 0));
    files.touch(file, world.nowMs());
  } catch (error) {
    removeQuietly(files, file);
    throw error;
  }
}

/** Where the successor of a lease lies until it takes its place: whoever can create this file is the only successor. */
const successorOf = (file: string, { nonce }: LeaseFile): string => `${file}.${nonce}.tmp`;

/**
 * Replaces a lease whose writer is gone, in one step: at no moment is a live lease out of its place. A successor that was
 * killed before that step is succeeded in turn.
 */
function takeOver(
  files: Files,
  file: string,
  found: FoundLease,
  { runFolder, world, create }: Taking & { create(place: string): void },
): void {
  const given: string[] = [];
  let last: FoundLease | undefined = found;
  for (let place = file; last; last = readLease(files, place)) {
    if (stateOf(last, world) !== 'free') throw busy(runFolder, last, world);
    place = successorOf(file, last);
    if (given.includes(place)) throw busy(runFolder);
    given.push(place);
  }
  const ours = given[given.length - 1];
  create(ours);
  try {
    if (nonceOrTorn(files, file) !== found.nonce) throw busy(runFolder);
    files.rename(ours, file);
  } catch (error) {
    removeQuietly(files, ours);
    throw error instanceof LabError && error.code === 'NOT_FOUND' ? busy(runFolder) : error;
  }
  for (const place of given.slice(0, -1)) removeQuietly(files, place);
}

const nonceOrTorn = (files: Files, file: string): string | undefined => readLease(files, file)?.nonce;

function lost(files: Files, runFolder: string, file: string): LabError {
  if (files.stat(file)) return busy(runFolder);
  const isThere = files.stat(path.join(runFolder, 'run.json')) !== undefined;
  const or = isThere ? ', or another process has written it meanwhile' : '';
  return deletedRun(runFolder, or);
}

/** @param or what else may be */
export function deletedRun(runFolder: string, or = ''): LabError {
  const message = `The folder of the run "${path.basename(runFolder)}" was deleted or moved while it was written${or}; nothing more was written.`;
  return new LabError('DISK', message, { file: runFolder });
}

function busy(runFolder: string, holder?: LeaseFile, world?: LeaseWorld): LabError {
  const name = path.basename(runFolder);
  const who = holder?.pid ? `process ${holder.pid}` : 'another process';
  const where = holder?.host !== undefined && holder.host !== world?.host ? ' of another machine or container' : '';
  const message = `The run "${name}" is being written by ${who}${where}. Stop it there or wait until it ends.`;
  return new LabError('BUSY', message, { file: runFolder });
}
