// The only writer of whole files. A reader sees the old content or the new, never a part, also after a kill or a power
// cut: the content goes to a temporary neighbour, is forced to the disk, checked for length and then takes the name.

import path from 'node:path';
import { LabError } from '../../protocol/labError';
import type { Files, OpenFile } from './files';
import { sweepLeftBehind, temporaryBeside } from './temporaryNames';
import { withFile } from './wholeFile';
import { writeFully } from './writeFully';

/**
 * Replaces the file at `target` (or makes it). Once this returns, the content is on the disk. Fails with `DISK`; the old
 * content then stands unless the very last step, forcing the folder to the disk, was the one that failed.
 */
export function writeFileAtomically(files: Files, target: string, content: string | Iterable<Uint8Array>): void {
  const chunks = typeof content === 'string' ? [new TextEncoder().encode(content)] : content;
  const temporary = temporaryBeside(files, target);
  try {
    const file = files.create(temporary);
    if (!file) throw isThere(temporary, target);
    withFile(file, (open) => {
      let length = 0;
      for (const chunk of chunks) length = writeFully(open, temporary, chunk, length);
      open.sync();
      if (open.size() !== length) throw new LabError('DISK', `"${target}" was not written in full.`, { file: target });
    });
    files.rename(temporary, target);
  } catch (error) {
    removeQuietly(files, temporary);
    throw ofTarget(error, temporary, target);
  }
  files.syncFolder(path.dirname(target));
}

/** As `writeFileAtomically`, for a file that a person named, in a folder of theirs: what killed processes left there is removed. */
export function writeOutput(files: Files, target: string, content: string): void {
  sweepLeftBehind(files, path.dirname(target));
  writeFileAtomically(files, target, content);
}

/**
 * As `writeOutput`, for content that is made while it is written, however much it is. When making it fails,
 * nothing is left behind and the old content stands. Returns the bytes written.
 */
export async function streamFileAtomically(
  files: Files,
  target: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<number> {
  sweepLeftBehind(files, path.dirname(target));
  const temporary = temporaryBeside(files, target);
  let length = 0;
  try {
    const file = files.create(temporary);
    if (!file) throw isThere(temporary, target);
    try {
      for await (const chunk of chunks) length = writeFully(file, temporary, chunk, length);
    } catch (error) {
      closeQuietly(file);
      throw error;
    }
    withFile(file, (open) => open.sync());
    files.rename(temporary, target);
  } catch (error) {
    removeQuietly(files, temporary);
    throw ofTarget(error, temporary, target);
  }
  files.syncFolder(path.dirname(target));
  return length;
}

const isThere = (temporary: string, target: string): LabError =>
  new LabError('DISK', `"${path.basename(temporary)}" is there already, so "${target}" was not written.`, {
    file: target,
  });

/** Who asked for a file or a folder knows nothing of its temporary neighbour: what fails there is told of what was asked for. */
export function ofTarget(error: unknown, temporary: string, target: string): unknown {
  if (!(error instanceof LabError) || !error.message.includes(temporary)) return error;
  const message = error.message.replaceAll(temporary, target);
  const file = error.place?.file?.replace(temporary, target) ?? target;
  return new LabError(error.code, message, { ...error.place, file }, { cause: error });
}

function closeQuietly(file: OpenFile): void {
  try {
    file.close();
  } catch {
    // the first failure is the one to tell
  }
}

/** Removes without a word when that fails: what is left is swept later. */
export function removeQuietly(files: Files, target: string): void {
  try {
    files.remove(target);
  } catch {
    // swept when the folder is opened next
  }
}
