// A vectors file's bytes from its beginning to its end, as far ahead as is asked for.

import { requireGoing, type FileBytes, type ReadVectorsOptions } from './fileBytes';

/** A window on the file's bytes that moves forward. Little-endian machines only, as all that Node runs on are. */
export class ByteCursor {
  private buffer: Uint8Array = new Uint8Array(0);
  private at = 0;
  private read = 0;
  private readonly pieces: AsyncGenerator<Uint8Array>;
  ended = false;

  constructor(
    private readonly bytes: FileBytes,
    private readonly options: ReadVectorsOptions,
  ) {
    this.pieces = bytes.pieces((read) => (this.read = read));
  }

  /** Whether so many bytes are left; they can then be taken. */
  async require(count: number): Promise<boolean> {
    if (this.buffer.length - this.at >= count) return true;
    const parts = [this.buffer.subarray(this.at)];
    let length = parts[0].length;
    while (length < count && !this.ended) {
      requireGoing(this.options);
      const { done, value } = await this.pieces.next();
      if (done) this.ended = true;
      else {
        parts.push(value);
        length += value.length;
      }
    }
    this.options.onProgress?.(this.read / Math.max(1, this.bytes.size));
    this.buffer = parts.length === 1 ? parts[0] : Buffer.concat(parts);
    this.at = 0;
    return length >= count;
  }

  peek(): number {
    return this.buffer[this.at];
  }

  /** A view of bytes that lie ahead, fewer where the buffer ends before; valid until more is read. */
  ahead(offset: number, count: number): Uint8Array {
    return this.buffer.subarray(this.at + offset, this.at + offset + count);
  }

  skip(count: number): void {
    this.at += count;
  }

  /** A view, valid until more is read. */
  take(count: number): Uint8Array {
    this.at += count;
    return this.buffer.subarray(this.at - count, this.at);
  }

  /** How many bytes come before the next `byte`, from `start` on; -1 where it is not within `most` bytes. */
  async find(byte: number, most: number, start = 0): Promise<number> {
    for (let wanted = 128; ; wanted = Math.min(2 * wanted, most)) {
      const enough = await this.require(Math.min(wanted, most));
      const found = this.buffer.indexOf(byte, this.at + start) - this.at;
      if (found >= 0) return found <= most ? found : -1;
      if (!enough || wanted >= most) return -1;
    }
  }

  async close(): Promise<void> {
    await this.pieces.return(undefined);
  }
}
