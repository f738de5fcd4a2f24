// The bytes of a vectors file, plain or gzipped, piece by piece; and what was wrong with them, said to people.

import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { LabError } from '../../../protocol/labError';
import { LFS_POINTER_BYTES, refuseLfsPointer } from '../../../protocol/lfsPointer';
import { lookAt, openPlain, streamPlain } from '../../disk/plainFile';

const PIECE_BYTES = 1 << 20;
/** Deflate makes at most 1032 bytes of one. */
const GZIP_MAX_RATIO = 1032;

export interface FileBytes {
  readonly file: string;
  readonly gzipped: boolean;
  /** On the disk. */
  readonly size: number;
  /** No more than this can come out of it. */
  readonly maxBytes: number;
  /** Its first bytes, unpacked; at most `count`. */
  head(count: number): Promise<Uint8Array>;
  /** May be called again to start over. `read` tells how many bytes of the file itself have been read. */
  pieces(read?: (bytes: number) => void): AsyncGenerator<Uint8Array>;
}

/** Fails with `NOT_FOUND`, `INVALID_ARGUMENT` (a folder), `INVALID_FILE` (no file), `INVALID_DATA` (a Git LFS pointer) or `DISK`; broken gzip fails with `INVALID_DATA` while reading. */
export async function openFileBytes(file: string): Promise<FileBytes> {
  try {
    const stat = await lookAt(file);
    if (!stat) throw new LabError('NOT_FOUND', `"${file}" does not exist.`, { file });
    if (stat.isDirectory())
      throw new LabError('INVALID_ARGUMENT', `"${file}" is a folder; name a vectors file.`, { file });
    const gzipped = await startsAsGzip(file);
    const size = stat.size;
    const opened: FileBytes = {
      ...{ file, gzipped, size, maxBytes: gzipped ? size * GZIP_MAX_RATIO : size },
      async head(count) {
        const parts: Uint8Array[] = [];
        let length = 0;
        for await (const piece of opened.pieces()) {
          parts.push(piece);
          length += piece.length;
          if (length >= count) break;
        }
        return Buffer.concat(parts).subarray(0, count);
      },
      pieces: (read) => piecesOf(file, gzipped, read),
    };
    return opened;
  } catch (error) {
    throw readFailure(file, error);
  }
}

async function startsAsGzip(file: string): Promise<boolean> {
  const handle = await openPlain(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(LFS_POINTER_BYTES), 0, LFS_POINTER_BYTES, 0);
    refuseLfsPointer(file, buffer);
    return buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

async function* piecesOf(file: string, gzipped: boolean, read?: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const source = await streamPlain(file, { pieceBytes: PIECE_BYTES });
  try {
    let bytes: AsyncIterable<unknown> = source;
    if (gzipped) {
      const unzipped = createGunzip({ chunkSize: PIECE_BYTES });
      pipeline(source, unzipped, () => undefined); // failures arrive at whoever reads `unzipped`
      bytes = unzipped;
    }
    for await (const piece of bytes) {
      read?.(source.bytesRead);
      yield piece as Uint8Array;
    }
  } catch (error) {
    throw readFailure(file, error);
  } finally {
    source.destroy();
  }
}

function readFailure(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof LabError || !('code' in error)) return error;
  const code = String(error.code);
  const place = { file };
  if (code === 'ENOENT' || code === 'ENOTDIR') return new LabError('NOT_FOUND', `"${file}" does not exist.`, place);
  if (code === 'Z_BUF_ERROR')
    return new LabError('INVALID_DATA', `"${file}" is cut off: the gzip data end too early. Copy it again.`, place);
  if (code.startsWith('Z_'))
    return new LabError('INVALID_DATA', `"${file}" is a broken gzip file (${error.message}). Copy it again.`, place);
  return new LabError('DISK', `Could not read "${file}": ${error.message}.`, place, { cause: error });
}

/** What the readers of the formats share. */
export interface ReadVectorsOptions {
  /** Only the first words (0: all). */
  limit: number;
  signal?: AbortSignal;
  /** 0..1, by the bytes of the file. */
  onProgress?: (fraction: number) => void;
  /** Asked before memory is taken; throws `NO_MEMORY`. */
  requireMemory?: (bytes: number) => void;
}

export function faulty(file: string, message: string, line?: number): LabError {
  return new LabError('INVALID_DATA', message, line === undefined ? { file } : { file, line });
}

export function requireGoing({ signal }: ReadVectorsOptions): void {
  if (signal?.aborted) throw new LabError('CANCELLED', 'Reading the vectors was cancelled.');
}
