// Reading a file at once, within a limit.

import { foreignFailure } from '../../protocol/foreignErrors';
import { LabError } from '../../protocol/labError';
import { refuseLfsPointer } from '../../protocol/lfsPointer';
import type { Files, OpenFile } from './files';

/** Runs `use` on the file and closes it whatever happens. */
export function withFile<T>(file: OpenFile, use: (file: OpenFile) => T): T {
  let result: T;
  try {
    result = use(file);
  } catch (error) {
    try {
      file.close();
    } catch {
      // the first failure is the one to tell
    }
    throw error;
  }
  file.close();
  return result;
}

/** Fills `into` from `position` on. Fails with `INVALID_FILE` when the file ends before. */
export function readFully(file: OpenFile, path: string, into: Uint8Array, position: number): void {
  for (let done = 0; done < into.byteLength;) {
    const count = file.read(into.subarray(done), position + done);
    if (count === 0) throw new LabError('INVALID_FILE', `"${path}" ends too early.`, { file: path });
    done += count;
  }
}

/** The whole file. Fails with `NOT_FOUND`, `DISK`, or `INVALID_FILE` when it has more than `most` bytes. */
export function readFileBytes(files: Files, path: string, most: number | Uint8Array): Uint8Array {
  return withFile(files.openToRead(path), (file) => {
    const size = file.size();
    const maxBytes = typeof most === 'number' ? most : most.byteLength;
    if (size > maxBytes)
      throw new LabError('INVALID_FILE', `"${path}" has ${size} bytes; at most ${maxBytes} are expected.`, {
        file: path,
      });
    const bytes = typeof most === 'number' ? new Uint8Array(size) : most.subarray(0, size);
    readFully(file, path, bytes, 0);
    return bytes;
  });
}

/**
 * The whole file as UTF-8 text. Fails as `readFileBytes`, and with `INVALID_FILE` when it is not UTF-8. @param most bytes, or the room
 * that they are read into: then it is read also where there is no memory left
 */
export function readFileText(files: Files, path: string, most: number | Uint8Array): string {
  const bytes = readFileBytes(files, path, most);
  refuseLfsPointer(path, bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (foreignFailure(error)) throw error;
    throw new LabError('INVALID_FILE', `"${path}" is damaged: it is not UTF-8 text.`, { file: path });
  }
}
