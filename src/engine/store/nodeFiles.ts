// The real disk.

import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { reasonOf, systemCodeOf } from '../../protocol/foreignErrors';
import { LabError } from '../../protocol/labError';
import { openPlainSync } from '../disk/plainFile';
import type { Files, OpenFile } from './files';

/** Runs one operation; what the system throws becomes a LabError that names the path. */
function attempt<T>(doing: string, path: string, operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    if (error instanceof LabError) throw error;
    if (systemCodeOf(error) === 'ENOENT')
      throw new LabError('NOT_FOUND', `"${path}" does not exist.`, { file: path }, { cause: error });
    throw new LabError('DISK', `Could not ${doing} "${path}": ${reasonOf(error)}.`, { file: path }, { cause: error });
  }
}

/** A file that this process has open already. @param path for messages */
export function openFile(path: string, descriptor: number): OpenFile {
  return {
    descriptor,
    write: (bytes, position) =>
      attempt('write', path, () => fs.writeSync(descriptor, bytes, 0, bytes.byteLength, position)),
    read: (into, position) => attempt('read', path, () => fs.readSync(descriptor, into, 0, into.byteLength, position)),
    size: () => attempt('look at', path, () => fs.fstatSync(descriptor).size),
    truncate: (length) => attempt('shorten', path, () => fs.ftruncateSync(descriptor, length)),
    sync: () => attempt('write', path, () => fs.fsyncSync(descriptor)),
    close: () => attempt('close', path, () => fs.closeSync(descriptor)),
  };
}

/** Other programs (virus scanners, indexers) may hold a file for a moment on Windows; there a rename is tried for 2 s. */
function renamePatiently(from: string, to: string): void {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let attempts = 0; ; attempts++) {
    try {
      return fs.renameSync(from, to);
    } catch (error) {
      const shared = process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(systemCodeOf(error));
      if (!shared || attempts >= 40) throw error;
      Atomics.wait(pause, 0, 0, 50);
    }
  }
}

/** Level by level: what Node does for all levels at once calls a read-only disk a path that does not exist. */
const isFolder = (path: string): boolean => fs.statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

function makeFolder(folder: string): void {
  try {
    fs.mkdirSync(folder);
  } catch (error) {
    const above = path.dirname(folder);
    if (isFolder(folder)) return;
    if (systemCodeOf(error) !== 'ENOENT' || above === folder) throw error;
    if (isFolder(above)) throw takesNone(folder, above, error);
    makeFolder(above);
    makeFolder(folder);
  }
}

/** As what the system tells of itself, in `/proc`. */
function takesNone(folder: string, above: string, cause: unknown): LabError {
  const message = `Could not make the folder "${folder}": "${above}" takes none.`;
  return new LabError('DISK', message, { file: folder }, { cause });
}

function syncFolder(path: string): void {
  if (process.platform === 'win32') return; // folders cannot be opened there
  const descriptor = fs.openSync(path, 'r');
  try {
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

/** Windows knows no such flag. */
const { O_NOFOLLOW = 0 } = fs.constants as { O_NOFOLLOW?: number };

/** What a run writes goes into the run: a link would lead it elsewhere, also one that takes the file's place after a look at it. */
function openToChange(path: string): number {
  const elsewhere = (): LabError =>
    new LabError('INVALID_FILE', `"${path}" is a link to another file; nothing is written there.`, { file: path });
  if (O_NOFOLLOW === 0 && fs.lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) throw elsewhere();
  try {
    return openPlainSync(path, fs.constants.O_RDWR | fs.constants.O_CREAT | O_NOFOLLOW);
  } catch (error) {
    throw systemCodeOf(error) === 'ELOOP' ? elsewhere() : error;
  }
}

export const nodeFiles: Files = {
  openToRead: (path) => attempt('open', path, () => openFile(path, openPlainSync(path))),
  openToChange: (path) => attempt('open', path, () => openFile(path, openToChange(path))),
  create(path) {
    return attempt('create', path, () => {
      try {
        return openFile(path, fs.openSync(path, 'wx+'));
      } catch (error) {
        if (systemCodeOf(error) === 'EEXIST') return undefined;
        throw error;
      }
    });
  },
  rename: (from, to) => attempt('write', to, () => renamePatiently(from, to)),
  remove: (path) => attempt('remove', path, () => fs.rmSync(path, { recursive: true, force: true })),
  makeFolder: (folder) => attempt('make the folder', folder, () => makeFolder(folder)),
  list: (path) => attempt('read', path, () => fs.readdirSync(path)),
  stat(path) {
    return attempt('look at', path, () => {
      try {
        const stat = fs.statSync(path, { throwIfNoEntry: false }); // to throw takes ten times as long as to look
        if (!stat) return undefined;
        const kind = stat.isDirectory() ? 'folder' : stat.isFile() ? 'file' : 'other';
        return { kind, bytes: stat.size, modifiedMs: stat.mtimeMs };
      } catch (error) {
        if (['ENOENT', 'ENOTDIR'].includes(systemCodeOf(error))) return undefined;
        throw error;
      }
    });
  },
  touch: (path, timeMs) => attempt('write', path, () => fs.utimesSync(path, timeMs / 1000, timeMs / 1000)),
  syncFolder: (path) => attempt('write', path, () => syncFolder(path)),
  nonce: () => randomBytes(8).toString('hex'),
};
