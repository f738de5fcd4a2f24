// Vectors in the layout of a run's vectors.safetensors (see protocol/embedding.ts). Only what is asked for is read; the
// vectors of n-grams stay on the disk until a word that is not in the table needs its own.

import { embeddingMetadata, embeddingTensors, type SubwordSettings } from '../../../protocol/embedding';
import type { OpenFile } from '../../store/files';
import { nodeFiles } from '../../store/nodeFiles';
import {
  HeaderFault,
  parseSafetensorsHeader,
  type SafetensorsHeader,
  type TensorEntry,
} from '../../store/safetensorsHeader';
import { readFully, withFile } from '../../store/wholeFile';
import { faulty, requireGoing, type FileBytes, type ReadVectorsOptions } from './fileBytes';
import { subwordBuckets } from '../subwords';
import type { VectorSet } from './vectorSet';
import { VectorsBuilder, type ReadVectors } from './vectorsBuilder';

const MAX_HEADER_BYTES = 1 << 24;
const BLOCK_BYTES = 1 << 23;
const NEWLINE = 0x0a;
const decoder = new TextDecoder('utf-8', { fatal: true });
const DTYPE_BYTES = new Map([['F32', 4], ['F64', 8], ['U8', 1]]); // prettier-ignore

interface Layout {
  header: SafetensorsHeader;
  bodyStart: number;
}

/** Fails with `INVALID_DATA` where the file is no safetensors file, lacks words or vectors, or contradicts itself. */
export async function readSafetensorsVectors(bytes: FileBytes, options: ReadVectorsOptions): Promise<ReadVectors> {
  const { file } = bytes;
  if (bytes.gzipped) throw faulty(file, `"${file}" is a gzipped safetensors file. Unpack it first.`);
  const opened = nodeFiles.openToRead(file);
  try {
    const layout = readLayout(opened, file);
    const vectors = requireTensor(layout, file, embeddingTensors.vectors, 'F32', 2);
    const [words, dimensions] = vectors.shape;
    const builder = new VectorsBuilder(bytes, { words, dimensions, rowBytes: 4 * dimensions + 1 }, options);
    const wordBytes = readWords(opened, layout, file);
    const counts = readCounts(opened, layout, file, words);
    const keptCounts: number[] = [];
    await eachBlock(opened, layout, vectors, builder.rows, options, (row, values) => {
      const { from, to } = wordBytes.at(row);
      const target = builder.add(wordBytes.bytes, from, to);
      if (!target) return;
      if (!values.every(Number.isFinite))
        throw faulty(
          file,
          `The vector of word ${row + 1} of "${file}" holds a number that is not finite, which no vector may hold.`,
        );
      target.set(values);
      if (counts) keptCounts.push(counts[row]);
    });
    wordBytes.requireCount(words, file);
    return builder.finish({
      ...(counts ? { counts: Float64Array.from(keptCounts) } : {}),
      ...unseenBy(layout, file, dimensions),
    });
  } finally {
    opened.close();
  }
}

function readLayout(opened: OpenFile, file: string): Layout {
  const size = opened.size();
  const start = new Uint8Array(8);
  if (size < 10) throw faulty(file, `"${file}" is too short for a safetensors file.`);
  readFully(opened, file, start, 0);
  const length = new DataView(start.buffer).getBigUint64(0, true);
  if (length > BigInt(Math.min(MAX_HEADER_BYTES, size - 8)))
    throw faulty(file, `"${file}" says its header has ${length} bytes, more than there are or may be. It is damaged.`);
  const bodyStart = 8 + Number(length);
  const text = new Uint8Array(Number(length));
  readFully(opened, file, text, 8);
  try {
    const header = parseSafetensorsHeader(decoder.decode(text));
    for (const [name, entry] of header.tensors) checkEntry(name, entry, size - bodyStart);
    return { header, bodyStart };
  } catch (error) {
    const reason = error instanceof HeaderFault ? error.message : 'its header is not UTF-8';
    throw faulty(file, `"${file}" is not a valid safetensors file: ${reason}.`);
  }
}

function checkEntry(name: string, { dtype, shape, start, end }: TensorEntry, bodyBytes: number): void {
  if (start > end || end > bodyBytes) throw new HeaderFault(`the data of "${name}" lie beyond its end; it is cut off`);
  const bytes = DTYPE_BYTES.get(dtype);
  const needed = shape.reduce((product, size) => product * BigInt(size), BigInt(bytes ?? 0));
  if (bytes !== undefined && needed !== BigInt(end - start))
    throw new HeaderFault(`the shape of "${name}" does not fit its data`);
}

