// Reads a fastText model from its beginning on: numbers with the low byte first, words ended by a zero byte.

import type { OpenFile } from '../../../store/files';
import { readFully } from '../../../store/wholeFile';
import { faulty } from '../fileBytes';

const BLOCK_BYTES = 1 << 20;
const MAX_WORD_BYTES = 1 << 16;

/** Every call fails with `INVALID_DATA` where the file ends before; nothing is allocated for what the file cannot hold. */
export class ModelReader {
  private block: Uint8Array = new Uint8Array(0);
  /** Where the block stands in the file, and how much of it has been read. */
  private start = 0;
  private at = 0;
  readonly size: number;

  constructor(
    private readonly opened: OpenFile,
    readonly file: string,
  ) {
    this.size = opened.size();
  }

  /** Of the next byte, from the beginning of the file. */
  get position(): number {
    return this.start + this.at;
  }

  byte(): number {
    return this.view(1).getUint8(0);
  }

  flag(): boolean {
    return this.byte() !== 0;
  }

  int32(): number {
    return this.view(4).getInt32(0, true);
  }

  int64(): number {
    return Number(this.view(8).getBigInt64(0, true));
  }

  /** A copy of so many bytes. */
  bytes(count: number): Uint8Array<ArrayBuffer> {
    const { position } = this;
    this.skip(count);
    const bytes = new Uint8Array(count);
    readFully(this.opened, this.file, bytes, position);
    return bytes;
  }

  floats(count: number): Float32Array {
    return new Float32Array(this.bytes(4 * count).buffer);
  }

  skip(count: number): void {
    if (!(count >= 0 && this.position + count <= this.size)) throw this.cutOff();
    this.start = this.position + count;
    this.at = 0;
    this.block = this.block.subarray(0, 0);
  }

  /** The bytes before the next zero byte, a view that is valid until more is read. */
  word(): Uint8Array {
    let end = this.block.indexOf(0, this.at);
    if (end < 0) {
      this.fill(MAX_WORD_BYTES);
      end = this.block.indexOf(0, this.at);
      if (end < 0) throw this.cutOff();
    }
    const word = this.block.subarray(this.at, end);
    this.at = end + 1;
    return word;
  }

  cutOff() {
    return faulty(this.file, `"${this.file}" is a fastText model that is cut off or damaged. Get it again.`);
  }

  private view(count: number): DataView {
    if (this.block.length - this.at < count) this.fill(count);
    if (this.block.length - this.at < count) throw this.cutOff();
    const view = new DataView(this.block.buffer, this.block.byteOffset + this.at, count);
    this.at += count;
    return view;
  }

  /** Has at least `count` bytes ahead in the block, or all that are left. */
  private fill(count: number): void {
    const start = this.position;
    const block = new Uint8Array(Math.min(this.size - start, Math.max(count, BLOCK_BYTES)));
    readFully(this.opened, this.file, block, start);
    this.block = block;
    this.start = start;
    this.at = 0;
  }
}
