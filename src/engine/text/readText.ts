// Text files as a stream of decoded pieces and of lines: plain or gzipped, in any of the encodings of `protocol/encodings`. Never
// holds more of a file than a few pieces and an unfinished line.

import { encodingNamed, ENCODINGS, type Encoding } from '../../protocol/encodings';
import { LabError } from '../../protocol/labError';
import { countReplaced, decodeBytes } from './encodings/decodeBytes';
import { readBytes } from './textBytes';

/** What became known while reading; complete once the stream has ended. */
export interface TextFacts {
  encoding: Encoding;
  /** The encoding was neither said nor marked, and is not UTF-8. */
  isGuessed: boolean;
  /** The file begins with a byte order mark. */
  isMarked: boolean;
  /** Characters that could not be read and became U+FFFD. */
  replaced: number;
  /** Byte order marks within the text, as files joined together have them; they are left out. */
  marks: number;
  /** Lines that were read in pieces. */
  longLines: number;
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
  /** The first piece, read ahead to be looked at; '' of an empty file. To be called before the others, which then give it again. */
  start(): Promise<string>;
  /** The lines. This or `pieces` may be called once. Fails with a LabError that names the file. */
  blocks(): AsyncGenerator<LineBlock>;
  /** The text as it was read, its line ends LF; a piece may end within a line. */
  pieces(): AsyncGenerator<string>;
  /** Closes the file where more than its start is not wanted. */
  close(): Promise<void>;
}

export interface TextOptions {
  /** A name that `encodingNamed` knows; left out: as marked, else guessed. */
  encoding?: string;
  /**
   * Cuts a line longer than `MAX_LINE_LENGTH` at white space, each piece a block of its own with the number of the line; else it is
   * refused.
   */
  cutsLongLines?: boolean;
  /** A CR alone is no line end where the first line of the file ends otherwise: it stays in its line. */
  keepsLoneReturns?: boolean;
}

/**
 * Longest line, in UTF-16 units: a long book. Longer ones would have to be held in memory, and a line is cut into tokens in one go,
 * in which no cancel is heard.
 */
export const MAX_LINE_LENGTH = 1_000_000;

/**
 * A reader of a file's lines, ended by LF, CR LF or CR. While reading it fails as `readBytes`, and with `INVALID_DATA` when the file is
 * not text or a line is longer than `MAX_LINE_LENGTH` and not to be cut; at once for an encoding that is not known.
 */
export function readText(file: string, options: TextOptions = {}): TextReader {
  const facts: TextFacts = {
    ...{ encoding: 'utf-8', isGuessed: false, isMarked: false },
    ...{ replaced: 0, marks: 0, longLines: 0, bytesRead: 0 },
  };
  const encoding = requireEncoding(options.encoding);
  const read = textPieces(file, facts, { ...options, encoding });
  let ahead = '';
  const start = async (): Promise<string> => {
    const first = await read.next();
    return (ahead = first.done ? '' : first.value);
  };
  async function* pieces(): AsyncGenerator<string> {
    try {
      if (ahead !== '') yield ahead;
      ahead = '';
      yield* read;
    } finally {
      await close();
    }
  }
  const close = async (): Promise<void> => void (await read.return(undefined));
  return {
    facts,
    start,
    pieces,
    close,
    blocks: () => splitLines(file, pieces(), facts, options.cutsLongLines ?? false),
  };
}

function requireEncoding(name: string | undefined): Encoding | undefined {
  if (name === undefined) return undefined;
  const encoding = encodingNamed(name);
  if (encoding) return encoding;
  throw new LabError('INVALID_ARGUMENT', `There is no encoding "${name}"; the encodings are ${ENCODINGS.join(', ')}.`);
}

