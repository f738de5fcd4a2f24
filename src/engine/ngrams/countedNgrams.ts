// The n-grams of a text with how often each occurs, as blocks of records in sorted order: what counting gives and what estimation
// reads, several times if need be.

import type { Files } from '../store/files';
import { createScratchFile, type ScratchFile } from '../store/scratchFile';

/** Records of a block, at most. */
export const BLOCK_RECORDS = 1 << 13;

/**
 * A record is `order + 1` numbers: the last token of the n-gram, the one before it, and so on back to the first, and its count. Records
 * are sorted by these tokens in that order, so that the n-grams that end alike stand together, and no n-gram stands twice.
 */
export interface CountedNgrams {
  readonly order: number;
  /** Of the text: the sum of all counts. */
  readonly tokens: number;
  /** Blocks of whole records from the first on, each valid until the next is asked for. May be called again. */
  blocks(): Generator<Int32Array>;
  /** Gives memory and files back. */
  discard(): void;
}

const bytesOf = (block: Int32Array): Uint8Array => new Uint8Array(block.buffer, block.byteOffset, block.byteLength);

/** Sorted records in a file of their own. */
export class NgramFile implements CountedNgrams {
  private readonly file: ScratchFile;

  /** Fails with `DISK`. */
  constructor(
    readonly order: number,
    readonly tokens: number,
    store: Files,
  ) {
    this.file = createScratchFile(store, 'ngrams');
  }

  append(block: Int32Array): void {
    this.file.append(bytesOf(block));
  }

  get records(): number {
    return this.file.length / (4 * (this.order + 1));
  }

  *blocks(): Generator<Int32Array> {
    const whole = new Int32Array(BLOCK_RECORDS * (this.order + 1));
    for (let position = 0; position < this.file.length;) {
      const block = whole.subarray(0, Math.min(whole.length, (this.file.length - position) / 4));
      this.file.read(bytesOf(block), position);
      yield block;
      position += block.byteLength;
    }
  }

  discard(): void {
    this.file.close();
  }
}
