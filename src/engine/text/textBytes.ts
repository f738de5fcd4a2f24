// The bytes of a text file, plain or gzipped, piece by piece; and what was wrong with them, said to people.

import type { ReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { LabError } from '../../protocol/labError';
import { LFS_POINTER_BYTES, refuseLfsPointer } from '../../protocol/lfsPointer';
import { streamPlain } from '../disk/plainFile';
import type { BytePiece } from './encodings/decodeBytes';

const PIECE_BYTES = 1 << 18;
const SAMPLE_BYTES = 4096;

/**
 * Unzipped; the first piece is long enough to recognise the encoding by. An empty file has none. Fails with `NOT_FOUND`, `DISK`,
 * `INVALID_FILE` when it is no file, or `INVALID_DATA` when the gzip is broken or the file is a folder or a Git LFS pointer.
 * @param onRead told how many bytes of the file itself, as it lies on the disk, were read so far
 */
export async function* readBytes(file: string, onRead: (bytes: number) => void): AsyncGenerator<BytePiece> {
  try {
    let held: Buffer | undefined;
    let started = false;
    const { source, bytes } = await openBytes(file);
    for await (const piece of bytes) {
      const next = piece as Buffer;
      onRead(source.bytesRead);
      if (held && (started || held.byteLength >= SAMPLE_BYTES)) {
        yield { bytes: held, last: false };
        started = true;
        held = next;
      } else held = held ? Buffer.concat([held, next]) : next;
    }
    if (held) yield { bytes: held, last: true };
  } catch (error) {
    throw readFailure(file, error);
  }
}

/** The file as it lies on the disk, and what it holds. */
async function openBytes(file: string): Promise<{ source: ReadStream; bytes: Readable }> {
  const named = /\.gz$/i.test(file);
  const start = await firstBytes(file);
  refuseLfsPointer(file, start);
  const zipped = start[0] === 0x1f && start[1] === 0x8b;
  if (named && !zipped)
    throw new LabError('INVALID_DATA', `"${file}" ends in .gz but is not a gzip file. Rename or repack it.`, { file });
  const source = await streamPlain(file, { pieceBytes: PIECE_BYTES });
  if (!zipped) return { source, bytes: source };
  const unzipped = createGunzip({ chunkSize: PIECE_BYTES });
  pipeline(source, unzipped, () => undefined); // failures arrive at whoever reads `unzipped`
  return { source, bytes: unzipped };
}

async function firstBytes(file: string): Promise<Buffer> {
  for await (const piece of await streamPlain(file, { end: LFS_POINTER_BYTES - 1 })) return piece as Buffer;
  return Buffer.alloc(0);
}

function readFailure(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || error instanceof LabError) return error;
  const code = String(error.code);
  if (code === 'ENOENT') return new LabError('NOT_FOUND', `"${file}" does not exist.`, { file });
  if (code === 'EISDIR') return new LabError('INVALID_DATA', `"${file}" is a folder; a file is expected.`, { file });
  if (code === 'Z_BUF_ERROR')
    return new LabError('INVALID_DATA', `"${file}" is cut off: the gzip data end too early. Copy it again.`, { file });
  if (code.startsWith('Z_'))
    return new LabError('INVALID_DATA', `"${file}" is a broken gzip file (${error.message}). Copy it again.`, { file });
  return new LabError('DISK', `Could not read "${file}": ${error.message}.`, { file }, { cause: error });
}
