// fastText's classifiers, `.bin` and quantised `.ftz` (fasttext.cc, loadModel): words and labels with their counts, the rows of
// words and n-grams, and those of labels.

import { nodeFiles } from '../../store/nodeFiles';
import { faulty, requireGoing, type ReadVectorsOptions } from '../vectors/fileBytes';
import {
  FASTTEXT_MAGIC,
  readDictionarySize,
  readEntry,
  readKeptNgrams,
  readSettings,
} from '../vectors/fasttext/dictionary';
import { readInputMatrix, type InputMatrix } from '../vectors/fasttext/inputMatrix';
import { ModelReader } from '../vectors/fasttext/modelReader';
import { ngramRowCount } from '../vectors/fasttext/ngramRows';
import { lossOfCode } from './lossCodes';
import { hashes } from './settings';
import { LABEL_PREFIX, TextFeatures } from './textFeatures';
import type { FastTextModel } from './textModel';

const ENTRIES_AT_ONCE = 100_000;
/** Of a string and its place in a table. */
const ENTRY_BYTES = 200;

/** With its words, by row. */
export type ReadClassifier = FastTextModel & { words: readonly string[] };

type ReadOptions = Pick<ReadVectorsOptions, 'signal' | 'requireMemory'>;

/**
 * Fails with `NOT_FOUND`, `CANCELLED`, as `requireMemory`, and with `INVALID_DATA` for what is no fastText model, holds word vectors
 * and no labels, is cut off, contradicts itself, or is of a later version.
 */
export async function readClassifier(file: string, options: ReadOptions = {}): Promise<ReadClassifier> {
  const opened = nodeFiles.openToRead(file);
  try {
    if (opened.size() < 4 || new ModelReader(opened, file).int32() !== FASTTEXT_MAGIC)
      throw faulty(file, `"${file}" is not a model of fastText (.bin or .ftz).`);
    return await readModel(new ModelReader(opened, file), options);
  } finally {
    opened.close();
  }
}

async function readModel(reader: ModelReader, options: ReadOptions): Promise<ReadClassifier> {
  const { file } = reader;
  const { isClassifier, dimensions, wordNgrams, buckets, minLength, maxLength, loss: code } = readSettings(reader);
  if (!isClassifier) throw faulty(file, `"${file}" holds word vectors, and no labels. Open it as vectors.`);
  const loss = lossOfCode(code);
  const settings = { wordNgrams, buckets, minLength, maxLength };
  const size = readDictionarySize(reader);
  options.requireMemory?.(size.entries * ENTRY_BYTES);
  const { words, labels, labelCounts } = await readEntries(reader, size.words, size.entries, options);
  const kept = readKeptNgrams(reader, size);
  const input = readInputMatrix(reader);
  const outputs = readInputMatrix(reader);
  const rowsNeeded = words.length + (hashes(settings) ? ngramRowCount(buckets, kept) : 0);
  const fits = input.dimensions === dimensions && outputs.dimensions === dimensions && input.rows >= rowsNeeded;
  const isWhole = fits && labels.length > 0 && outputs.rows === labels.length && (buckets > 0 || !hashes(settings));
  if (!loss || !isWhole) throw reader.cutOff();
  options.requireMemory?.(4 * outputs.rows * dimensions);
  const rowOfBucket = kept && ((bucket: number): number => kept.get(bucket) ?? -1);
  return {
    features: new TextFeatures({ words, rowOfBucket }, settings),
    ...{ words, settings, loss, dimensions, labels, labelCounts, input },
    output: wholeMatrix(outputs, file),
  };
}

async function readEntries(reader: ModelReader, words: number, entries: number, { signal }: ReadOptions) {
  const decoder = new TextDecoder();
  const read = { words: [] as string[], labels: [] as string[], labelCounts: [] as number[] };
  for (let id = 0; id < entries; id++) {
    const { word, count, isLabel } = readEntry(reader);
    if (isLabel !== id >= words) throw reader.cutOff();
    const text = decoder.decode(word);
    if (isLabel) {
      read.labels.push(text.startsWith(LABEL_PREFIX) ? text.slice(LABEL_PREFIX.length) : text);
      read.labelCounts.push(count);
    } else read.words.push(text);
    if (id % ENTRIES_AT_ONCE > 0) continue;
    requireGoing({ limit: 0, signal });
    await new Promise((resolve) => setImmediate(resolve));
  }
  return read;
}

function wholeMatrix({ rows, dimensions, use }: InputMatrix, file: string): Float32Array {
  const matrix = new Float32Array(rows * dimensions);
  use((read) => read(0, matrix));
  if (!matrix.every(Number.isFinite))
    throw faulty(file, `The model in "${file}" has a number that is not finite, which no model may hold.`);
  return matrix;
}
