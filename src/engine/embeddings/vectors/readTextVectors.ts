// Vectors as text, one word a line: GloVe without a first line of sizes; word2vec's and fastText's .vec with one.

import { faulty, type FileBytes, type ReadVectorsOptions } from './fileBytes';
import { countLines, eachLine, isBlank } from './lineReader';
import { numbersIn, readRow } from './textRow';
import { VectorsBuilder, type ReadVectors } from './vectorsBuilder';

const decoder = new TextDecoder();

/** "2000000 300": how many words and how many numbers each. */
export function parseHeader(line: Uint8Array): { words: number; dimensions: number } | undefined {
  const match = /^(\d{1,15})[ \t]+(\d{1,9})[ \t]*\r?$/.exec(decoder.decode(line.subarray(0, 64)));
  return match && line.length <= 64 ? { words: Number(match[1]), dimensions: Number(match[2]) } : undefined;
}

/**
 * Numbers stand at the end of a line, so a word may hold spaces. Fails with `INVALID_DATA` as `readRow`, and for a first
 * line that lies and an end before the last word.
 */
export async function readTextVectors(
  bytes: FileBytes,
  hasHeader: boolean,
  options: ReadVectorsOptions,
): Promise<ReadVectors> {
  const { file } = bytes;
  let builder: VectorsBuilder | undefined;
  let number = 0;
  let rows = 0;
  let expected = 0;
  const counted = hasHeader ? 0 : await countLines(bytes, options);

  const begin = (line: Uint8Array): VectorsBuilder => {
    const header = parseHeader(line);
    if (hasHeader && !header)
      throw faulty(
        file,
        `The first line of "${file}" should be two whole numbers: how many words, and how many numbers each.`,
        1,
      );
    const words = header && hasHeader ? header.words : counted;
    const dimensions = header && hasHeader ? header.dimensions : numbersIn(line);
    expected = words;
    if (dimensions === 0)
      throw faulty(file, `"${file}" is no vectors file: its first line should be a word followed by numbers.`, 1);
    return new VectorsBuilder(bytes, { words, dimensions, rowBytes: 2 * dimensions + 1 }, options);
  };

  await eachLine(bytes, options, (line) => {
    number++;
    if (!builder) {
      builder = begin(line);
      if (hasHeader) return true;
    }
    if (isBlank(line)) return true;
    if (rows >= expected) {
      const claim = `The first line of "${file}" says ${expected} words, but more follow. It is wrong: write the true number.`;
      throw faulty(file, claim, number);
    }
    readRow(line, builder, file, number);
    rows++;
    if (rows < builder.rows) return true;
    if (rows < expected) {
      builder.markCut();
      return false;
    }
    return true;
  });
  if (!builder) throw faulty(file, `"${file}" is empty.`);
  if (hasHeader && rows < Math.min(expected, builder.rows))
    throw faulty(
      file,
      `"${file}" says it holds ${expected} words, but ends after ${rows}. It is cut off, or its first line is wrong: get it again.`,
      number,
    );
  return builder.finish();
}
