// The lines of a vectors file as text, as bytes: hundreds of millions of numbers are too many to make strings of.

import { faulty, requireGoing, type FileBytes, type ReadVectorsOptions } from './fileBytes';

const MAX_LINE_BYTES = 1 << 24;
const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

export const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x09;

/** Where the line ends without white space at its end. */
export function trimmedEnd(line: Uint8Array): number {
  let end = line.length;
  while (end > 0 && (isSpace(line[end - 1]) || line[end - 1] === 0x0d)) end--;
  return end;
}

export const isBlank = (line: Uint8Array): boolean => trimmedEnd(line) === 0;

/** The first bytes of a file without the mark that editors of Windows put before text in UTF-8. */
export const withoutMark = (bytes: Uint8Array): Uint8Array =>
  BYTE_ORDER_MARK.every((byte, i) => bytes[i] === byte) ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes;

/** Lines that hold something. */
export async function countLines(bytes: FileBytes, options: ReadVectorsOptions): Promise<number> {
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
  return filled ? lines + 1 : lines;
}

/**
 * Calls `take` with each line, without its line feed and without a byte order mark, until it answers false. A line is
 * valid until the next. Fails with `INVALID_DATA` for a line that no vectors file has.
 */
export async function eachLine(
  bytes: FileBytes,
  options: ReadVectorsOptions,
  take: (line: Uint8Array) => boolean,
): Promise<void> {
  let rest: Uint8Array = new Uint8Array(0);
  let read = 0;
  let isFirst = true;
  const give = (line: Uint8Array): boolean => {
    const whole = isFirst ? withoutMark(line) : line;
    isFirst = false;
    return take(whole);
  };
  for await (const piece of bytes.pieces((at) => (read = at))) {
    requireGoing(options);
    let from = 0;
    for (let end = piece.indexOf(NEWLINE); end >= 0; end = piece.indexOf(NEWLINE, from)) {
      const part = piece.subarray(from, end);
      const line = rest.length > 0 ? Buffer.concat([rest, part]) : part;
      rest = new Uint8Array(0);
      from = end + 1;
      if (!give(line)) return;
    }
    if (from < piece.length) rest = Buffer.concat([rest, piece.subarray(from)]);
    if (rest.length > MAX_LINE_BYTES)
      throw faulty(
        bytes.file,
        `"${bytes.file}" has a line of more than ${MAX_LINE_BYTES} bytes; it is no vectors file as text.`,
      );
    options.onProgress?.(read / Math.max(1, bytes.size));
  }
  if (rest.length > 0) give(rest);
}
