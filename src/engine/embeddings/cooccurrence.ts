// Which words stand near each other, and how near: for GloVe, every pair within the window adds 1 / distance (Pennington et
// al. 2014, section 4.2), in both directions.

import type { LabError } from '../../protocol/labError';
import { PairTable } from './pairTable';
import { CHUNK_TOKENS, openChunks, type TokenChunks } from './tokenStore';

/** Pairs in an order drawn by chance, in shared memory: `words[i]` beside `contexts[i]`, `values[i]` in sum. */
export interface CooccurrencePairs {
  words: Int32Array;
  contexts: Int32Array;
  values: Float32Array;
}

export interface CountingOptions {
  window: number;
  /** Rows of the vocabulary. */
  rows: number;
  /** Called after each chunk with the share done; throwing stops the counting. */
  progress?: (share: number) => void | Promise<void>;
  mostSlots?: number;
}

/** Counts each unordered pair once, under the smaller row. Call `discard` on the table when done. */
export async function countPairs(
  chunks: TokenChunks,
  { window, rows, progress, mostSlots }: CountingOptions,
): Promise<PairTable> {
  const table = new PairTable(rows, mostSlots);
  const reader = openChunks(chunks);
  const tokens = new Int32Array(CHUNK_TOKENS);
  const count = chunks.starts.length - 1;
  try {
    for (let chunk = 0; chunk < count; chunk++) {
      addChunk(table, tokens.subarray(0, reader.read(chunk, tokens)), window);
      await progress?.((chunk + 1) / count);
    }
    return table;
  } catch (error) {
    table.discard();
    throw error as LabError;
  } finally {
    reader.close();
  }
}

function addChunk(table: PairTable, tokens: Int32Array, window: number): void {
  for (let at = 0; at < tokens.length; at++) {
    const word = tokens[at];
    if (word < 0) continue;
    for (let distance = 1; distance <= window && distance <= at; distance++) {
      const other = tokens[at - distance];
      if (other < 0) break;
      table.add(Math.min(word, other), Math.max(word, other), 1 / distance);
    }
  }
}

/** How many ordered pairs `orderedPairs` will give, at most. */
export const orderedCount = (table: PairTable): number => 2 * table.pairs;

/** Both directions of every pair, shuffled (Durstenfeld 1964). A word beside itself counts twice, in one pair. */
export function orderedPairs(table: PairTable, below: (limit: number) => number): CooccurrencePairs {
  const most = orderedCount(table);
  const words = new Int32Array(new SharedArrayBuffer(most * 4));
  const contexts = new Int32Array(new SharedArrayBuffer(most * 4));
  const values = new Float32Array(new SharedArrayBuffer(most * 4));
  let count = 0;
  const put = (word: number, context: number, value: number): void => {
    // inside-out shuffle: the new pair takes a random place, what stood there moves to the end
    const at = below(count + 1);
    words[count] = words[at];
    contexts[count] = contexts[at];
    values[count] = values[at];
    words[at] = word;
    contexts[at] = context;
    values[at] = value;
    count++;
  };
  for (const { first, second, sum } of table.entries()) {
    if (first === second) put(first, second, 2 * sum);
    else {
      put(first, second, sum);
      put(second, first, sum);
    }
  }
  return { words: words.subarray(0, count), contexts: contexts.subarray(0, count), values: values.subarray(0, count) };
}
