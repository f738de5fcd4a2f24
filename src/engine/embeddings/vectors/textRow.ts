// One row of a vectors file as text: a word, which may hold spaces, and its numbers at the end of the line.

import { parseDecimal } from './decimal';
import { faulty } from './fileBytes';
import { isSpace, trimmedEnd } from './lineReader';
import type { VectorsBuilder } from './vectorsBuilder';

const decoder = new TextDecoder();
const NUMBER = /^[-+]?(\d|\.\d|nan|inf)/i;
/** `4:0.2`, a place and its value, as programs write rows that are mostly zeros. */
const SPARSE = /^\d+:[-+.\d]/;
const MINUS = 0x2d;

/** Where a row stands, and how many numbers it should have. */
export interface RowPlace {
  file: string;
  /** 1-based. */
  number: number;
  dimensions: number;
}

/**
 * Adds the row to the builder. Fails with `INVALID_DATA` naming the line, and how many numbers were found and expected:
 * too few, too many, pairs of place and value; something that is no number, NaN or infinite.
 */
export function readRow(line: Uint8Array, builder: VectorsBuilder, file: string, number: number): void {
  const { dimensions } = builder;
  const place = { file, number, dimensions };
  const lineEnd = trimmedEnd(line);
  const wordEnd = endOfWord(line, lineEnd, dimensions);
  if (wordEnd === undefined || hasNumberMore(line, wordEnd, lineEnd)) throw wrongCount(line, numbersIn(line), place);
  readNumbers(line, wordEnd, builder.add(line, 0, wordEnd, number), place);
}

/** Fills `values`, where they are given, with the numbers that stand from `from` to the end of the line. Fails as `readRow`. */
export function readNumbers(line: Uint8Array, from: number, values: Float32Array | undefined, place: RowPlace): void {
  const lineEnd = trimmedEnd(line);
  let at = from;
  const skipSpaces = (): void => {
    while (at < lineEnd && isSpace(line[at])) at++;
  };
  for (let i = 0; i < place.dimensions; i++) {
    skipSpaces();
    const start = at;
    while (at < lineEnd && !isSpace(line[at])) at++;
    if (at === start) throw wrongCount(line, i, place);
    const value = Math.fround(parseDecimal(line, start, at));
    if (!Number.isFinite(value)) {
      const text = decoder.decode(line.subarray(start, Math.min(at, start + 30)));
      throw SPARSE.test(text) ? wrongCount(line, numbersIn(line), place) : notANumber(text, i, place);
    }
    if (values) values[i] = value;
  }
  skipSpaces();
  if (at < lineEnd) throw wrongCount(line, fieldsOf(line.subarray(from)).length, place);
}

/** How many of the line's last fields are numbers; its first field is always the word. */
export function numbersIn(line: Uint8Array): number {
  const fields = fieldsOf(line);
  let count = 0;
  while (count < fields.length - 1 && NUMBER.test(fields[fields.length - 1 - count])) count++;
  return count;
}

/** How many numbers the line has; undefined where it has anything else. */
export function numberCount(line: Uint8Array): number | undefined {
  const fields = fieldsOf(line);
  return fields.every((field) => NUMBER.test(field)) ? fields.length : undefined;
}

/** Where the word ends: before the last `dimensions` fields; 0 where it is missing, undefined where fields are. */
function endOfWord(line: Uint8Array, lineEnd: number, dimensions: number): number | undefined {
  let end = lineEnd;
  for (let found = 0; found < dimensions; found++) {
    let at = end;
    while (at > 0 && !isSpace(line[at - 1])) at--;
    if (at === 0 || at === end) return undefined;
    end = at;
    while (end > 0 && isSpace(line[end - 1])) end--;
  }
  return end;
}

/**
 * Whether a word of several fields ends with what is a number of the vector rather than of the word: `cat 0.1`, but not
 * `windows 7` before decimals.
 */
function hasNumberMore(line: Uint8Array, wordEnd: number, lineEnd: number): boolean {
  let from = wordEnd;
  while (from > 0 && !isSpace(line[from - 1])) from--;
  if (from === 0 || Number.isNaN(parseDecimal(line, from, wordEnd))) return false;
  const isWhole = line.subarray(from, wordEnd).every(isDigit);
  return !isWhole || line.subarray(wordEnd, lineEnd).every((byte) => isDigit(byte) || isSpace(byte) || byte === MINUS);
}

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

const fieldsOf = (line: Uint8Array): string[] => decoder.decode(line.subarray(0, trimmedEnd(line))).split(/[ \t]+/);

function wrongCount(line: Uint8Array, found: number, { file, number, dimensions }: RowPlace) {
  const sparse = fieldsOf(line).find((field, i) => i > 0 && SPARSE.test(field));
  if (sparse && found === dimensions)
    return faulty(
      file,
      `Line ${number} of "${file}" has pairs of a place and a value ("${sparse}"): write all numbers of each word.`,
      number,
    );
  const reason = sparse
    ? `They are pairs of a place and a value ("${sparse}"): write all ${dimensions} numbers of each word.`
    : found > dimensions
      ? 'Repair or remove the line.'
      : 'The file is cut off or damaged there.';
  return faulty(
    file,
    `Line ${number} of "${file}" has ${found} numbers where ${dimensions} are expected. ${reason}`,
    number,
  );
}

function notANumber(text: string, index: number, { file, number }: RowPlace) {
  const kind = /^[-+]?(nan|inf|infinity)$/i.test(text) ? 'which no vector may hold' : 'which is no finite number';
  return faulty(
    file,
    `Line ${number} of "${file}" has "${text}" as number ${index + 1}, ${kind}. Repair or remove the line.`,
    number,
  );
}