function requireTensor({ header }: Layout, file: string, name: string, dtype: string, rank: number): TensorEntry {
  const entry = header.tensors.get(name);
  if (entry?.dtype === dtype && entry.shape.length === rank) return entry;
  const found = [...header.tensors.keys()]
    .slice(0, 5)
    .map((key) => `"${key}"`)
    .join(', ');
  throw faulty(
    file,
    `"${file}" has no tensor "${name}" of type ${dtype} with ${rank} axes (it has ${found || 'none'}). ` +
      'Vectors files have "vectors" [words, dimensions] and "words", the words joined by line feeds.',
  );
}

function readWhole(opened: OpenFile, file: string, { bodyStart }: Layout, { start, end }: TensorEntry): Uint8Array {
  const bytes = new Uint8Array(end - start);
  readFully(opened, file, bytes, bodyStart + start);
  return bytes;
}

/** The words in order. Rows must be asked for in order. */
function readWords(opened: OpenFile, layout: Layout, file: string) {
  const bytes = readWhole(opened, file, layout, requireTensor(layout, file, embeddingTensors.words, 'U8', 1));
  let next = 0;
  let row = 0;
  return {
    bytes,
    at(wanted: number): { from: number; to: number } {
      const found = bytes.indexOf(NEWLINE, next);
      const from = next;
      const to = found < 0 ? bytes.length : found;
      if (from > bytes.length)
        throw faulty(file, `"${file}" has fewer words than vectors: there is none for row ${wanted}.`);
      next = to + 1;
      row = wanted + 1;
      return { from, to };
    },
    requireCount(words: number, name: string): void {
      if (row === words && next <= bytes.length)
        throw faulty(name, `"${name}" has more words than its ${words} vectors.`);
    },
  };
}

function readCounts(opened: OpenFile, layout: Layout, file: string, words: number): Float64Array | undefined {
  if (!layout.header.tensors.has(embeddingTensors.counts)) return undefined;
  const entry = requireTensor(layout, file, embeddingTensors.counts, 'F64', 1);
  if (entry.shape[0] !== words) throw faulty(file, `"${file}" has ${entry.shape[0]} counts for ${words} words.`);
  return new Float64Array(readWhole(opened, file, layout, entry).buffer);
}

/** Calls `take` with each of the first rows; messages come through between blocks. */
async function eachBlock(
  opened: OpenFile,
  { bodyStart }: Layout,
  { shape: [, dimensions], start }: TensorEntry,
  rows: number,
  options: ReadVectorsOptions,
  take: (row: number, values: Float32Array) => void,
): Promise<void> {
  const rowsAtOnce = Math.max(1, Math.floor(BLOCK_BYTES / (4 * dimensions)));
  const block = new Float32Array(Math.min(rows, rowsAtOnce) * dimensions);
  for (let first = 0; first < rows; first += rowsAtOnce) {
    requireGoing(options);
    const count = Math.min(rowsAtOnce, rows - first);
    const view = new Uint8Array(block.buffer, 0, 4 * count * dimensions);
    readFully(opened, 'vectors', view, bodyStart + start + 4 * first * dimensions);
    for (let i = 0; i < count; i++) take(first + i, block.subarray(i * dimensions, (i + 1) * dimensions));
    options.onProgress?.((first + count) / rows);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** fastText: an unseen word's vector is the mean of its n-grams' (Bojanowski et al. 2017). Rows are read when needed. */
function unseenBy(layout: Layout, file: string, dimensions: number): Pick<VectorSet, 'unseen'> {
  const { tensors, metadata } = layout.header;
  if (!tensors.has(embeddingTensors.ngrams)) return {};
  const entry = requireTensor(layout, file, embeddingTensors.ngrams, 'F32', 2);
  const settings = parseSettings(metadata.get(embeddingMetadata.subwords));
  if (!settings || entry.shape[0] !== settings.buckets || entry.shape[1] !== dimensions)
    throw faulty(
      file,
      `"${file}" has vectors of n-grams, but its settings ("subwords") are missing or do not fit them.`,
    );
  const unseen = (word: string): Float32Array | undefined => {
    const rows = subwordBuckets(word, settings);
    if (rows.length === 0) return undefined;
    const mean = new Float32Array(dimensions);
    const row = new Float32Array(dimensions);
    const view = new Uint8Array(row.buffer);
    withFile(nodeFiles.openToRead(file), (opened) => {
      for (const index of rows) {
        readFully(opened, file, view, layout.bodyStart + entry.start + 4 * index * dimensions);
        for (let i = 0; i < dimensions; i++) mean[i] += row[i] / rows.length;
      }
    });
    return mean;
  };
  return { unseen };
}

function parseSettings(text: string | undefined): SubwordSettings | undefined {
  try {
    const { minLength, maxLength, buckets, unit } = JSON.parse(text ?? '') as Partial<SubwordSettings>;
    const whole = [minLength, maxLength, buckets].every((value) => Number.isSafeInteger(value) && Number(value) > 0);
    if (!whole || (unit !== 'character' && unit !== 'jamo')) return undefined;
    return { minLength, maxLength, buckets, unit } as SubwordSettings;
  } catch {
    return undefined;
  }
}
