// word2vec's binary files: a line of sizes, then for each word its UTF-8, a space, and its numbers as float32, low byte
// first. word2vec.c ends each row with a line feed, gensim does not: a line feed before a word is skipped.

import { faulty, requireGoing, type FileBytes, type ReadVectorsOptions } from './fileBytes';
import { parseHeader } from './readTextVectors';
import { VectorsBuilder, type ClaimedSize, type ReadVectors } from './vectorsBuilder';

const MAX_WORD_BYTES = 1 << 16;
const SPACE = 0x20;
const NEWLINE = 0x0a;
const decoder = new TextDecoder();

/** Fails with `INVALID_DATA`, naming the row: an end within it, numbers that are NaN or infinite, a word without end. */
export async function readBinaryVectors(bytes: FileBytes, options: ReadVectorsOptions): Promise<ReadVectors> {
  const cursor = new ByteCursor(bytes, options);
  try {
    return await readRows(bytes.file, cursor, (size) => new VectorsBuilder(bytes, size, options));
  } finally {
    await cursor.close();
  }
}

async function readRows(
  file: string,
  cursor: ByteCursor,
  createBuilder: (size: ClaimedSize) => VectorsBuilder,
): Promise<ReadVectors> {
  const headerEnd = await cursor.find(NEWLINE, 64);
  const header = headerEnd < 0 ? undefined : parseHeader(cursor.take(headerEnd));
  if (!header)
    throw faulty(
      file,
      `The first line of "${file}" should be two whole numbers: how many words, and how many numbers each.`,
      1,
    );
  cursor.skip(1);
  const { words, dimensions } = header;
  const builder = createBuilder({ words, dimensions, rowBytes: 4 * dimensions + 2 });
  const rowBytes = 4 * dimensions;
  const aligned = new Float32Array(dimensions);
  const alignedBytes = new Uint8Array(aligned.buffer);
  for (let row = 0; row < builder.rows; row++) {
    while ((await cursor.require(1)) && cursor.peek() === NEWLINE) cursor.skip(1);
    const length = await cursor.find(SPACE, MAX_WORD_BYTES);
    if (length < 0)
      throw cursor.ended
        ? cutOff(file, row, words)
        : faulty(file, `Word ${row + 1} of "${file}" has no end: the file is damaged there.`);
    const word = cursor.take(length).slice();
    cursor.skip(1);
    if (!(await cursor.require(rowBytes))) throw cutOff(file, row, words);
    alignedBytes.set(cursor.take(rowBytes));
    const bad = aligned.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) {
      const message = `The vector of "${decoder.decode(word)}" (word ${row + 1} of "${file}") has ${aligned[bad]} as number ${bad + 1}, which no vector may hold.`;
      throw faulty(file, message);
    }
    builder.add(word, 0, word.length)?.set(aligned);
  }
  if (builder.rows === words) {
    while ((await cursor.require(1)) && cursor.peek() === NEWLINE) cursor.skip(1);
    if (await cursor.require(1))
      throw faulty(
        file,
        `The first line of "${file}" says ${words} words with ${dimensions} numbers, but more follows. It is wrong.`,
        1,
      );
  }
  return builder.finish();
}

function cutOff(file: string, row: number, words: number) {
  return faulty(file, `"${file}" ends within word ${row + 1} of ${words}. It is cut off: get it again.`);
}

/** A window on the file's bytes that moves forward. Little-endian machines only, as all that Node runs on are. */
class ByteCursor {
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

  skip(count: number): void {
    this.at += count;
  }

  /** A view, valid until more is read. */
  take(count: number): Uint8Array {
    this.at += count;
    return this.buffer.subarray(this.at - count, this.at);
  }

  /** How many bytes come before the next `byte`; -1 where it is not within `most` bytes. */
  async find(byte: number, most: number): Promise<number> {
    for (let wanted = 128; ; wanted = Math.min(2 * wanted, most)) {
      const enough = await this.require(Math.min(wanted, most));
      const found = this.buffer.indexOf(byte, this.at) - this.at;
      if (found >= 0) return found <= most ? found : -1;
      if (!enough || wanted >= most) return -1;
    }
  }

  async close(): Promise<void> {
    await this.pieces.return(undefined);
  }
}
