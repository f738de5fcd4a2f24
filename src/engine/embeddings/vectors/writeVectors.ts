// Writes vectors in any of the formats, whole or not at all, however many they are.

import { once } from 'node:events';
import { createGzip } from 'node:zlib';
import { EMBEDDING_FORMAT, embeddingMetadata, embeddingTensors } from '../../../protocol/embedding';
import { LabError } from '../../../protocol/labError';
import type { VectorsFormat } from '../../../protocol/vectors';
import { streamFileAtomically } from '../../store/atomicFile';
import { nodeFiles } from '../../store/nodeFiles';
import { rowText } from './float32Text';
import { rowOf, type VectorSet } from './vectorSet';

const CHUNK_BYTES = 1 << 20;
const encoder = new TextEncoder();

export interface WriteVectorsOptions {
  format: VectorsFormat;
  /** In this order; left out, all. */
  rows?: ArrayLike<number>;
  signal?: AbortSignal;
  onProgress?: (fraction: number) => void;
}

/**
 * Returns the bytes written. A name that ends in .gz is packed. Fails with `DISK`, `CANCELLED`, and `INVALID_ARGUMENT`
 * for words that the format cannot hold.
 */
export async function writeVectors(set: VectorSet, file: string, options: WriteVectorsOptions): Promise<number> {
  const { format } = options;
  const zipped = /\.gz$/i.test(file);
  if (zipped && format === 'safetensors')
    throw new LabError('INVALID_ARGUMENT', 'A safetensors file is not packed; leave out ".gz".', { file });
  const count = options.rows?.length ?? set.words.size;
  const chunks =
    format === 'safetensors'
      ? safetensorsChunks(set, options)
      : gathered(rowChunks(set, count, options), { count, ...options });
  return streamFileAtomically(nodeFiles, file, zipped ? zip(chunks) : chunks);
}

/** One piece a row, after the line of sizes where the format has one. */
function* rowChunks(set: VectorSet, count: number, { format, rows }: WriteVectorsOptions): Generator<Uint8Array> {
  if (format !== 'glove') yield encoder.encode(`${count} ${set.dimensions}\n`);
  const toBytes = format === 'word2vec-binary' ? binaryRow : textRow;
  for (let i = 0; i < count; i++) {
    const row = rows?.[i] ?? i;
    const word = set.words.wordBytes(row);
    if (word.some((byte) => byte === 0x20 || (byte >= 9 && byte <= 13)))
      throw new LabError(
        'INVALID_ARGUMENT',
        `The word "${set.words.word(row)}" holds white space, which files of the kind ${format} cannot. Choose safetensors.`,
      );
    yield toBytes(word, rowOf(set, row));
  }
}

/** As word2vec.c writes it, with a line feed at the end. */
function binaryRow(word: Uint8Array, values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(word.length + 2 + 4 * values.length);
  bytes.set(word);
  bytes[word.length] = 0x20;
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), word.length + 1);
  bytes[bytes.length - 1] = 0x0a;
  return bytes;
}

function textRow(word: Uint8Array, values: Float32Array): Uint8Array {
  const numbers = encoder.encode(` ${rowText(values, ' ')}\n`);
  const bytes = new Uint8Array(word.length + numbers.length);
  bytes.set(word);
  bytes.set(numbers, word.length);
  return bytes;
}

interface Gathering {
  count: number;
  signal?: AbortSignal;
  onProgress?: (fraction: number) => void;
}

/** Small pieces joined to large ones; messages come through between these. */
async function* gathered(
  pieces: Iterable<Uint8Array>,
  { count, signal, onProgress }: Gathering,
): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let length = 0;
  let done = 0;
  for (const piece of pieces) {
    parts.push(piece);
    length += piece.length;
    done++;
    if (length < CHUNK_BYTES) continue;
    yield Buffer.concat(parts);
    parts = [];
    length = 0;
    onProgress?.(Math.min(1, done / Math.max(1, count)));
    await pause(signal);
  }
  if (length > 0) yield Buffer.concat(parts);
}

async function pause(signal?: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (signal?.aborted) throw new LabError('CANCELLED', 'Writing the vectors was cancelled.');
}

/** The layout of protocol/embedding.ts: vectors, words, and counts where they are known. */
async function* safetensorsChunks(set: VectorSet, options: WriteVectorsOptions): AsyncGenerator<Uint8Array> {
  const { words, dimensions, counts } = set;
  const rows = options.rows ?? Array.from({ length: words.size }, (_, row) => row);
  const count = rows.length;
  let wordBytes = Math.max(0, count - 1);
  for (let i = 0; i < count; i++) wordBytes += words.wordBytes(rows[i]).length;
  // Counts come first and the rest follows by falling width, so that each tensor starts at a multiple of its width.
  const tensors: [string, string, number[], number][] = [
    ...(counts ? [[embeddingTensors.counts, 'F64', [count], 8 * count] as [string, string, number[], number]] : []),
    [embeddingTensors.vectors, 'F32', [count, dimensions], 4 * count * dimensions],
    [embeddingTensors.words, 'U8', [wordBytes], wordBytes],
  ];
  yield safetensorsHeader(tensors);
  if (counts) {
    const kept = Float64Array.from({ length: count }, (_, i) => counts[rows[i]]);
    yield new Uint8Array(kept.buffer);
  }
  const { signal, onProgress } = options;
  const vectors = function* (): Generator<Uint8Array> {
    for (let i = 0; i < count; i++) {
      const row = rowOf(set, rows[i]);
      yield new Uint8Array(row.buffer, row.byteOffset, row.byteLength);
    }
  };
  yield* gathered(vectors(), { count, signal, onProgress });
  const separator = Uint8Array.of(0x0a);
  const joined = function* (): Generator<Uint8Array> {
    for (let i = 0; i < count; i++) {
      if (i > 0) yield separator;
      yield words.wordBytes(rows[i]);
    }
  };
  yield* gathered(joined(), { count, signal });
}

function safetensorsHeader(tensors: readonly [string, string, number[], number][]): Uint8Array {
  const entries: Record<string, unknown> = { __metadata__: { [embeddingMetadata.format]: EMBEDDING_FORMAT } };
  let offset = 0;
  for (const [name, dtype, shape, bytes] of tensors) {
    entries[name] = { dtype, shape, data_offsets: [offset, offset + bytes] };
    offset += bytes;
  }
  const json = encoder.encode(JSON.stringify(entries));
  const length = Math.ceil(json.length / 8) * 8;
  const header = new Uint8Array(8 + length).fill(0x20);
  new DataView(header.buffer).setBigUint64(0, BigInt(length), true);
  header.set(json, 8);
  return header;
}

async function* zip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gzip = createGzip();
  const feed = async (): Promise<void> => {
    try {
      for await (const chunk of chunks) if (!gzip.write(chunk)) await once(gzip, 'drain');
      gzip.end();
    } catch (error) {
      gzip.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const fed = feed();
  for await (const chunk of gzip) yield chunk as Uint8Array;
  await fed;
}
