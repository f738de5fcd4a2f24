// A disk on which one operation fails, once or for ever, as when the disk is full or the process is killed.

import type { Files, OpenFile } from '../../../../src/engine/store/files';
import { LabError } from '../../../../src/protocol/labError';

/** `error`: this operation only; `full`: this one and all later writes; `kill`: nothing happens from here on.
 * `shortWrite`: this write takes half of its bytes and says so; `tornWrite`: it takes half of them and fails. */
export type Fault = 'error' | 'full' | 'kill' | 'shortWrite' | 'tornWrite';

export interface FaultyFiles {
  files: Files;
  /** Operations asked for so far. */
  count(): number;
  /** Files that were opened and not closed. */
  openHandles(): number;
}

/** Counts operations from 1; the one numbered `failAt` fails. */
export function faultyFiles(inner: Files, failAt = 0, fault: Fault = 'error'): FaultyFiles {
  let count = 0;
  let handles = 0;
  const fail = (): never => {
    throw new LabError('DISK', 'made to fail');
  };
  const step = <T>(operation: () => T, { writes = true, closes = false } = {}): T => {
    count++;
    const fails =
      fault === 'kill'
        ? failAt > 0 && count >= failAt
        : fault === 'full'
          ? failAt > 0 && count >= failAt && writes
          : count === failAt && fault === 'error' && !closes;
    return fails ? fail() : operation();
  };
  const wrap = (file: OpenFile): OpenFile => {
    handles++;
    return {
      descriptor: file.descriptor,
      write(bytes, position) {
        if (fault === 'shortWrite' && bytes.byteLength > 1) {
          count++;
          if (count === failAt) return file.write(bytes.subarray(0, bytes.byteLength >> 1), position);
          return file.write(bytes, position);
        }
        if (fault === 'tornWrite' && count + 1 === failAt) {
          count++;
          file.write(bytes.subarray(0, bytes.byteLength >> 1), position);
          return fail();
        }
        if (fault === 'kill' && count + 1 === failAt && bytes.byteLength > 1)
          file.write(bytes.subarray(0, bytes.byteLength >> 1), position); // killed in the middle of a write
        return step(() => file.write(bytes, position));
      },
      read: (into, position) => step(() => file.read(into, position), { writes: false }),
      size: () => step(() => file.size(), { writes: false }),
      truncate: (length) => step(() => file.truncate(length)),
      sync: () => step(() => file.sync()),
      close() {
        handles--;
        file.close();
        step(() => undefined, { writes: false, closes: true });
      },
    };
  };
  const files: Files = {
    openToRead: (path) => wrap(step(() => inner.openToRead(path), { writes: false })),
    openToChange: (path) => wrap(step(() => inner.openToChange(path))),
    create(path) {
      const file = step(() => inner.create(path));
      return file && wrap(file);
    },
    rename: (from, to) => step(() => inner.rename(from, to)),
    remove: (path) => step(() => inner.remove(path), { writes: false }),
    makeFolder: (path) => step(() => inner.makeFolder(path)),
    list: (path) => step(() => inner.list(path), { writes: false }),
    stat: (path) => step(() => inner.stat(path), { writes: false }),
    touch: (path, timeMs) => step(() => inner.touch(path, timeMs)),
    syncFolder: (path) => step(() => inner.syncFolder(path)),
    nonce: () => inner.nonce(),
  };
  return { files, count: () => count, openHandles: () => handles };
}
