// The beginning of the table whose columns an experiment names: no more of it is read.

import path from 'node:path';
import { z } from 'zod';
import { LabError } from '../../protocol/labError';
import { readingOptionsOf, type ReadingOptions } from '../../protocol/reading';
import { readingKeys } from '../schema/reading';
import { readText } from '../text/readText';
import { tableIn } from '../text/table';
import { namedAt, writtenAt, type Asked, type Written } from './asked';

interface TableHead {
  /** As the experiment names it. */
  file: string;
  columns: readonly string[];
  /** The first rows. */
  rows: (readonly string[])[];
}

const MOST_ROWS = 3;

/** Of the first file that is a table; undefined where none is, or where none can be read. */
export async function tableHead(asked: Asked): Promise<TableHead | undefined> {
  for (const { file, reading } of corporaOf(asked)) {
    const head = await unlessUnreadable(() => headOf(path.resolve(asked.baseFolder, file), reading));
    if (head) return { file, ...head };
  }
  return undefined;
}

/** The first lines of the first file that can be read. */
export async function firstLines(asked: Asked): Promise<{ file: string; lines: string[] } | undefined> {
  for (const { file, reading } of corporaOf(asked)) {
    const start = await unlessUnreadable(async () => {
      const reader = readText(path.resolve(asked.baseFolder, file), { encoding: reading.encoding });
      const text = await reader.start();
      await reader.close();
      return text;
    });
    if (start !== undefined) return { file, lines: start.split('\n') };
  }
  return undefined;
}

interface Corpus {
  file: string;
  /** How the experiment says that it is read. */
  reading: ReadingOptions;
}

/** The files that columns at a place are of: those that the same object names, else one around it, else the key `data`. */
function corporaOf({ root, path: at, isRestricted }: Asked): Corpus[] {
  const places = at.map((_, depth) => at.slice(0, depth)).reverse();
  for (const place of [...places, ['data']]) {
    const object = writtenAt(root, place);
    if (typeof object !== 'object' || object === null || Array.isArray(object)) continue;
    const files = Object.entries(object).flatMap(([key, value]) =>
      [value].flat().filter((one): one is string => typeof one === 'string' && isCorpus(root, [...place, key])),
    );
    const reading = readingOf(object as Written);
    const readable = files.filter((file) => !isRestricted || !/\.gz$/i.test(file));
    if (files.length > 0) return readable.map((file) => ({ file, reading }));
  }
  return [];
}

/** The key, or what stands in its list. */
const isCorpus = (root: Written, at: (string | number)[]): boolean =>
  [at, [...at, 0]].some((each) => namedAt(root, each).includes('corpus'));

const readingSchema = z.object(readingKeys);

/** Nothing of it where a part is wrong: that is told elsewhere. */
const readingOf = (object: Written): ReadingOptions => readingOptionsOf(readingSchema.safeParse(object).data ?? {});

async function headOf(file: string, reading: ReadingOptions): Promise<Omit<TableHead, 'file'> | undefined> {
  const table = await tableIn(file, { ...reading, raggedRows: 'repair' });
  if (!table) return undefined;
  const { columns } = table;
  const rows = table.rows();
  try {
    const first = await rows.next();
    return { columns, rows: first.done ? [] : first.value.slice(0, MOST_ROWS).map(({ values }) => values) };
  } finally {
    await rows.return(undefined);
    await table.close();
  }
}

async function unlessUnreadable<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (LabError.toData(error).code === 'INTERNAL') throw error;
    return undefined;
  }
}
