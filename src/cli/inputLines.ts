// The lines of a file or of standard input, each a text to predict.

import * as path from 'node:path';
import { decodeWhole } from '../engine/text/encodings/decodeBytes';
import { readingNotes } from '../engine/text/readingNotes';
import { readText } from '../engine/text/readText';
import { type Encoding, titleOfEncoding } from '../protocol/encodings';
import { LabError } from '../protocol/labError';
import type { Surroundings } from './surroundings';

/**
 * A file may be in any encoding the engine reads, plain or gzipped; standard input (`-`) is UTF-8 unless another is said. Empty lines
 * stay, so that line i of the answer belongs to line i of the input. Throws LabErrors.
 * @param note is told what a person should know, such as an encoding that was guessed
 */
export async function readInputLines(
  input: string,
  { cwd, readStdin }: Surroundings,
  { encoding, note }: { encoding?: Encoding; note?(message: string): void } = {},
): Promise<string[]> {
  if (input === '-') return splitLines(await decode(await readStdin(), encoding));
  const lines: string[] = [];
  const { blocks, facts } = readText(path.resolve(cwd, input), { encoding });
  for await (const block of blocks()) for (const line of block.lines) lines.push(line);
  for (const each of readingNotes(facts)) note?.(`note: ${each}`);
  return lines;
}

async function decode(bytes: Buffer, encoding: Encoding = 'utf-8'): Promise<string> {
  const { text } = await decodeWhole(bytes, encoding);
  if (!text.includes('\uFFFD')) return text;
  const message = `Standard input is not ${titleOfEncoding(encoding)} text. If it is in another encoding, say it with --encoding.`;
  throw new LabError('INVALID_DATA', message);
}

function splitLines(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
