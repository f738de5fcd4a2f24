// The lines of a file or of standard input, each a text to predict. Only UTF-8, plain or gzipped.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { LabError } from '../protocol/labError';
import { fileFailure } from './failure';
import type { Surroundings } from './surroundings';

/** Empty lines stay, so that line i of the answer belongs to line i of the file. Throws LabErrors. */
export async function readInputLines(input: string, { cwd, readStdin }: Surroundings): Promise<string[]> {
  if (input === '-') return splitLines(decode(await readStdin(), 'standard input'));
  const file = path.resolve(cwd, input);
  return splitLines(decode(readBytes(file), file));
}

function readBytes(file: string): Buffer {
  try {
    const bytes = fs.readFileSync(file);
    return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith('Z_') === true)
      throw new LabError('INVALID_DATA', `"${file}" is damaged: it cannot be unpacked.`, { file });
    throw fileFailure(file, error);
  }
}

function decode(bytes: Buffer, name: string): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // told below
  }
  throw new LabError('INVALID_DATA', `"${name}" is not UTF-8 text; save it as UTF-8 first.`, { file: name });
}

function splitLines(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
