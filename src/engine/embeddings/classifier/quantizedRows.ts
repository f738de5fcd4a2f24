// The rows of a fastText classifier as bytes of a product quantiser (quantmatrix.cc, save), and which rows are worth a place
// (fasttext.cc, selectEmbeddings).

import { LabError } from '../../../protocol/labError';
import type { QuantizeOptions } from '../../../protocol/quantizing';
import { createRandom } from '../../data/random';
import type { ReadRows } from '../vectors/fasttext/inputMatrix';
import { CENTROIDS, MOST_VECTORS, trainQuantizer } from '../vectors/fasttext/trainQuantizer';

const ROWS_AT_ONCE = 4096;
/** fastText's own. */
const SEED = 1234;
/** Of the time that writing takes, about. */
const LEARNING_SHARE = 0.7;

export interface MatrixRows {
  rows: number;
  dimensions: number;
  use<T>(task: (read: ReadRows) => T): T;
}

interface Work {
  signal: AbortSignal;
  onProgress: (fraction: number) => void;
}

/**
 * The matrix as a quantised file has it. Rows of zeros, which all buckets are that no text of the training had, stay zeros.
 * Fails with `CANCELLED`, and with `INVALID_ARGUMENT` for fewer rows than centroids and for more than a file can count.
 */
export async function* quantizedRows(
  matrix: MatrixRows,
  { norms: hasNorms, width }: QuantizeOptions,
  { signal, onProgress }: Work,
): AsyncGenerator<Uint8Array> {
  const { rows, dimensions } = matrix;
  if (rows * Math.ceil(dimensions / width) >= 2 ** 31)
    throw new LabError('INVALID_ARGUMENT', 'The model has too many rows for a quantised file. Set a cutoff.');
  const norms = await normsOf(matrix, signal);
  const sampled = sampleOf(norms);
  const vectors = new Float32Array(sampled.length * dimensions);
  const place = (at: number): Float32Array => vectors.subarray(at * dimensions, (at + 1) * dimensions);
  matrix.use((read) => sampled.forEach((row, at) => read(row, place(at))));
  if (hasNorms) sampled.forEach((row, at) => scale(place(at), 1 / norms[row]));
  const random = createRandom({ seed: SEED, stream: 'quantizer' });
  const turn = async (fraction: number): Promise<void> => {
    onProgress(LEARNING_SHARE * fraction);
    await requireTurn(signal);
  };
  const some = { keepsZero: norms.includes(0), random, turn };
  const quantizer = await trainQuantizer(vectors, { dimensions, width, ...some });
  const sampledNorms = Float32Array.from(sampled, (row) => norms[row]);
  const ofNorms = hasNorms ? await trainQuantizer(sampledNorms, { dimensions: 1, width: 1, ...some }) : undefined;

  const { parts } = quantizer;
  yield head(matrix, { hasNorms, codes: rows * parts });
  const zero = quantizer.encode(new Float32Array(dimensions));
  for await (const { first, block } of blocksOf(matrix, signal)) {
    const count = block.length / dimensions;
    if (hasNorms)
      for (let i = 0; i < count; i++) {
        const norm = norms[first + i];
        if (norm > 0) scale(block.subarray(i * dimensions, (i + 1) * dimensions), 1 / norm);
      }
    const codes = quantizer.encode(block);
    for (let i = 0; i < count; i++) if (norms[first + i] === 0) codes.set(zero, i * parts);
    yield codes;
    onProgress(LEARNING_SHARE + ((1 - LEARNING_SHARE) * (first + count)) / rows);
  }
  yield quantizer.bytes();
  if (!ofNorms) return;
  const codes = ofNorms.encode(norms);
  yield codes;
  yield ofNorms.bytes();
}

/** The rows of the largest norm, words in their order and then n-grams by falling norm; `first` is kept whatever its norm. */
export async function largestRows(
  matrix: MatrixRows,
  { cutoff, words, first }: { cutoff: number; words: number; first: number },
  signal: AbortSignal,
): Promise<{ words: number[]; ngrams: number[] }> {
  const norms = await normsOf(matrix, signal);
  const order = Int32Array.from(norms.keys()).sort((a, b) =>
    a === first ? -1 : b === first ? 1 : norms[b] - norms[a] || a - b,
  );
  const kept = Array.from(order.subarray(0, cutoff));
  return {
    words: kept.filter((row) => row < words).sort((a, b) => a - b),
    ngrams: kept.filter((row) => row >= words),
  };
}

/** Rows that are not zero, at most as many as are enough. Fails with `INVALID_ARGUMENT` where there are fewer than centroids. */
function sampleOf(norms: Float32Array): Int32Array {
  const some = createRandom({ seed: SEED, stream: 'rows' }).shuffle(
    Int32Array.from(norms.keys()).filter((row) => norms[row] > 0),
  );
  if (some.length >= CENTROIDS) return some.subarray(0, MOST_VECTORS);
  const message = `The model has ${some.length} words and n-grams that were learned; ${CENTROIDS} are needed to quantise it. Export it as fasttext-model: it is small as it is.`;
  throw new LabError('INVALID_ARGUMENT', message);
}

async function normsOf(matrix: MatrixRows, signal: AbortSignal): Promise<Float32Array> {
  const { rows, dimensions } = matrix;
  const norms = new Float32Array(rows);
  for await (const { first, block } of blocksOf(matrix, signal))
    for (let at = 0; at < block.length; at += dimensions) {
      let sum = 0;
      for (let i = 0; i < dimensions; i++) sum += block[at + i] * block[at + i];
      norms[first + at / dimensions] = Math.sqrt(sum);
    }
  return norms;
}

async function* blocksOf({ rows, dimensions, use }: MatrixRows, signal: AbortSignal) {
  for (let first = 0; first < rows; first += ROWS_AT_ONCE) {
    const block = new Float32Array(Math.min(ROWS_AT_ONCE, rows - first) * dimensions);
    use((read) => read(first, block));
    yield { first, block };
    await requireTurn(signal);
  }
}

/** Lets others have their turn. Fails with `CANCELLED`. */
export async function requireTurn(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (signal.aborted) throw new LabError('CANCELLED', 'Writing the model was cancelled.');
}

function scale(vector: Float32Array, factor: number): void {
  for (let i = 0; i < vector.length; i++) vector[i] *= factor;
}

/** That it is quantised, and how; sizes. */
function head({ rows, dimensions }: MatrixRows, { hasNorms, codes }: { hasNorms: boolean; codes: number }): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(2 + 8 + 8 + 4));
  bytes.setUint8(0, 1);
  bytes.setUint8(1, hasNorms ? 1 : 0);
  bytes.setBigInt64(2, BigInt(rows), true);
  bytes.setBigInt64(10, BigInt(dimensions), true);
  bytes.setInt32(18, codes, true);
  return new Uint8Array(bytes.buffer);
}
