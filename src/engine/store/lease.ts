// At most one process writes a run: the one whose lease file lies in the run's folder. It shows that it is alive by
// touching the file every few seconds; a lease whose process is dead or silent may be taken over.

import path from 'node:path';
import { LabError } from '../../protocol/labError';
import type { Files } from './files';
import { readFileText, withFile } from './wholeFile';

/** How often `keep` touches the lease, and the silence after which others may take it. */
export const leaseTimes = { refreshMs: 3_000, silenceMs: 10_000 } as const;

/** Who asks and what time it is; tests give their own. */
export interface LeaseWorld {
  pid: number;
  nowMs(): number;
  isAlive(pid: number): boolean;
}

export interface Lease {
  /**
   * Call between steps and before anything is written: refreshes the lease when it is time. Fails with `BUSY` when
   * another process took over, because this one was silent too long; nothing may be written then.
   */
  keep(): void;
  release(): void;
}

interface LeaseFile {
  pid: number;
  nonce: string;
}

const MAX_LEASE_BYTES = 4096;

export const processWorld: LeaseWorld = { pid: process.pid, nowMs: () => Date.now(), isAlive: isProcessAlive };

function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function leasePath(runFolder: string): string {
  return path.join(runFolder, 'run.lease');
}

/** The lease file; undefined when there is none, `pid` 0 when it cannot be read (its writer was killed). */
function readLease(files: Files, file: string): (LeaseFile & { touchedMs: number }) | undefined {
  const stat = files.stat(file);
  if (!stat) return undefined;
  try {
    const { pid, nonce } = JSON.parse(readFileText(files, file, MAX_LEASE_BYTES)) as Partial<LeaseFile>;
    if (Number.isSafeInteger(pid) && typeof nonce === 'string')
      return { pid: Number(pid), nonce, touchedMs: stat.modifiedMs };
  } catch (error) {
    if (error instanceof LabError && error.code === 'DISK') throw error;
  }
  return { pid: 0, nonce: '', touchedMs: stat.modifiedMs };
}

function isLive({ pid, touchedMs }: { pid: number; touchedMs: number }, world: LeaseWorld): boolean {
  const silentMs = world.nowMs() - touchedMs; // negative after the clock was set back: then only the process counts
  return silentMs < leaseTimes.silenceMs && (pid === 0 || world.isAlive(pid));
}

/** Whether some process is writing this run now. */
export function isLeased(files: Files, runFolder: string, world: LeaseWorld = processWorld): boolean {
  const found = readLease(files, leasePath(runFolder));
  return found !== undefined && isLive(found, world);
}

/** Takes the lease. Fails with `BUSY` when a live process holds it, and with `DISK`. */
export function acquireLease(files: Files, runFolder: string, world: LeaseWorld = processWorld): Lease {
  const file = leasePath(runFolder);
  const found = readLease(files, file);
  if (found && isLive(found, world)) throw busy(runFolder, found.pid);
  if (found) removeStale(files, file, found.nonce, runFolder);
  const nonce = files.nonce();
  writeLease(files, file, { pid: world.pid, nonce }, runFolder);
  files.touch(file, world.nowMs());
  let refreshedMs = world.nowMs();
  let released = false;

  const isOurs = (): boolean => readLease(files, file)?.nonce === nonce;
  return {
    keep() {
      const nowMs = world.nowMs();
      if (Math.abs(nowMs - refreshedMs) < leaseTimes.refreshMs) return;
      if (released || !isOurs()) throw busy(runFolder);
      files.touch(file, nowMs);
      refreshedMs = nowMs;
    },
    release() {
      if (!released && isOurs()) files.remove(file);
      released = true;
    },
  };
}

function writeLease(files: Files, file: string, lease: LeaseFile, runFolder: string): void {
  const created = files.create(file);
  if (!created) throw busy(runFolder); // another was quicker
  withFile(created, (open) => open.write(new TextEncoder().encode(JSON.stringify(lease)), 0));
}

/** Moves the stale lease away; puts it back if another process had meanwhile replaced it by its own. */
function removeStale(files: Files, file: string, nonce: string, runFolder: string): void {
  const aside = `${file}.${files.nonce()}.tmp`;
  try {
    files.rename(file, aside);
  } catch (error) {
    if (error instanceof LabError && error.code === 'NOT_FOUND') throw busy(runFolder);
    throw error;
  }
  if (readLease(files, aside)?.nonce !== nonce) {
    files.rename(aside, file);
    throw busy(runFolder);
  }
  files.remove(aside);
}

function busy(runFolder: string, pid?: number): LabError {
  const who = pid ? `process ${pid}` : 'another process';
  const message = `The run "${path.basename(runFolder)}" is being written by ${who}. Stop it there or wait until it ends.`;
  return new LabError('BUSY', message, { file: runFolder });
}
