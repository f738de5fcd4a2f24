// Writes a classifier as fastText's program reads it (fasttext.cc, saveModel): version 12, as it is or quantised.

import { nodeFiles } from '../../store/nodeFiles';
import { streamFileAtomically } from '../../store/atomicFile';
import { LabError } from '../../../protocol/labError';
import type { QuantizeOptions } from '../../../protocol/quantizing';
import { FASTTEXT_MAGIC, NEWEST_VERSION, SUPERVISED, WORD } from '../vectors/fasttext/dictionary';
import type { ReadRows } from '../vectors/fasttext/inputMatrix';
import { largestRows, quantizedRows, requireTurn, type MatrixRows } from './quantizedRows';
import { codeOfLoss } from './lossCodes';
import { hashes } from './settings';
import { END_OF_TEXT, LABEL_PREFIX } from './textFeatures';
import type { FastTextModel } from './textModel';

const BLOCK_BYTES = 1 << 20;
const LABEL = 1;
const encoder = new TextEncoder();

/** What the file says besides the model. */
export interface ClassifierHistory {
  words: readonly string[];
  counts: ArrayLike<number>;
  /** Words that were read, the ends of texts included. */
  tokens: number;
  epochs: number;
  minCount: number;
  negative: number;
  /** The row of a bucket's numbers among those of `model.input`, words included. */
  rowOfBucket(bucket: number): number;
}

export interface SavingOptions {
  quantize?: QuantizeOptions;
  signal: AbortSignal;
  onProgress: (fraction: number) => void;
}

/**
 * Returns the bytes written. Fails as `streamFileAtomically`, with `CANCELLED`, and with `INVALID_ARGUMENT` for a word with a zero
 * character and for a label with white space, which the program reads as a label and a word.
 */
export async function writeClassifier(
  model: FastTextModel,
  history: ClassifierHistory,
  file: string,
  options: SavingOptions,
): Promise<number> {
  model.labels.forEach(requireOneWord);
  return streamFileAtomically(nodeFiles, file, chunksOf(model, history, options));
}

async function* chunksOf(
  model: FastTextModel,
  history: ClassifierHistory,
  { quantize, ...work }: SavingOptions,
): AsyncGenerator<Uint8Array> {
  const { dimensions, labels, labelCounts, output, settings } = model;
  const buckets = hashes(settings) ? settings.buckets : 0;
  const all = rowsOf(model, history, buckets);
  const kept = quantize && (await keptRows(all, history.words, quantize.cutoff, work.signal));
  const words = kept ? kept.words.map((row) => history.words[row]) : history.words;
  const counts = kept ? kept.words.map((row) => history.counts[row]) : history.counts;
  yield head(model, { ...history, words, keptNgrams: kept?.ngrams.length });
  yield* entries(words, counts, WORD);
  yield* entries(
    labels.map((label) => LABEL_PREFIX + label),
    labelCounts,
    LABEL,
  );
  if (kept) yield placesOf(kept.ngrams.map((row) => row - history.words.length));
  if (quantize) yield* quantizedRows(kept ? someOf(all, [...kept.words, ...kept.ngrams]) : all, quantize, work);
  else yield* wholeRows(all, work);
  yield matrixHead(labels.length, dimensions);
  yield new Uint8Array(output.buffer, output.byteOffset, output.byteLength);
}

/** At these characters the program ends words (dictionary.cc, readWord). */
const WORD_END = /[ \n\r\t\v\f\0]/g;

function requireOneWord(label: string): void {
  const written = label.replace(WORD_END, '_');
  if (written === label) return;
  throw new LabError(
    'INVALID_ARGUMENT',
    `The label ${JSON.stringify(label)} holds white space, at which fastText ends words: it would read another label. Write it as one word in the data, such as "${written}", and train again.`,
  );
}

/** The rows of words and of all buckets, in the order of the file. */
function rowsOf(
  { dimensions, input }: FastTextModel,
  { words, rowOfBucket }: ClassifierHistory,
  buckets: number,
): MatrixRows {
  const rowAt = (row: number): number => (row < words.length ? row : rowOfBucket(row - words.length));
  return {
    rows: words.length + buckets,
    dimensions,
    use: (task) => input.use((read) => task(rowsAt(read, dimensions, rowAt))),
  };
}

