// The lines of a file or of standard input, each a text to predict.

import * as path from 'node:path';
import { readText } from '../engine/text/readText';
import { LabError } from '../protocol/labError';
import type { Surroundings } from './surroundings';

/**
 * A file may be in any encoding the engine reads, plain or gzipped; standard input (`-`) is UTF-8. Empty lines stay, so
 * that line i of the answer belongs to line i of the input. Throws LabErrors.
 */
export async function readInputLines(input: string, { cwd, readStdin }: Surroundings): Promise<string[]> {
  if (input === '-') return splitLines(decode(await readStdin()));
  const lines: string[] = [];
  for await (const block of readText(path.resolve(cwd, input)).blocks())
    for (const line of block.lines) lines.push(line);
  return lines;
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new LabError('INVALID_DATA', 'Standard input is not UTF-8 text.');
  }
}

function splitLines(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
