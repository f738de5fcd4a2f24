// The one place that writes bytes into files: a write that the system takes only part of goes on until it is whole, or fails.

import { LabError } from '../../protocol/labError';
import type { OpenFile } from './files';

/**
 * Writes all of `bytes` from `position` on and returns the position behind them. Fails with `DISK` when the system takes
 * no more.
 */
export function writeFully(file: OpenFile, path: string, bytes: Uint8Array, position: number): number {
  for (let done = 0; done < bytes.byteLength;) {
    const count = file.write(bytes.subarray(done), position + done);
    if (count <= 0) throw new LabError('DISK', `Could not write "${path}": the disk takes no more.`, { file: path });
    done += count;
  }
  return position + bytes.byteLength;
}
