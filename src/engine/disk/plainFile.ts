// Opening what people and experiments name as files. Pipes, devices, sockets and links in circles are refused before they are opened:
// opening or reading some of them waits for ever, with a thread that others need.

import fs, { type ReadStream, type Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { LabError } from '../../protocol/labError';

/** Should a pipe take the file's place between the look and the opening, the opening does not wait either. */
const WITHOUT_WAITING = fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0);

const kindOf = (stats: Stats): string => {
  if (stats.isFIFO()) return 'a pipe';
  return stats.isSocket() ? 'a socket' : 'a device';
};

/** Fails with `INVALID_FILE` for what is neither file nor folder; of folders each reader says itself what it expects. */
function requirePlain(file: string, stats: Stats): void {
  if (stats.isFile() || stats.isDirectory()) return;
  throw new LabError('INVALID_FILE', `"${file}" is ${kindOf(stats)}, not a file.`, { file });
}

function linkFailure(file: string, error: unknown): unknown {
  if ((error as NodeJS.ErrnoException).code !== 'ELOOP') return error;
  return new LabError('INVALID_FILE', `"${file}" is a link that leads back to itself.`, { file }, { cause: error });
}

/** Undefined where nothing can be found. Fails with `INVALID_FILE` for what is no file and no folder. */
export async function lookAt(file: string): Promise<Stats | undefined> {
  const stats = await stat(file).catch((error: unknown) => {
    const failure = linkFailure(file, error);
    if (failure instanceof LabError) throw failure;
    return undefined;
  });
  if (stats) requirePlain(file, stats);
  return stats;
}

/** To read; of folders too, whose reading fails. Fails as `lookAt`, and with what the system throws. */
export async function openPlain(file: string): Promise<FileHandle> {
  requirePlain(
    file,
    await stat(file).catch((error: unknown) => {
      throw linkFailure(file, error);
    }),
  );
  const handle = await open(file, WITHOUT_WAITING);
  try {
    requirePlain(file, await handle.stat());
  } catch (error) {
    await handle.close();
    throw error;
  }
  return handle;
}

/** A descriptor, to read. Fails as `openPlain`. */
export function openPlainSync(file: string, flags: number = WITHOUT_WAITING): number {
  try {
    const stats = fs.statSync(file, { throwIfNoEntry: false });
    if (stats) requirePlain(file, stats);
  } catch (error) {
    throw linkFailure(file, error);
  }
  const descriptor = fs.openSync(file, flags);
  try {
    requirePlain(file, fs.fstatSync(descriptor));
  } catch (error) {
    fs.closeSync(descriptor);
    throw error;
  }
  return descriptor;
}

/** Its bytes, piece by piece. Fails as `openPlain`, and while it is read with what the system throws. */
export async function streamPlain(
  file: string,
  { end, pieceBytes }: { end?: number; pieceBytes?: number } = {},
): Promise<ReadStream> {
  const fd = await openPlain(file);
  return fs.createReadStream(file, { fd, end, highWaterMark: pieceBytes });
}

/** All its bytes. Fails as `openPlain`. */
export async function readPlain(file: string): Promise<Buffer> {
  const handle = await openPlain(file);
  try {
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}