const someOf = ({ dimensions, use }: MatrixRows, rows: readonly number[]): MatrixRows => ({
  ...{ rows: rows.length, dimensions },
  use: (task) => use((read) => task(rowsAt(read, dimensions, (row) => rows[row]))),
});

const rowsAt =
  (read: ReadRows, dimensions: number, rowAt: (row: number) => number): ReadRows =>
  (first, into) => {
    for (let at = 0, row = first; at < into.length; at += dimensions, row++)
      read(rowAt(row), into.subarray(at, at + dimensions));
  };

/** Undefined where all are kept. */
async function keptRows(all: MatrixRows, words: readonly string[], cutoff: number, signal: AbortSignal) {
  if (cutoff < 1 || cutoff >= all.rows) return undefined;
  return largestRows(all, { cutoff, words: words.length, first: words.indexOf(END_OF_TEXT) }, signal);
}

/** Of each bucket that was kept its number and its place. */
function placesOf(buckets: readonly number[]): Uint8Array {
  const pairs = Int32Array.from(buckets.flatMap((bucket, place) => [bucket, place]));
  return new Uint8Array(pairs.buffer);
}

async function* wholeRows(matrix: MatrixRows, { signal, onProgress }: SavingOptions): AsyncGenerator<Uint8Array> {
  const { rows, dimensions, use } = matrix;
  yield matrixHead(rows, dimensions);
  const rowsAtOnce = Math.max(1, Math.floor(BLOCK_BYTES / (4 * dimensions)));
  for (let first = 0; first < rows; first += rowsAtOnce) {
    const block = new Float32Array(Math.min(rowsAtOnce, rows - first) * dimensions);
    use((read) => read(first, block));
    yield new Uint8Array(block.buffer);
    onProgress(first / rows);
    await requireTurn(signal);
  }
}

/** Settings (args.cc, save) and sizes of the dictionary (dictionary.cc, save). */
function head(
  { dimensions, settings, loss, labels }: FastTextModel,
  history: ClassifierHistory & { keptNgrams: number | undefined },
): Uint8Array {
  const { words, tokens, epochs, minCount, negative, keptNgrams = -1 } = history; // -1: no n-gram was left out
  const { wordNgrams, buckets, minLength, maxLength } = settings;
  const hashed = hashes(settings) ? buckets : 0;
  const [window, updateRate, threshold] = [5, 100, 1e-4]; // of the program, without meaning for a classifier
  const bytes = new DataView(new ArrayBuffer(4 * 14 + 8 + 4 * 3 + 8 * 2));
  let at = 0;
  const put = (value: number): void => {
    bytes.setInt32(at, value, true);
    at += 4;
  };
  [FASTTEXT_MAGIC, NEWEST_VERSION, dimensions, window, epochs, minCount, negative, wordNgrams].forEach(put);
  [codeOfLoss(loss), SUPERVISED, hashed, minLength, maxLength, updateRate].forEach(put);
  bytes.setFloat64(at, threshold, true);
  at += 8;
  [words.length + labels.length, words.length, labels.length].forEach(put);
  bytes.setBigInt64(at, BigInt(tokens), true);
  bytes.setBigInt64(at + 8, BigInt(keptNgrams), true);
  return new Uint8Array(bytes.buffer);
}

function* entries(words: readonly string[], counts: ArrayLike<number>, kind: number): Generator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let length = 0;
  for (const [id, word] of words.entries()) {
    if (word.includes('\0'))
      throw new LabError('INVALID_ARGUMENT', `The word ${JSON.stringify(word)} holds a zero character, which ends words in files of fastText.`); // prettier-ignore
    const end = new DataView(new ArrayBuffer(10));
    end.setBigInt64(1, BigInt(counts[id]), true);
    end.setUint8(9, kind);
    parts.push(encoder.encode(word), new Uint8Array(end.buffer));
    length += word.length + 10;
    if (length < BLOCK_BYTES) continue;
    yield Buffer.concat(parts);
    parts = [];
    length = 0;
  }
  yield Buffer.concat(parts);
}

/** Not quantised; rows and columns. */
function matrixHead(rows: number, dimensions: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(17));
  bytes.setBigInt64(1, BigInt(rows), true);
  bytes.setBigInt64(9, BigInt(dimensions), true);
  return new Uint8Array(bytes.buffer);
}
