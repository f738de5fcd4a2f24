// Names of temporary files. Each says whose it is, so that what killed processes left can be told from what others are writing.

import path from 'node:path';
import type { Files } from './files';
import { processWorld, type LeaseWorld } from './surroundings';

/** `<process>-<host>.<nonce>.tmp`; earlier versions wrote the nonce alone, or the process and the nonce. */
const ENDING = /\.(?:(\d+)(?:-([0-9a-f]{16}))?\.)?[0-9a-f]{16}\.tmp$/;
/** Nothing was written for so long: then a process that cannot be looked for is taken to be gone. */
const SILENCE_MS = 3_600_000;

/** The ending of a temporary file's name that says it is ours. */
export function temporaryEnding(files: Files, { pid, host }: LeaseWorld = processWorld): string {
  return `.${pid}-${host}.${files.nonce()}.tmp`;
}

export const isTemporary = (name: string): boolean => ENDING.test(name);

/** A name beside `target` that `sweepTemporaries` will recognise. */
export function temporaryBeside(files: Files, target: string): string {
  return target + temporaryEnding(files);
}

/**
 * Removes what writers that were killed left in `folder`. Only for a folder that nobody else is writing, that is, with
 * the run's lease held. A folder that is not there is fine.
 */
export function sweepTemporaries(files: Files, folder: string): void {
  if (files.stat(folder)?.kind !== 'folder') return;
  for (const name of files.list(folder)) if (isTemporary(name)) files.remove(path.join(folder, name));
}

/**
 * Removes, in a folder that others write too, the temporary files and folders of processes that have gone; what cannot be
 * removed stays. Where a name does not say the process, or another machine's, only what was not written to for an hour.
 */
export function sweepLeftBehind(files: Files, folder: string, world: LeaseWorld = processWorld): void {
  const quietly = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch {
      return undefined;
    }
  };
  for (const name of quietly(() => files.list(folder)) ?? []) {
    const owner = ENDING.exec(name);
    if (!owner) continue;
    const left = path.join(folder, name);
    if (quietly(() => isLeftBehind(files, left, owner, world))) quietly(() => files.remove(left));
  }
}

function isLeftBehind(files: Files, left: string, [, pid, host]: RegExpExecArray, world: LeaseWorld): boolean {
  if (pid !== undefined && host === world.host) return !world.isAlive(Number(pid));
  if (pid !== undefined && host === undefined && world.isAlive(Number(pid))) return false;
  const touchedMs = files.stat(left)?.modifiedMs;
  return touchedMs !== undefined && world.nowMs() - touchedMs >= SILENCE_MS;
}
