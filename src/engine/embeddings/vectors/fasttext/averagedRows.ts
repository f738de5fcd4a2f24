// Vectors as means of rows of a matrix that may be larger than memory: it is read once, from its first row to its last, and
// each row is added to the words that it belongs to.

import { requireGoing, type ReadVectorsOptions } from '../fileBytes';
import type { VectorSet } from '../vectorSet';
import type { InputMatrix } from './inputMatrix';
import type { NgramRows } from './ngramRows';

const WORDS_AT_ONCE = 10_000;
const BLOCK_BYTES = 1 << 23;

/**
 * Gives each word the mean of the row of its own, which has the word's number, and those of its n-grams. Fails as
 * `requireMemory` and with `CANCELLED`.
 */
export async function addRows(
  set: VectorSet,
  matrix: InputMatrix,
  ngramRows: NgramRows,
  options: ReadVectorsOptions,
): Promise<void> {
  const { values, dimensions } = set;
  const { starts, words, parts } = await wordsByRow(set, matrix, ngramRows, options);
  const rowsAtOnce = Math.max(1, Math.floor(BLOCK_BYTES / (4 * dimensions)));
  const block = new Float32Array(Math.min(rowsAtOnce, matrix.rows) * dimensions);
  for (let first = 0; first < matrix.rows; first += rowsAtOnce) {
    const end = Math.min(matrix.rows, first + rowsAtOnce);
    options.onProgress?.(first / matrix.rows);
    if (starts[first] === starts[end]) continue;
    await goOn(options);
    matrix.use((read) => read(first, block.subarray(0, (end - first) * dimensions)));
    for (let row = first, from = 0; row < end; row++, from += dimensions)
      for (let at = starts[row]; at < starts[row + 1]; at++) {
        const to = words[at] * dimensions;
        for (let i = 0; i < dimensions; i++) values[to + i] += block[from + i];
      }
  }
  for (let at = 0; at < values.length; at++) values[at] /= parts[Math.floor(at / dimensions)];
}

/** The mean of some rows; undefined where there are none. */
export function meanOfRows(matrix: InputMatrix, rows: readonly number[]): Float32Array | undefined {
  if (rows.length === 0) return undefined;
  const mean = new Float32Array(matrix.dimensions);
  const vector = new Float32Array(matrix.dimensions);
  matrix.use((read) => {
    for (const row of rows) {
      read(row, vector);
      for (let i = 0; i < mean.length; i++) mean[i] += vector[i];
    }
  });
  return mean.map((sum) => sum / rows.length);
}

interface WordsByRow {
  /** The words of row r stand in `words` from `starts[r]` to before `starts[r + 1]`. */
  starts: Int32Array;
  words: Int32Array;
  /** How many rows each word is the mean of. */
  parts: Int32Array;
}

async function wordsByRow(
  set: VectorSet,
  matrix: InputMatrix,
  ngramRows: NgramRows,
  options: ReadVectorsOptions,
): Promise<WordsByRow> {
  const starts = new Int32Array(matrix.rows + 1);
  const parts = new Int32Array(set.words.size);
  const each = async (take: (row: number, word: number) => void): Promise<void> => {
    for (let word = 0; word < set.words.size; word++) {
      if (word % WORDS_AT_ONCE === 0) await goOn(options);
      take(word, word);
      for (const row of ngramRows(set.words.wordBytes(word))) take(row, word);
    }
  };
  await each((row, word) => {
    starts[row + 1]++;
    parts[word]++;
  });
  for (let row = 0; row < matrix.rows; row++) starts[row + 1] += starts[row];
  options.requireMemory?.(4 * (starts[matrix.rows] + matrix.rows) + BLOCK_BYTES);
  const words = new Int32Array(starts[matrix.rows]);
  const next = starts.slice(0, matrix.rows);
  await each((row, word) => (words[next[row]++] = word));
  return { starts, words, parts };
}

async function goOn(options: ReadVectorsOptions): Promise<void> {
  requireGoing(options);
  await new Promise((resolve) => setImmediate(resolve));
}
