// The words of the files that `stop-words` steps name: one word a line, lines that start with # are notes.

import path from 'node:path';
import type { CleaningStep } from '../../../protocol/cleaning';
import { LabError } from '../../../protocol/labError';
import { readText } from '../readText';

const MOST_WORDS = 100_000;

/** Words by the path as it stands in the step, and the files read, absolute. Fails as `readText`. */
export async function readStopWords(
  steps: readonly CleaningStep[],
  baseFolder: string,
): Promise<{ ownStopWords: Map<string, string[]>; files: string[] }> {
  const ownStopWords = new Map<string, string[]>();
  const files: string[] = [];
  for (const step of steps) {
    if (step.step !== 'stop-words' || step.file === undefined || ownStopWords.has(step.file)) continue;
    const file = path.resolve(baseFolder, step.file);
    files.push(file);
    ownStopWords.set(step.file, await wordsOf(file));
  }
  return { ownStopWords, files };
}

async function wordsOf(file: string): Promise<string[]> {
  const words: string[] = [];
  for await (const { lines } of readText(file).blocks()) {
    for (const line of lines) if (line.trim() !== '' && !line.startsWith('#')) words.push(line.trim());
    if (words.length > MOST_WORDS)
      throw new LabError(
        'INVALID_DATA',
        `"${file}" has more than ${MOST_WORDS} lines; a file of stop words is expected.`,
        {
          file,
        },
      );
  }
  return words;
}
