// Files for what does not fit into memory. Their names are taken away as soon as they are open: whatever becomes of the
// process, the system gives their room back when it ends. Threads of the process read them by their descriptor.

import os from 'node:os';
import path from 'node:path';
import { LabError } from '../../protocol/labError';
import { removeQuietly } from './atomicFile';
import type { Files, OpenFile } from './files';
import { sweepLeftBehind, temporaryEnding } from './temporaryNames';
import { readFully } from './wholeFile';
import { writeFully } from './writeFully';

export interface ScratchFile {
  /** Valid in all threads of this process until `close`. */
  readonly descriptor: number;
  /** Bytes written. */
  readonly length: number;
  /** Fails with `DISK`. */
  append(bytes: Uint8Array): void;
  /** Fills `into` from `position` on. Fails with `DISK`. */
  read(into: Uint8Array, position: number): void;
  /** May be repeated. */
  close(): void;
}

/** Fails with `DISK`. @param kind what is in it, for its name */
export function createScratchFile(files: Files, kind: string): ScratchFile {
  const name = path.join(os.tmpdir(), `nlp-lab.${kind}${temporaryEnding(files)}`);
  sweepLeftBehind(files, os.tmpdir());
  const file = files.create(name);
  if (!file) throw new LabError('DISK', `"${name}" is there already.`, { file: name });
  removeQuietly(files, name); // where that cannot be done, `close` does it, or else the next one
  return scratchOf(files, file, name);
}

function scratchOf(files: Files, file: OpenFile, name: string): ScratchFile {
  let length = 0;
  let isOpen = true;
  return {
    descriptor: file.descriptor,
    get length() {
      return length;
    },
    append(bytes) {
      length = writeFully(file, name, bytes, length);
    },
    read: (into, position) => readFully(file, name, into, position),
    close() {
      if (!isOpen) return;
      isOpen = false;
      file.close();
      removeQuietly(files, name);
    },
  };
}
