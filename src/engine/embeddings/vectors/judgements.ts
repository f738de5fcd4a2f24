// Files that vectors are judged by: pairs of words with a similarity that people gave, and analogy questions.

import { LabError } from '../../../protocol/labError';
import { readingNotes } from '../../text/readingNotes';
import { readText } from '../../text/readText';

export interface WordPair {
  a: string;
  b: string;
  judgement: number;
}

export interface Question {
  section: string;
  words: [string, string, string, string];
}

export type Judgements = ({ kind: 'similarity'; pairs: WordPair[] } | { kind: 'analogy'; questions: Question[] }) & {
  /** What a person should know about how the file was read. */
  notices: string[];
};

/**
 * Lines that are neither (headings, comments after #) are left out, as gensim does. A file with a line `: section` holds
 * questions. Fails with `INVALID_DATA` where nothing is left, and as `readText`.
 */
export async function readJudgements(
  file: string,
  { kind: wanted, encoding }: { kind?: Judgements['kind']; encoding?: string } = {},
): Promise<Judgements> {
  const lines: string[] = [];
  const { blocks, facts } = readText(file, { encoding });
  for await (const block of blocks()) for (const line of block.lines) lines.push(line);
  const notices = readingNotes(facts);
  const kind = wanted ?? (lines.some((line) => line.startsWith(': ')) ? 'analogy' : 'similarity');
  if (kind === 'analogy') {
    const questions = questionsOf(lines);
    if (questions.length > 0) return { kind, questions, notices };
    throw empty(file, 'analogy questions: four words a line, with lines ": section" between');
  }
  const pairs = lines.flatMap((line) => pairOf(line) ?? []);
  if (pairs.length > 0) return { kind, pairs, notices };
  throw empty(file, 'word pairs: two words and a number a line, separated by tabs');
}

function empty(file: string, expected: string): LabError {
  return new LabError('INVALID_DATA', `"${file}" holds no ${expected}.`, { file });
}

function pairOf(line: string): WordPair | undefined {
  if (line.startsWith('#')) return undefined;
  const fields = line.includes('\t')
    ? line.split('\t')
    : line.includes(',')
      ? line.split(',')
      : line.trim().split(/ +/);
  if (fields.length !== 3) return undefined;
  const [a, b, last] = fields.map((field) => field.trim());
  const judgement = Number(last);
  return last !== '' && Number.isFinite(judgement) ? { a, b, judgement } : undefined;
}

function questionsOf(lines: readonly string[]): Question[] {
  let section = '';
  const questions: Question[] = [];
  for (const line of lines) {
    if (line.startsWith(':')) {
      section = line.replace(/^[: ]+/, '').trim();
      continue;
    }
    const words = line.split(/\s+/).filter((word) => word !== '');
    if (words.length === 4) questions.push({ section, words: words as Question['words'] });
  }
  return questions;
}
