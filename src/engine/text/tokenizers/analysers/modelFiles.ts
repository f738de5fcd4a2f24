// Finds and reads the files of a model that a person has unpacked somewhere.

import fs from 'node:fs/promises';
import path from 'node:path';
import { LabError } from '../../../../protocol/labError';
import { readPlain } from '../../../disk/plainFile';
import type { AnalyserModel, ModelFiles } from './analyser';

const MAX_BYTES = 1024 ** 3;
/** Archives unpack to models/cong/base and the like. */
const MAX_DEPTH = 4;

/** The first folder that holds `mark`. */
export async function modelFolderIn(folder: string, mark: string, depth = MAX_DEPTH): Promise<string | undefined> {
  const entries = await fs.readdir(folder, { withFileTypes: true }).catch(() => []);
  if (entries.some((entry) => entry.isFile() && entry.name === mark)) return folder;
  if (depth === 0) return undefined;
  for (const entry of entries.filter((each) => each.isDirectory()).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const found = await modelFolderIn(path.join(folder, entry.name), mark, depth - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Fails with `NOT_FOUND` where files are missing, with `INVALID_FILE` where they are too large. `noun`: what it is a model of, and what it is. */
export async function readModel(
  folder: string,
  { needed, files: wanted }: Pick<AnalyserModel, 'needed' | 'files'>,
  { noun, advice }: { noun: string; advice: string },
): Promise<ModelFiles> {
  const entries = await fs.readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile() && wanted.test(entry.name)).map(({ name }) => name);
  const choices = needed.map((one) => (typeof one === 'string' ? [one] : one));
  const missing = choices.filter((some) => !some.some((name) => names.includes(name)));
  if (missing.length > 0) {
    const lacks = missing.map((some) => some.join(' or ')).join(', ');
    throw new LabError('NOT_FOUND', `The ${noun} in "${folder}" lacks ${lacks}. ${advice}`, { file: folder });
  }
  const files: Record<string, Uint8Array> = {};
  let bytes = 0;
  for (const name of names) {
    const file = path.join(folder, name);
    bytes += (await fs.stat(file)).size;
    if (bytes > MAX_BYTES)
      throw new LabError('INVALID_FILE', `The files in "${folder}" are too large for a ${noun}.`, { file });
    files[name] = await readPlain(file);
  }
  return files;
}
