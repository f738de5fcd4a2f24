// Text files as a stream of decoded pieces and of lines: plain or gzipped, in any of the encodings that `createDecoder`
// knows. Never holds more of a file than a piece and an unfinished line.

import { createReadStream, type ReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { LabError } from '../../protocol/labError';
import { countReplaced, createDecoder, type Encoding, type RecognizedDecoder } from './encoding';

/** What became known while reading; complete once the stream has ended. */
export interface TextFacts {
  encoding: Encoding;
  /** Characters that could not be read and became U+FFFD. */
  replaced: number;
  /** Bytes of the file itself, as it lies on the disk, that were read so far. */
  bytesRead: number;
}

/** Consecutive lines without their ends; the first has the 1-based number `firstLine`. */
export interface LineBlock {
  firstLine: number;
  lines: string[];
}

export interface TextReader {
  facts: TextFacts;
  /** May be called once. Fails with a LabError that names the file. */
  blocks(): AsyncGenerator<LineBlock>;
}

const PIECE_BYTES = 1 << 18;
const SAMPLE_BYTES = 4096;
/**
 * Longest line, in UTF-16 units: a long book. Longer ones are no lines of text; they would have to be held in memory, and a
 * line is cut into tokens in one go, in which no cancel is heard.
 */
export const MAX_LINE_LENGTH = 1_000_000;

/**
 * A reader of a file's lines, ended by LF, CR LF or CR. While reading it fails with `NOT_FOUND`, `DISK`, or
 * `INVALID_DATA` when the file is not text, its gzip is broken, or a line is longer than `MAX_LINE_LENGTH`.
 */
export function readText(file: string): TextReader {
  const facts: TextFacts = { encoding: 'utf-8', replaced: 0, bytesRead: 0 };
  return { facts, blocks: () => splitLines(file, decodePieces(file, facts)) };
}

/** Pieces of text whose line ends are all LF. A piece may end within a line. */
async function* decodePieces(file: string, facts: TextFacts): AsyncGenerator<string> {
  let decoder: RecognizedDecoder | undefined;
  let carried = '';
  let length = 0;
  for await (const { bytes, last } of readBytes(file, facts)) {
    decoder ??= createDecoder(bytes.subarray(0, PIECE_BYTES));
    if (!decoder) throw notText(file);
    let text = carried + decoder.decode(bytes, last);
    carried = !last && text.endsWith('\r') ? '\r' : ''; // its LF may be in the next piece
    if (carried) text = text.slice(0, -1);
    facts.encoding = decoder.encoding();
    facts.replaced += countReplaced(text);
    length += text.length;
    if (text.includes('\0') || facts.replaced > 20 + length / 50) throw notText(file);
    yield text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  }
}

function notText(file: string): LabError {
  const message = `"${file}" is not a text file, or in an encoding other than UTF-8, UTF-16 and CP949. Save it as UTF-8.`;
  return new LabError('INVALID_DATA', message, { file });
}

async function* splitLines(file: string, pieces: AsyncIterable<string>): AsyncGenerator<LineBlock> {
  let firstLine = 1;
  let rest = '';
  for await (const piece of pieces) {
    const lines = piece.split('\n');
    lines[0] = rest + lines[0]; // joined only, not copied: an unfinished line costs its length once
    const long = lines.findIndex((line) => line.length > MAX_LINE_LENGTH);
    if (long >= 0) throw tooLong(file, firstLine + long);
    rest = lines.pop() ?? '';
    if (lines.length === 0) continue;
    yield { firstLine, lines };
    firstLine += lines.length;
  }
  if (rest !== '') yield { firstLine, lines: [rest] };
}

function tooLong(file: string, line: number): LabError {
  const most = MAX_LINE_LENGTH.toLocaleString('en');
  const message = `Line ${line} of "${file}" is longer than ${most} characters. Put line breaks between its sentences.`;
  return new LabError('INVALID_DATA', message, { file, line });
}

/** The file's bytes, unzipped; the first piece is long enough to recognise the encoding by. An empty file has none. */
async function* readBytes(file: string, facts: TextFacts): AsyncGenerator<{ bytes: Uint8Array; last: boolean }> {
  try {
    let held: Buffer | undefined;
    let started = false;
    const { source, bytes } = await openBytes(file);
    for await (const piece of bytes) {
      const next = piece as Buffer;
      facts.bytesRead = source.bytesRead;
      if (held && (started || held.byteLength >= SAMPLE_BYTES)) {
        yield { bytes: held, last: false };
        started = true;
        held = next;
      } else held = held ? Buffer.concat([held, next]) : next;
    }
    if (held) yield { bytes: held, last: true };
  } catch (error) {
    throw readFailure(file, error);
  }
}

/** The file as it lies on the disk, and what it holds. */
async function openBytes(file: string): Promise<{ source: ReadStream; bytes: Readable }> {
  const named = /\.gz$/i.test(file);
  const zipped = (await firstBytes(file)).equals(Buffer.of(0x1f, 0x8b));
  if (named && !zipped)
    throw new LabError('INVALID_DATA', `"${file}" ends in .gz but is not a gzip file. Rename or repack it.`, { file });
  const source = createReadStream(file, { highWaterMark: PIECE_BYTES });
  if (!zipped) return { source, bytes: source };
  const unzipped = createGunzip({ chunkSize: PIECE_BYTES });
  pipeline(source, unzipped, () => undefined); // failures arrive at whoever reads `unzipped`
  return { source, bytes: unzipped };
}

async function firstBytes(file: string): Promise<Buffer> {
  for await (const piece of createReadStream(file, { end: 1 })) return piece as Buffer;
  return Buffer.alloc(0);
}

function readFailure(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || error instanceof LabError) return error;
  const code = String(error.code);
  if (code === 'ENOENT') return new LabError('NOT_FOUND', `"${file}" does not exist.`, { file });
  if (code === 'EISDIR') return new LabError('INVALID_DATA', `"${file}" is a folder; a file is expected.`, { file });
  if (code === 'Z_BUF_ERROR')
    return new LabError('INVALID_DATA', `"${file}" is cut off: the gzip data end too early. Copy it again.`, { file });
  if (code.startsWith('Z_'))
    return new LabError('INVALID_DATA', `"${file}" is a broken gzip file (${error.message}). Copy it again.`, { file });
  return new LabError('DISK', `Could not read "${file}": ${error.message}.`, { file }, { cause: error });
}
