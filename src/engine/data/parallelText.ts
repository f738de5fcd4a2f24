// Reads parallel text: two files with a line for each pair, or a table with a column for each side.

import path from 'node:path';
import { sourceColumn, type ParallelDataOptions } from '../schema/parallelData';
import type { ParallelSource } from '../../protocol/data';
import { LabError } from '../../protocol/labError';
import { readingOptionsOf, type ReadingOptions } from '../../protocol/reading';
import { notesOf, readingNotesOf } from '../text/readingNotes';
import { readText } from '../text/readText';
import { columnIndex, tableIn, tableNotes } from '../text/table';
import { sampledExamples, type HeldOutSample } from './heldOutSample';
import { createRandom } from './random';

/** One pair and where its source stands: an absolute path and a 1-based line. */
export interface TextPair {
  source: string;
  target: string;
  file?: string;
  line: number;
}

export interface ParallelRead {
  pairs: TextPair[];
  /** The files that were read, absolute. */
  files: string[];
  notices: string[];
}

export interface ReadPairsOptions extends ReadingOptions {
  baseFolder: string;
  /** Column names, for tables. */
  source: string;
  target: string;
  /** At most this many pairs; 0 or undefined for all. */
  limit?: number;
  signal?: AbortSignal;
}

/**
 * Reads all pairs; those of which a side is empty are left out and counted. Fails with `INVALID_DATA` where two files
 * have not the same number of lines (saying where one ends) or nothing is left, and as `readText` and `openTable`.
 */
export async function readPairs(from: ParallelSource, options: ReadPairsOptions): Promise<ParallelRead> {
  const read = typeof from === 'string' ? await readTable(from, options) : await readTwoFiles(from, options);
  const pairs = read.pairs.filter(({ source, target }) => source.trim() !== '' && target.trim() !== '');
  const left = read.pairs.length - pairs.length;
  const first = read.pairs.find(({ source, target }) => source.trim() === '' || target.trim() === '');
  const names = read.files.map((file) => `"${file}"`).join(' and ');
  if (pairs.length === 0)
    throw new LabError('INVALID_DATA', `There are no pairs of texts in ${names}.`, { file: read.files[0] });
  const notices = [...read.notices];
  if (left > 0)
    notices.push(
      `${left} of ${read.pairs.length} pairs in ${names} have an empty side and were left out, the first in line ${first?.line}.`,
    );
  return { ...read, pairs, notices };
}

async function readTwoFiles(
  from: { source: string; target: string },
  { baseFolder, encoding, limit, signal }: ReadPairsOptions,
): Promise<ParallelRead> {
  const files = [from.source, from.target].map((file) => path.resolve(baseFolder, file));
  const [source, target] = await Promise.all(files.map((file) => linesOf(file, encoding, signal)));
  if (source.lines.length !== target.lines.length) {
    const [short, long] = source.lines.length < target.lines.length ? [0, 1] : [1, 0];
    const counts = [source.lines.length, target.lines.length];
    throw new LabError(
      'INVALID_DATA',
      `"${files[short]}" ends after line ${counts[short]}, but "${files[long]}" has ${counts[long]} lines. ` +
        'Parallel files need as many lines, each the translation of the other.',
      { file: files[short], line: counts[short] },
    );
  }
  const count = limit ? Math.min(limit, source.lines.length) : source.lines.length;
  return {
    pairs: Array.from({ length: count }, (_, i) => ({
      ...{ source: source.lines[i], target: target.lines[i], file: files[0], line: i + 1 },
    })),
    files,
    notices: [...source.notices, ...target.notices],
  };
}

async function linesOf(
  file: string,
  encoding: string | undefined,
  signal: AbortSignal | undefined,
): Promise<{ lines: string[]; notices: string[] }> {
  const { blocks, facts } = readText(file, { encoding });
  const lines: string[] = [];
  for await (const block of blocks()) {
    if (signal?.aborted) throw new LabError('CANCELLED', 'Reading the data was cancelled.');
    for (const line of block.lines) lines.push(line);
  }
  return { lines, notices: readingNotesOf(file, facts) };
}

