// SHA-256 of data files, so that a resumed run notices when its data have changed.

import { createHash } from 'node:crypto';
import { LabError } from '../../protocol/labError';
import { streamPlain } from '../disk/plainFile';

/** Of the bytes as they are stored (zipped, if so), hexadecimal. Fails with `DISK`, or with `INVALID_FILE` for what is no file. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const piece of await streamPlain(file)) hash.update(piece as Buffer);
  } catch (error) {
    if (error instanceof LabError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new LabError('DISK', `Could not read "${file}": ${reason}.`, { file }, { cause: error });
  }
  return hash.digest('hex');
}
