// Collects rows while a file is read: memory is taken once, from a size that the file's own length allows.

import { faulty, type FileBytes, type ReadVectorsOptions } from './fileBytes';
import type { VectorSet } from './vectorSet';
import { WordTable } from './wordTable';

const MAX_DIMENSIONS = 65_536;

export interface ReadVectors {
  set: VectorSet;
  notices: string[];
}

export interface ClaimedSize {
  words: number;
  dimensions: number;
  /** The fewest bytes a row can take in this format. */
  rowBytes: number;
}

export class VectorsBuilder {
  readonly dimensions: number;
  /** Rows to come, repeated ones included. */
  readonly rows: number;
  private readonly words: WordTable;
  private readonly values: Float32Array;
  private repeated = 0;
  private wordless = 0;
  private firstWordless = '';
  private cut: boolean;

  /** Fails with `INVALID_DATA` where the file cannot hold what it claims, and as `requireMemory` does. */
  constructor(
    private readonly bytes: FileBytes,
    { words, dimensions, rowBytes }: ClaimedSize,
    { limit, requireMemory }: ReadVectorsOptions,
  ) {
    const { file, size, maxBytes } = bytes;
    if (dimensions < 1 || dimensions > MAX_DIMENSIONS)
      throw faulty(
        file,
        `"${file}" says its vectors have ${dimensions} numbers; 1 to ${MAX_DIMENSIONS} are expected.`,
        1,
      );
    if (words < 1) throw faulty(file, `"${file}" holds no vectors.`, 1);
    if (words * rowBytes > maxBytes + 1)
      throw faulty(
        file,
        `"${file}" says it holds ${words} words with ${dimensions} numbers each, but it has only ${size} bytes. ` +
          'It is cut off, or its first line is wrong: get it again.',
        1,
      );
    this.dimensions = dimensions;
    this.rows = limit > 0 ? Math.min(limit, words) : words;
    this.cut = this.rows < words;
    requireMemory?.(this.rows * (4 * dimensions + 24));
    this.values = new Float32Array(this.rows * dimensions);
    this.words = new WordTable(this.rows);
  }

  get size(): number {
    return this.words.size;
  }

  /** Says that there are more rows than were read. */
  markCut(): void {
    this.cut = true;
  }

  /**
   * The next row's numbers, to be filled; undefined, to be skipped, where the word stands already or there is none.
   * The word is UTF-8 in `source[from, to)`.
   */
  add(source: Uint8Array, from: number, to: number, line?: number): Float32Array | undefined {
    if (from === to) {
      const place = line === undefined ? `word ${this.words.size + this.repeated + this.wordless + 1}` : `line ${line}`;
      if (this.wordless++ === 0) this.firstWordless = place;
      return undefined;
    }
    const row = this.words.add(source, from, to);
    if (row < 0) this.repeated++;
    return row < 0 ? undefined : this.values.subarray(row * this.dimensions, (row + 1) * this.dimensions);
  }

  /** Fails with `INVALID_DATA` where no vector had a word. */
  finish(extra: Partial<Pick<VectorSet, 'counts' | 'unseen'>> = {}): ReadVectors {
    const { words, values, dimensions, repeated, wordless, cut } = this;
    if (words.size === 0)
      throw faulty(this.bytes.file, `"${this.bytes.file}" has vectors without words; each needs a word before it.`, 1);
    const notices: string[] = [];
    if (repeated > 0) notices.push(`${repeated} words stand more than once; the first vector of each was kept.`);
    if (wordless > 0)
      notices.push(
        wordless === 1
          ? `A vector has no word (${this.firstWordless}); it was left out.`
          : `${wordless} vectors have no word, the first in ${this.firstWordless}; they were left out.`,
      );
    if (cut) notices.push(`Only the first ${this.rows} words were read.`);
    return { set: { words, values: values.subarray(0, words.size * dimensions), dimensions, ...extra }, notices };
  }
}
