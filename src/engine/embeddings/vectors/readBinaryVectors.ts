// word2vec's binary files: a line of sizes, then for each word its UTF-8, a space, and its numbers as float32, low byte
// first. word2vec.c ends each row with a line feed, gensim does not: a line feed before a word is skipped. Where the word
// holds spaces, `binaryWord.ts` finds its end.

import { findWordEnd } from './binaryWord';
import { ByteCursor } from './byteCursor';
import { faulty, type FileBytes, type ReadVectorsOptions } from './fileBytes';
import { parseHeader } from './readTextVectors';
import { VectorsBuilder, type ClaimedSize, type ReadVectors } from './vectorsBuilder';

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
    const length = await findWordEnd(cursor, dimensions);
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
