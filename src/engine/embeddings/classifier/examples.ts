// Labelled texts as numbers: the rows of each text's features and its label, in memory that threads share. Steps of a training
// are chunks of them.

/** Plain data that can be posted to threads. */
export interface ClassifierExamples {
  /** Rows of the input matrix, those of one text after the other. */
  rows: Int32Array;
  /** Where each text starts, and the end of the last: `[texts + 1]`. */
  starts: Int32Array;
  /** Of each text; as the model orders its labels. */
  labels: Int32Array;
}

/** Most rows of a chunk, unless a single text has more. */
const CHUNK_ROWS = 8192;
/** Most texts of a chunk: few enough that a stop is heard and threads have equal work. */
const CHUNK_TEXTS = 1024;

/** Numbers one after the other, however many. */
export class GrowingRows {
  private values = new Int32Array(1 << 16);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      const grown = new Int32Array(2 * this.values.length);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.length++] = value;
  }

  /** A copy that threads share; each number as `change` makes it. */
  shared(change: (value: number) => number = (value) => value): Int32Array {
    const copy = new Int32Array(new SharedArrayBuffer(4 * this.length));
    for (let at = 0; at < this.length; at++) copy[at] = change(this.values[at]);
    return copy;
  }
}

/** The first text of each chunk, and behind them the number of texts. */
export function chunkTexts(starts: Int32Array): Int32Array {
  const texts = starts.length - 1;
  const firsts = [0];
  for (let text = 1; text <= texts; text++) {
    const first = firsts[firsts.length - 1];
    const isFull = text - first >= CHUNK_TEXTS || starts[Math.min(text + 1, texts)] - starts[first] > CHUNK_ROWS;
    if (isFull || text === texts) firsts.push(text);
  }
  return Int32Array.from(firsts);
}

/** Most rows and most texts of any chunk. */
export function largestChunk(starts: Int32Array, firsts: Int32Array): { rows: number; texts: number } {
  const largest = { rows: 0, texts: 0 };
  for (let chunk = 0; chunk + 1 < firsts.length; chunk++) {
    largest.rows = Math.max(largest.rows, starts[firsts[chunk + 1]] - starts[firsts[chunk]]);
    largest.texts = Math.max(largest.texts, firsts[chunk + 1] - firsts[chunk]);
  }
  return largest;
}
