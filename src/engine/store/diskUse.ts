// What a run takes on the disk, by what it is kept for. Sizes are those of the files, not of the disk's blocks.

import path from 'node:path';
import type { DiskUse } from '../../protocol/run';
import type { Files } from './files';

export const CHECKPOINTS = 'checkpoints';
export const OPTIMIZER = 'optimizer.safetensors';

/** Folders in folders; runs within runs are in it, links that lead in circles are not. */
const DEEPEST = 8;
/** A run has some dozens of files; what lies below a folder that a link has brought here is not gone through. */
const MOST_ENTRIES = 20_000;

/** Not written by runs that are whole: leases, and what is being written. */
export const isPassing = (name: string): boolean => /\.(tmp|lease)$/.test(name);

/** Never fails: what cannot be looked at counts as nothing. */
export function diskUseOf(files: Files, folder: string): DiskUse {
  const use: DiskUse = { bytes: 0, checkpoints: 0, optimizer: 0, evaluations: 0 };
  let entries = 0;
  const add = (names: readonly string[]): void => {
    const here = path.join(folder, ...names);
    for (const name of namesIn(files, here)) {
      if (isPassing(name) || ++entries > MOST_ENTRIES) continue;
      const stat = quietly(() => files.stat(here + path.sep + name));
      if (stat?.kind === 'folder' && names.length < DEEPEST) add([...names, name]);
      if (stat?.kind !== 'file') continue;
      use.bytes += stat.bytes;
      const part = partOf([...names, name]);
      if (part) use[part] += stat.bytes;
    }
  };
  add([]);
  return use;
}

function partOf(names: readonly string[]): 'checkpoints' | 'optimizer' | 'evaluations' | undefined {
  if (names.includes(CHECKPOINTS)) return names.at(-1) === OPTIMIZER ? 'optimizer' : 'checkpoints';
  return names.some((name) => /^evaluations?(\.json)?$/.test(name)) ? 'evaluations' : undefined;
}

const namesIn = (files: Files, folder: string): string[] => quietly(() => files.list(folder)) ?? [];

function quietly<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
