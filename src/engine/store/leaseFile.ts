// The lease file of a run, `run.lease`: who writes the run, and when that process was last heard of. It says so by touching
// the file every few seconds.

import path from 'node:path';
import { foreignFailure } from '../../protocol/foreignErrors';
import { LabError } from '../../protocol/labError';
import type { Files } from './files';
import { processWorld, type LeaseWorld } from './surroundings';
import { readFileText } from './wholeFile';

export const leaseTimes = {
  /** How often the lease is touched. */
  refreshMs: 3_000,
  /** Of a process that is not seen. */
  silenceMs: 10_000,
  /** Where its processes cannot be seen: of another machine or container, or of one that was started anew. */
  foreignSilenceMs: 60_000,
  /** Where a process of that number is seen: by now it is another one. */
  longSilenceMs: 3_600_000,
} as const;

export interface LeaseFile {
  pid: number;
  /** As in `LeaseWorld`; earlier versions did not write it. */
  host?: string;
  nonce: string;
}

/** `pid` is 0 when the file cannot be read: its writer was killed, or is writing it now. */
export type FoundLease = LeaseFile & { touchedMs: number };

/**
 * `held`: its writer lives, as far as can be told. `ending`: its writer's process is gone, yet it was heard of a moment
 * ago; it becomes `free` by waiting. `free`: it may be taken over.
 */
type LeaseState = 'held' | 'ending' | 'free';

const MAX_LEASE_BYTES = 4096;

export const leasePath = (runFolder: string): string => path.join(runFolder, 'run.lease');

/** Of who keeps an evaluation, which takes milliseconds and may be done while the run trains. */
export const evaluationLeasePath = (runFolder: string): string => path.join(runFolder, 'evaluation.lease');

/** Of who changes what people say of the run. */
export const aboutLeasePath = (runFolder: string): string => path.join(runFolder, 'about.lease');

/** All that a run may have. */
export const leaseFilesOf = (runFolder: string): string[] =>
  [leasePath, evaluationLeasePath, aboutLeasePath].map((of) => of(runFolder));

/** Undefined when there is none. Fails with `DISK`. */
export function readLease(files: Files, file: string): FoundLease | undefined {
  const stat = files.stat(file);
  if (!stat) return undefined;
  const touchedMs = stat.modifiedMs;
  const torn = { pid: 0, nonce: Math.round(touchedMs).toString(16).padStart(16, '0'), touchedMs };
  try {
    const { pid, host, nonce } = JSON.parse(readFileText(files, file, MAX_LEASE_BYTES)) as Partial<LeaseFile>;
    if (!Number.isSafeInteger(pid) || typeof nonce !== 'string' || !/^[0-9a-f]{16}$/.test(nonce)) return torn;
    return { pid: Number(pid), host, nonce, touchedMs };
  } catch (error) {
    if (foreignFailure(error)) throw error; // memory is short, and the lease may be whole
    if (!(error instanceof LabError) || error.code === 'INVALID_FILE') return torn;
    if (error.code === 'NOT_FOUND') return undefined; // taken away meanwhile
    throw error;
  }
}

/** For reading a lease. */
export const leaseRoom = (): Uint8Array => new Uint8Array(MAX_LEASE_BYTES);

/** Reads the nonce alone; undefined when there is no lease, or none that can be read. */
export function nonceOf(files: Files, file: string, room = leaseRoom()): string | undefined {
  try {
    return (JSON.parse(readFileText(files, file, room)) as Partial<LeaseFile>).nonce;
  } catch (error) {
    if (foreignFailure(error) || (error instanceof LabError && error.code === 'DISK')) throw error;
    return undefined;
  }
}

export function stateOf({ pid, host, touchedMs }: FoundLease, world: LeaseWorld): LeaseState {
  const silentMs = world.nowMs() - touchedMs;
  const silentFor = (ms: number): boolean => silentMs >= ms;
  if (pid === 0) return silentFor(leaseTimes.silenceMs) ? 'free' : 'held';
  if (host !== world.host && silentFor(leaseTimes.foreignSilenceMs)) return 'free';
  if (host !== undefined && host !== world.host) return 'held';
  // Another thread of this process holds it, or did until it died.
  if (pid === world.pid) return silentFor(leaseTimes.silenceMs) ? 'free' : 'held';
  if (world.isAlive(pid)) return silentFor(leaseTimes.longSilenceMs) ? 'free' : 'held';
  return Math.abs(silentMs) >= leaseTimes.silenceMs ? 'free' : 'ending'; // the clock may have been set back
}

/** The state of a run's lease; undefined where it has none. Fails with `DISK`. @param file another lease of the run */
export function leaseStateOf(
  files: Files,
  runFolder: string,
  world: LeaseWorld = processWorld,
  file = leasePath(runFolder),
): LeaseState | undefined {
  const found = readLease(files, file);
  return found && stateOf(found, world);
}

/** Whether some process is writing this run now. */
export function isLeased(files: Files, runFolder: string, world?: LeaseWorld): boolean {
  return leaseStateOf(files, runFolder, world) === 'held';
}
