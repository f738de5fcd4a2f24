// A folder copied as a whole, file by file.

import path from 'node:path';
import { LabError } from '../../protocol/labError';
import { writeFileAtomically } from './atomicFile';
import type { Files, OpenFile } from './files';

const CHUNK_BYTES = 1 << 20;
/** Folders in folders; a run has fewer. */
const DEEPEST = 8;

/**
 * Copies what is in `from` into a new folder `to`. Fails with `DISK`, and with `INVALID_FILE` where there is something that is neither a
 * file nor a folder. @param takes by its name, whether a file or folder is copied
 */
export function copyFolder(files: Files, from: string, to: string, takes: (name: string) => boolean, depth = 0): void {
  if (depth > DEEPEST)
    throw new LabError('INVALID_FILE', `"${from}" lies too deep in folders to be copied.`, { file: from });
  files.makeFolder(to);
  for (const name of files.list(from).filter(takes)) {
    const [source, target] = [path.join(from, name), path.join(to, name)];
    const kind = files.stat(source)?.kind;
    if (kind === 'folder') copyFolder(files, source, target, takes, depth + 1);
    else if (kind === 'file') copyFile(files, source, target);
    else
      throw new LabError('INVALID_FILE', `"${source}" is no file but a pipe, a device or a socket.`, { file: source });
  }
}

function copyFile(files: Files, source: string, target: string): void {
  const file = files.openToRead(source);
  try {
    writeFileAtomically(files, target, chunksOf(file));
  } finally {
    file.close();
  }
}

function* chunksOf(file: OpenFile): Generator<Uint8Array> {
  const chunk = new Uint8Array(CHUNK_BYTES);
  for (let position = 0; ;) {
    const count = file.read(chunk, position);
    if (count === 0) return;
    position += count;
    yield chunk.subarray(0, count);
  }
}
