// How much room a disk has.

import fs from 'node:fs';
import path from 'node:path';

/** For files of whoever asks, in the folder or where it would be made; without an end where the system does not tell. */
export function freeBytes(folder: string): number {
  try {
    const { bavail, bsize } = fs.statfsSync(folder);
    return bavail * bsize;
  } catch {
    const above = path.dirname(folder);
    return above === folder ? Infinity : freeBytes(above);
  }
}
