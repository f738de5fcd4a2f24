// A disk that loses power: what was written to a file and not forced out may be gone, from some byte on. Renames and
// removals are taken to survive in order, as on file systems with a journal.

import fs from 'node:fs';
import type { Files, OpenFile } from '../../../../src/engine/store/files';
import { faultyFiles } from './faultyFiles';

export interface PowerLoss {
  files: Files;
  /**
   * Cuts every file that holds unforced bytes, keeping this share of those bytes. `zeroed`: the file has its length, but zeros where
   * they were, as where the length was forced out and they were not.
   */
  lose(keptShare: number | ((path: string) => number), zeroed?: (path: string) => boolean): void;
}

/** The operation numbered `failAt` and all later ones do not happen. */
export function powerLoss(inner: Files, failAt: number): PowerLoss {
  /** Bytes of each file that are safe, for files that hold others too. */
  const safe = new Map<string, number>();
  const track = (path: string, file: OpenFile): OpenFile => ({
    ...file,
    write(bytes, position) {
      const count = file.write(bytes, position);
      safe.set(path, Math.min(safe.get(path) ?? position, position));
      return count;
    },
    sync() {
      file.sync();
      safe.delete(path);
    },
  });
  const tracking: Files = {
    ...inner,
    create(path) {
      const file = inner.create(path);
      if (file) safe.set(path, 0);
      return file && track(path, file);
    },
    openToChange: (path) => track(path, inner.openToChange(path)),
    rename(from, to) {
      inner.rename(from, to);
      for (const [path, bytes] of [...safe])
        if (path === from || path.startsWith(`${from}/`)) {
          safe.delete(path);
          safe.set(to + path.slice(from.length), bytes);
        }
    },
  };
  return {
    files: faultyFiles(tracking, failAt, 'kill').files,
    lose(keptShare, zeroed = () => false) {
      for (const [path, bytes] of safe) {
        if (!fs.existsSync(path)) continue;
        const share = typeof keptShare === 'number' ? keptShare : keptShare(path);
        const { size } = fs.statSync(path);
        fs.truncateSync(path, bytes + Math.floor((size - bytes) * share));
        if (zeroed(path)) fs.truncateSync(path, size);
      }
    },
  };
}
