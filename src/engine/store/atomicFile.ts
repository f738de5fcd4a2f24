// The only writer of whole files. A reader sees the old content or the new, never a part, also after a kill or a power
// cut: the content goes to a temporary neighbour, is forced to the disk, checked for length and then takes the name.

import path from 'node:path';
import { LabError } from '../../protocol/labError';
import type { Files, OpenFile } from './files';
import { withFile } from './wholeFile';

const temporaryName = /\.[0-9a-f]{16}\.tmp$/;

/** A name beside `target` that `sweepTemporaries` will recognise. */
export function temporaryBeside(files: Files, target: string): string {
  return `${target}.${files.nonce()}.tmp`;
}

/**
 * Replaces the file at `target` (or makes it). Once this returns, the content is on the disk. Fails with `DISK`; the old
 * content then stands unless the very last step, forcing the folder to the disk, was the one that failed.
 */
export function writeFileAtomically(files: Files, target: string, content: string | Iterable<Uint8Array>): void {
  const chunks = typeof content === 'string' ? [new TextEncoder().encode(content)] : content;
  const temporary = temporaryBeside(files, target);
  try {
    const file = files.create(temporary);
    if (!file) throw new LabError('DISK', `"${temporary}" is there already.`, { file: temporary });
    withFile(file, (open) => {
      const length = writeAll(open, temporary, chunks);
      open.sync();
      if (open.size() !== length) throw new LabError('DISK', `"${target}" was not written in full.`, { file: target });
    });
    files.rename(temporary, target);
  } catch (error) {
    removeQuietly(files, temporary);
    throw error;
  }
  files.syncFolder(path.dirname(target));
}

/**
 * As `writeFileAtomically`, for content that is made while it is written, however much it is. When making it fails,
 * nothing is left behind and the old content stands. Returns the bytes written.
 */
export async function streamFileAtomically(
  files: Files,
  target: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<number> {
  const temporary = temporaryBeside(files, target);
  const file = files.create(temporary);
  if (!file) throw new LabError('DISK', `"${temporary}" is there already.`, { file: temporary });
  let length = 0;
  try {
    try {
      for await (const chunk of chunks) length = writeChunk(file, temporary, chunk, length);
    } catch (error) {
      closeQuietly(file);
      throw error;
    }
    withFile(file, (open) => open.sync());
    files.rename(temporary, target);
  } catch (error) {
    removeQuietly(files, temporary);
    throw error;
  }
  files.syncFolder(path.dirname(target));
  return length;
}

function closeQuietly(file: OpenFile): void {
  try {
    file.close();
  } catch {
    // the first failure is the one to tell
  }
}

/** Writes chunk after chunk from the start of the file; returns the bytes written. */
function writeAll(file: OpenFile, name: string, chunks: Iterable<Uint8Array>): number {
  let position = 0;
  for (const chunk of chunks) position = writeChunk(file, name, chunk, position);
  return position;
}

/** Returns where the next chunk goes. */
function writeChunk(file: OpenFile, name: string, chunk: Uint8Array, position: number): number {
  for (let done = 0; done < chunk.byteLength;) {
    const count = file.write(chunk.subarray(done), position + done);
    if (count <= 0) throw new LabError('DISK', `Could not write "${name}": the disk takes no more.`, { file: name });
    done += count;
  }
  return position + chunk.byteLength;
}

/** Removes without a word when that fails: what is left is swept later. */
export function removeQuietly(files: Files, target: string): void {
  try {
    files.remove(target);
  } catch {
    // swept when the folder is opened next
  }
}

/**
 * Removes what writers that were killed left in `folder`. Only for a folder that nobody else is writing, that is, with
 * the run's lease held. A folder that is not there is fine.
 */
export function sweepTemporaries(files: Files, folder: string): void {
  if (files.stat(folder)?.kind !== 'folder') return;
  for (const name of files.list(folder)) if (temporaryName.test(name)) files.remove(path.join(folder, name));
}
