// Reads what no engine call gives of a run's files: the resolved experiment, and how many vectors there are. Nothing in
// them is trusted: sizes are limited, shapes are checked, and a file that is missing or damaged reads as absent.
import { open } from 'node:fs/promises';
import * as path from 'node:path';
import { embeddingTensors, VECTORS_FILE } from '../../protocol/embedding';
import type { ParallelSource } from '../../protocol/data';

const LARGEST_BYTES = 16 << 20;
const LARGEST_HEAD_BYTES = 1 << 20;

async function readJson(file: string): Promise<unknown> {
  try {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      if (size > LARGEST_BYTES) return undefined;
      return JSON.parse(await handle.readFile('utf8')) as unknown;
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}

/** The experiment's keys, dotted, with their values as text. */
export async function readConfiguration(folder: string): Promise<{ key: string; value: string }[]> {
  return flatten(await readJson(path.join(folder, 'experiment.json')));
}

/** The parallel text that an experiment names for testing; undefined where it names none. */
export async function readParallelTest(folder: string): Promise<ParallelSource | undefined> {
  const experiment = await readJson(path.join(folder, 'experiment.json'));
  const data = isRecord(experiment) ? experiment.data : undefined;
  const test = isRecord(data) ? data.test : undefined;
  if (isText(test)) return test;
  if (!isRecord(test) || !isText(test.source) || !isText(test.target)) return undefined;
  return { source: test.source, target: test.target };
}

/** How many words have a vector of how many numbers: from the head of the file, without reading the vectors. */
export async function readVectorsShape(folder: string): Promise<{ words: number; dimensions: number } | undefined> {
  try {
    const handle = await open(path.join(folder, VECTORS_FILE), 'r');
    try {
      const first = Buffer.alloc(8);
      await handle.read(first, 0, 8, 0);
      const size = Number(first.readBigUInt64LE());
      if (size > LARGEST_HEAD_BYTES) return undefined;
      const head = Buffer.alloc(size);
      await handle.read(head, 0, size, 8);
      return shapeIn(JSON.parse(head.toString('utf8')));
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}

function shapeIn(head: unknown): { words: number; dimensions: number } | undefined {
  const tensor = isRecord(head) ? head[embeddingTensors.vectors] : undefined;
  const shape = isRecord(tensor) ? tensor.shape : undefined;
  if (!isList(shape, isNumber) || shape.length !== 2) return undefined;
  return { words: shape[0], dimensions: shape[1] };
}

/** Rows of a nested object; lists of plain values stay on one row. */
export function flatten(value: unknown, prefix = ''): { key: string; value: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
    const key = prefix === '' ? name : `${prefix}.${name}`;
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) return flatten(inner, key);
    return [{ key, value: typeof inner === 'string' ? inner : (JSON.stringify(inner) ?? '') }];
  });
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isText = (value: unknown): value is string => typeof value === 'string';

function isList<T>(value: unknown, item: (element: unknown) => element is T): value is T[] {
  return Array.isArray(value) && value.every(item);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
