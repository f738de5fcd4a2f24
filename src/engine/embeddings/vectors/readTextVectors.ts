// Vectors as text, one word a line: GloVe without a first line of sizes; word2vec's and fastText's .vec with one.

import { parseDecimal } from './decimal';
import { faulty, requireGoing, type FileBytes, type ReadVectorsOptions } from './fileBytes';
import { VectorsBuilder, type ReadVectors } from './vectorsBuilder';

const MAX_LINE_BYTES = 1 << 24;
const NEWLINE = 0x0a;
const decoder = new TextDecoder();

/** "2000000 300": how many words and how many numbers each. */
export function parseHeader(line: Uint8Array): { words: number; dimensions: number } | undefined {
  const match = /^(\d{1,15})[ \t]+(\d{1,9})[ \t]*\r?$/.exec(decoder.decode(line.subarray(0, 64)));
  return match && line.length <= 64 ? { words: Number(match[1]), dimensions: Number(match[2]) } : undefined;
}

/**
 * Numbers stand at the end of a line, so a word may hold spaces. Fails with `INVALID_DATA` naming the line: too few
 * numbers, something that is no number, NaN or infinite; a first line that lies; an end before the last word.
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
  const lines = new LineReader(bytes, options);
  const counted = hasHeader ? undefined : await countLines(bytes, options);

  const begin = (line: Uint8Array): VectorsBuilder => {
    const header = parseHeader(line);
    if (hasHeader && !header)
      throw faulty(
        file,
        `The first line of "${file}" should be two whole numbers: how many words, and how many numbers each.`,
        1,
      );
    const words = header && hasHeader ? header.words : (counted?.lines ?? 0);
    const dimensions = header && hasHeader ? header.dimensions : numbersIn(line);
    expected = words;
    if (dimensions === 0)
      throw faulty(file, `"${file}" is no vectors file: its first line should be a word followed by numbers.`, 1);
    return new VectorsBuilder(bytes, { words, dimensions, rowBytes: 2 * dimensions + 1 }, options);
  };

  await lines.each((line) => {
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

function readRow(line: Uint8Array, builder: VectorsBuilder, file: string, number: number): void {
  const { dimensions } = builder;
  // The word ends where the last `dimensions` fields begin.
  let end = trimmedEnd(line);
  const lineEnd = end;
  let found = 0;
  let wordEnd = 0;
  while (found < dimensions) {
    let at = end;
    while (at > 0 && !isSpace(line[at - 1])) at--;
    if (at === 0 || at === end) break;
    found++;
    end = at;
    while (end > 0 && isSpace(line[end - 1])) end--;
    wordEnd = end;
  }
  if (found < dimensions) {
    const message = `Line ${number} of "${file}" has ${found} numbers where ${dimensions} are expected. The file is cut off or damaged there.`;
    throw faulty(file, message, number);
  }
  const values = builder.add(line, 0, wordEnd, number);
  let at = wordEnd;
  for (let i = 0; i < dimensions; i++) {
    while (isSpace(line[at])) at++;
    const from = at;
    while (at < lineEnd && !isSpace(line[at])) at++;
    const value = Math.fround(parseDecimal(line, from, at));
    if (!Number.isFinite(value))
      throw notANumber(file, number, decoder.decode(line.subarray(from, Math.min(at, from + 30))), i);
    if (values) values[i] = value;
  }
}

function notANumber(file: string, line: number, text: string, index: number) {
  const kind = /^[-+]?(nan|inf|infinity)$/i.test(text) ? 'which no vector may hold' : 'which is no finite number';
  return faulty(
    file,
    `Line ${line} of "${file}" has "${text}" as number ${index + 1}, ${kind}. Repair or remove the line.`,
    line,
  );
}

const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x09;

function trimmedEnd(line: Uint8Array): number {
  let end = line.length;
  while (end > 0 && (isSpace(line[end - 1]) || line[end - 1] === 0x0d)) end--;
  return end;
}

const isBlank = (line: Uint8Array): boolean => trimmedEnd(line) === 0;

/** How many of the line's last fields are numbers; its first field is always the word. */
function numbersIn(line: Uint8Array): number {
  const fields = decoder.decode(line.subarray(0, trimmedEnd(line))).split(/[ \t]+/);
  let count = 0;
  while (count < fields.length - 1 && /^[-+]?(\d|\.\d|nan|inf)/i.test(fields[fields.length - 1 - count])) count++;
  return count;
}

/** Lines that hold something. */
async function countLines(bytes: FileBytes, options: ReadVectorsOptions): Promise<{ lines: number }> {
  let lines = 0;
  let filled = false;
  for await (const piece of bytes.pieces()) {
    requireGoing(options);
    for (const byte of piece)
      if (byte === NEWLINE) {
        if (filled) lines++;
        filled = false;
      } else if (byte !== 0x0d && byte !== 0x20 && byte !== 0x09) filled = true;
  }
  return { lines: filled ? lines + 1 : lines };
}

/** Lines as bytes without their line feed; a line is valid until the next. */
class LineReader {
  constructor(
    private readonly bytes: FileBytes,
    private readonly options: ReadVectorsOptions,
  ) {}

  /** Until `take` answers false. */
  async each(take: (line: Uint8Array) => boolean): Promise<void> {
    const { bytes, options } = this;
    let rest = new Uint8Array(0);
    let read = 0;
    for await (const piece of bytes.pieces((at) => (read = at))) {
      requireGoing(options);
      let from = 0;
      for (let end = piece.indexOf(NEWLINE); end >= 0; end = piece.indexOf(NEWLINE, from)) {
        const part = piece.subarray(from, end);
        const line = rest.length > 0 ? Buffer.concat([rest, part]) : part;
        rest = new Uint8Array(0);
        from = end + 1;
        if (!take(line)) return;
      }
      if (from < piece.length) rest = Buffer.concat([rest, piece.subarray(from)]);
      if (rest.length > MAX_LINE_BYTES)
        throw faulty(
          bytes.file,
          `"${bytes.file}" has a line of more than ${MAX_LINE_BYTES} bytes; it is no vectors file as text.`,
        );
      options.onProgress?.(read / Math.max(1, bytes.size));
    }
    if (rest.length > 0) take(rest);
  }
}
