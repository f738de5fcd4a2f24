// Logs of a run: one JSON object a line, appended by one write each and never changed. Each line ends with the CRC-32 of
// what precedes it, so that a torn last line (the process was killed) and damage elsewhere can be told apart.

import { crc32 } from 'node:zlib';
import type { Files, OpenFile } from './files';
import { readFully, withFile } from './wholeFile';
import { writeFully } from './writeFully';

/** The writing end. Only with the run's lease held. */
export interface LineLog<Line> {
  /** Returns when the line has been handed to the system: it survives the end of this process. Fails with `DISK`. */
  append(line: Line): void;
  /** Returns when all lines are on the disk: they survive a power cut. */
  sync(): void;
  close(): void;
}

export interface LinesRead<Line> {
  lines: Line[];
  /** Where to go on reading: behind the last complete line. */
  nextByte: number;
  /** True when bytes of an unfinished line follow. */
  torn: boolean;
  /** Complete lines that are not what was written, by their first byte. */
  corrupt: number[];
}

const NEWLINE = 0x0a;
const CHUNK_BYTES = 1 << 20;
/** Longer lines are not ours. */
const MAX_LINE_BYTES = 1 << 20;

/** Figures that are not finite are written as null and read as NaN. */
function encodeLine(line: object): string {
  const body = JSON.stringify(line).slice(0, -1);
  return `${body},"crc":"${crc32(body).toString(16).padStart(8, '0')}"}\n`;
}

/** Whether all is there that readers rely on. */
type IsLine<Line> = (line: unknown) => line is Line;

function decodeLine<Line>(text: string, isLine: IsLine<Line>): Line | undefined {
  const match = /^(.*),"crc":"([0-9a-f]{8})"\}$/.exec(text);
  if (!match || crc32(match[1]) !== Number.parseInt(match[2], 16)) return undefined;
  try {
    const line: unknown = JSON.parse(`${match[1]}}`, (_, value: unknown) => (value === null ? Number.NaN : value));
    return isLine(line) ? line : undefined;
  } catch {
    return undefined; // the checksum is right: somebody else has written it
  }
}

/** Opens the log for appending and cuts off a torn last line. Fails with `DISK`. */
export function openLineLog<Line extends object>(files: Files, path: string): LineLog<Line> {
  const file = files.openToChange(path);
  let end: number;
  try {
    end = endOfLastLine(file, path);
    if (end < file.size()) file.truncate(end);
  } catch (error) {
    file.close();
    throw error;
  }
  let torn = false;
  return {
    append(line) {
      const bytes = new TextEncoder().encode(encodeLine(line));
      if (torn) file.truncate(end); // the last append failed half-way
      torn = true;
      end = writeFully(file, path, bytes, end);
      torn = false;
    },
    sync: () => file.sync(),
    close: () => file.close(),
  };
}

function endOfLastLine(file: OpenFile, path: string): number {
  for (let end = file.size(); end > 0;) {
    const start = Math.max(0, end - CHUNK_BYTES);
    const chunk = new Uint8Array(end - start);
    readFully(file, path, chunk, start);
    const newline = chunk.lastIndexOf(NEWLINE);
    if (newline >= 0) return start + newline + 1;
    end = start;
  }
  return 0;
}

/**
 * The complete lines from a byte offset on, which must be 0 or a `nextByte`. A log that became shorter than the offset is
 * read from its start. A log that is not there is empty. Fails with `DISK`.
 */
export function readLines<Line>(files: Files, path: string, isLine: IsLine<Line>, fromByte = 0): LinesRead<Line> {
  const read: LinesRead<Line> = { lines: [], nextByte: 0, torn: false, corrupt: [] };
  if (!files.stat(path)) return read;
  return withFile(files.openToRead(path), (file) => {
    const size = file.size();
    let position = fromByte <= size ? fromByte : 0;
    read.nextByte = position;
    let rest: Uint8Array = new Uint8Array(0);
    while (position < size) {
      const chunk = new Uint8Array(rest.byteLength + Math.min(CHUNK_BYTES, size - position));
      chunk.set(rest);
      readFully(file, path, chunk.subarray(rest.byteLength), position);
      position += chunk.byteLength - rest.byteLength;
      rest = takeLines(chunk, isLine, read);
      if (rest.byteLength > MAX_LINE_BYTES) rest = skipEndlessLine(rest, read);
    }
    read.torn = rest.byteLength > 0;
    return read;
  });
}

/** The number, 1-based, of the line that begins at a byte. Fails with `DISK`, and with `INVALID_FILE` where the file is shorter. */
export function lineNumberAt(files: Files, path: string, byte: number): number {
  const before = new Uint8Array(byte);
  withFile(files.openToRead(path), (file) => readFully(file, path, before, 0));
  return before.reduce((lines, each) => lines + Number(each === NEWLINE), 1);
}

/** Adds the complete lines of `chunk`, which starts at `read.nextByte`, and returns what follows them. */
function takeLines<Line>(chunk: Uint8Array, isLine: IsLine<Line>, read: LinesRead<Line>): Uint8Array {
  let start = 0;
  for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
    const line = decodeLine(new TextDecoder().decode(chunk.subarray(start, end)), isLine);
    if (line) read.lines.push(line);
    else read.corrupt.push(read.nextByte);
    read.nextByte += end + 1 - start;
    start = end + 1;
  }
  return chunk.slice(start);
}

function skipEndlessLine(rest: Uint8Array, read: LinesRead<unknown>): Uint8Array {
  read.corrupt.push(read.nextByte);
  read.nextByte += rest.byteLength;
  return new Uint8Array(0);
}
