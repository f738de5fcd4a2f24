// The bytes of a file, of which a piece is in memory: whoever goes through it skips what is not looked at without reading it.

import type { OpenFile } from '../store/files';
import { readFully } from '../store/wholeFile';

const WINDOW_BYTES = 1 << 16;

export class FileWindow {
  readonly size: number;
  private readonly window = new Uint8Array(WINDOW_BYTES);
  private from = 0;
  private length = 0;

  constructor(
    private readonly file: OpenFile,
    private readonly path: string,
  ) {
    this.size = file.size();
  }

  /** The byte at a place before the end. */
  byte(at: number): number {
    if (at < this.from || at >= this.from + this.length) this.moveTo(at);
    return this.window[at - this.from];
  }

  /** So many bytes, which lie before the end. */
  bytes(from: number, count: number): Uint8Array {
    if (from >= this.from && from + count <= this.from + this.length)
      return this.window.slice(from - this.from, from - this.from + count);
    const bytes = new Uint8Array(count);
    readFully(this.file, this.path, bytes, from);
    return bytes;
  }

  private moveTo(at: number): void {
    this.from = at;
    this.length = Math.min(WINDOW_BYTES, this.size - at);
    readFully(this.file, this.path, this.window.subarray(0, this.length), at);
  }
}