async function readTable(name: string, options: ReadPairsOptions): Promise<ParallelRead> {
  const file = path.resolve(options.baseFolder, name);
  const raggedRows = options.raggedRows ?? 'refuse';
  const reading = { ...readingOptionsOf(options), raggedRows, wanted: [options.source, options.target] };
  const table = await tableIn(file, reading);
  if (!table) throw withoutSides(file);
  const pairs: TextPair[] = [];
  const limit = options.limit || Infinity;
  try {
    const [sourceAt, targetAt] = [columnIndex(table, options.source), columnIndex(table, options.target)];
    for await (const rows of table.rows()) {
      if (options.signal?.aborted) throw new LabError('CANCELLED', 'Reading the data was cancelled.');
      for (const { values, line } of rows)
        if (pairs.length < limit) pairs.push({ source: values[sourceAt], target: values[targetAt], file, line });
      if (pairs.length >= limit) break;
    }
  } finally {
    await table.close();
  }
  return { pairs, files: [file], notices: notesOf(file, tableNotes(table)) };
}

/** What to tell about a file of plain text that is given where pairs are needed. */
export function withoutSides(file: string): LabError {
  const message = `"${file}" has one text a line. Give a table (.csv, .tsv, .jsonl) or { "source": "<file>", "target": "<file>" }; for lines with a tab between both sides, set "header" to false.`;
  return new LabError('INVALID_DATA', message, { file });
}

/** The three parts of an experiment's pairs. */
export interface ParallelDataset {
  train: TextPair[];
  validation: TextPair[];
  test: TextPair[];
  files: string[];
  notices: string[];
}

/**
 * Reads all parts, each side cleaned. Fractions are taken from the training source, the test part first, by the seed.
 * Fails as `readPairs`; places hold the experiment's key.
 * @param clean cleans texts of one side
 */
export async function loadParallel(
  data: ParallelDataOptions,
  options: {
    baseFolder: string;
    seed: number;
    clean(texts: readonly string[], side: 'source' | 'target'): string[];
    signal?: AbortSignal;
    sample?: HeldOutSample;
  },
): Promise<ParallelDataset> {
  const { baseFolder, seed, clean, signal, sample } = options;
  const files: string[] = [];
  const notices: string[] = [];
  const load = async (key: string, from: ParallelSource, limit = 0): Promise<TextPair[]> => {
    try {
      const columns = { source: sourceColumn(data), target: data.target, ...readingOptionsOf(data) };
      const read = await readPairs(from, { baseFolder, ...columns, limit, signal });
      files.push(...read.files);
      notices.push(...read.notices);
      const [sources, targets] = (['source', 'target'] as const).map((side) =>
        clean(
          read.pairs.map((p) => p[side]),
          side,
        ),
      );
      return read.pairs.map((pair, i) => ({ ...pair, source: sources[i], target: targets[i] }));
    } catch (error) {
      if (!(error instanceof LabError) || error.code === 'CANCELLED') throw error;
      throw new LabError(error.code, error.message, { key: ['data', key], ...error.place }, { cause: error });
    }
  };
  let train = await load('train', data.train, data.limit);
  const total = train.length;
  const part = async (key: 'validation' | 'test', from: number | ParallelSource | undefined): Promise<TextPair[]> => {
    if (from === undefined || from === 0) return [];
    if (typeof from !== 'number') return load(key, from);
    const count = Math.min(Math.max(1, Math.round(from * total)), train.length - 1);
    const order = createRandom({ seed, stream: `split ${key}` }).shuffle(Int32Array.from(train.keys()));
    const held = new Set(order.subarray(0, count));
    const taken = train.filter((_, index) => held.has(index));
    train = train.filter((_, index) => !held.has(index));
    return taken;
  };
  const test = await part('test', data.test);
  const validation = [...sampledExamples(await part('validation', data.validation), { seed, sample })];
  return { train, validation, test, files, notices };
}
