// The parameters at some places of a training, kept for the picture of its way through the loss.

import path from 'node:path';
import type { Feeds } from '../runtime/session';
import type { Files } from '../store/files';
import { runFiles } from '../store/runFolder';
import { readSafetensors, writeSafetensors, type StoredTensor } from '../store/safetensors';

export interface PathKeeper {
  /** Keeps the parameters after so many updates, where it is the place for that. */
  after(step: number, parameters: Feeds): void;
  /** Keeps them whatever the place: the training ends here. */
  end(step: number, parameters: Feeds): void;
}

/** @param places how many, the beginning and the end among them; below 2 nothing is kept @param steps of the whole training */
export function keepPath(
  files: Files,
  runFolder: string,
  { places, steps }: { places: number; steps: number },
): PathKeeper {
  const folder = path.join(runFolder, runFiles.path);
  const chosen = new Set(Array.from({ length: places }, (_, i) => Math.round((i * steps) / (places - 1))));
  const keep = (step: number, parameters: Feeds): void => {
    files.makeFolder(folder);
    const stored = Object.entries(parameters).map(([name, { shape, data }]) => [name, { shape, data }] as const);
    writeSafetensors(files, fileOf(folder, step), new Map(stored as [string, StoredTensor][]), { format: 'pt' });
  };
  return {
    after: (step, parameters) => places >= 2 && chosen.has(step) && keep(step, parameters),
    end: (step, parameters) => places >= 2 && keep(step, parameters),
  };
}

const ENDING = '.safetensors';
const fileOf = (folder: string, step: number): string => path.join(folder, `${step}${ENDING}`);

/** A place of a training whose parameters were kept. */
export interface KeptPlace {
  step: number;
  file: string;
  /** Fails as `readSafetensors`. */
  read(): ReadonlyMap<string, StoredTensor>;
}

/** In the order of the training; none where the run keeps none. */
export function keptPath(files: Files, runFolder: string): KeptPlace[] {
  const folder = path.join(runFolder, runFiles.path);
  if (!files.stat(folder)) return [];
  return files
    .list(folder)
    .flatMap((name) => /^(\d+)\.safetensors$/.exec(name)?.slice(1).map(Number) ?? [])
    .sort((a, b) => a - b)
    .map((step) => ({ step, file: fileOf(folder, step) }))
    .map((place) => ({ ...place, read: () => readSafetensors(files, place.file).tensors }));
}