/** Pieces of text whose line ends are all LF. A piece may end within a line. */
async function* textPieces(
  file: string,
  facts: TextFacts,
  { encoding, keepsLoneReturns = false }: { encoding?: Encoding; keepsLoneReturns?: boolean },
): AsyncGenerator<string> {
  const read = readBytes(file, (bytes) => (facts.bytesRead = bytes));
  let carried = '';
  let length = 0;
  let returns: 'unknown' | 'ends' | 'text' = keepsLoneReturns ? 'unknown' : 'ends';
  for await (const piece of decodeBytes(read, encoding)) {
    if (!piece) throw notText(file, facts);
    let text = carried + piece.text;
    carried = !piece.last && text.endsWith('\r') ? '\r' : ''; // its LF may be in the next piece
    if (carried) text = text.slice(0, -1);
    ({ encoding: facts.encoding, isGuessed: facts.isGuessed, isMarked: facts.isMarked } = piece);
    facts.replaced += countReplaced(text);
    length += text.length;
    if (text.includes('\0') || facts.replaced > 20 + length / 50) throw notText(file, facts);
    if (text.includes('\uFEFF')) {
      facts.marks += text.split('\uFEFF').length - 1;
      text = text.replaceAll('\uFEFF', '');
    }
    if (returns === 'unknown') {
      const end = /\r?\n|\r/.exec(text)?.[0];
      if (end !== undefined) returns = end === '\r' ? 'ends' : 'text';
    }
    yield text.includes('\r') ? text.replace(returns === 'text' ? /\r\n/g : /\r\n?/g, '\n') : text;
  }
}

function notText(file: string, { encoding }: TextFacts): LabError {
  const message =
    encoding === 'utf-8'
      ? `"${file}" is not a text file, or in an encoding that was not recognised. Save it as UTF-8, or say its encoding.`
      : `"${file}" is not a text file, or not in the encoding ${encoding}. Save it as UTF-8, or say its encoding.`;
  return new LabError('INVALID_DATA', message, { file });
}

async function* splitLines(
  file: string,
  pieces: AsyncIterable<string>,
  facts: TextFacts,
  cuts: boolean,
): AsyncGenerator<LineBlock> {
  let firstLine = 1;
  let rest = '';
  let isCut = false;
  for await (const piece of pieces) {
    const lines = piece.split('\n');
    lines[0] = rest + lines[0]; // joined only, not copied: an unfinished line costs its length once
    if (!lines.some((line) => line.length > MAX_LINE_LENGTH)) {
      rest = lines.pop() ?? '';
      if (lines.length === 0) continue;
      yield { firstLine, lines };
      [firstLine, isCut] = [firstLine + lines.length, false];
      continue;
    }
    const ends = lines.length - 1;
    for (const [index, line] of lines.entries()) {
      const number = firstLine + index;
      const parts = line.length > MAX_LINE_LENGTH ? partsOf(file, line, number, cuts) : [line];
      if (parts.length > 1 && !isCut) facts.longLines++;
      isCut = index === ends && (parts.length > 1 || (isCut && index === 0));
      rest = index === ends ? (parts.pop() ?? '') : '';
      for (const part of parts) yield { firstLine: number, lines: [part] };
    }
    firstLine += ends;
  }
  if (rest !== '') yield { firstLine, lines: [rest] };
}

/** A long line in pieces that end at white space, which is left out. */
function partsOf(file: string, line: string, number: number, cuts: boolean): string[] {
  const parts: string[] = [];
  let from = 0;
  while (line.length - from > MAX_LINE_LENGTH) {
    const end = cuts ? lastSpace(line, from, from + MAX_LINE_LENGTH) : -1;
    if (end < 0) throw tooLong(file, number, cuts);
    parts.push(line.slice(from, end));
    from = end + 1;
  }
  return [...parts, line.slice(from)];
}

/** The place of the last white space before `end`; -1 where there is none behind `from`. */
function lastSpace(line: string, from: number, end: number): number {
  for (let at = end; at > from; at--) if (/\s/.test(line[at])) return at;
  return -1;
}

function tooLong(file: string, line: number, cuts: boolean): LabError {
  const most = MAX_LINE_LENGTH.toLocaleString('en');
  const where = cuts ? ' and has no white space at which it could be cut' : '';
  const message = `Line ${line} of "${file}" is longer than ${most} characters${where}. Put line breaks between its sentences.`;
  return new LabError('INVALID_DATA', message, { file, line });
}
