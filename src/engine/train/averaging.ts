// The mean of a model's parameters after its last epochs (as for the transformers of Vaswani et al. 2017): often better
// than any one of them. Each epoch's parameters are kept in a file of their own until there are newer ones.

import path from 'node:path';
import { removeQuietly } from '../store/atomicFile';
import { recentFolder } from '../store/checkpoint';
import type { Files } from '../store/files';
import { readSafetensors, writeSafetensors, type StoredTensor } from '../store/safetensors';
import type { Feeds } from '../runtime/session';
import { zeros } from '../runtime/tensor';

export interface Averaging {
  /** Keeps the parameters after this epoch (the first is 1), and forgets those that no longer count. */
  keep(epoch: number, parameters: Feeds): void;
  /** The mean of what is kept up to this epoch; undefined where that is a single set, or none. */
  mean(lastEpoch: number): Feeds | undefined;
}

/** @param count how many epochs count; below 2 nothing is kept */
export function createAveraging(files: Files, runFolder: string, count: number): Averaging {
  const folder = recentFolder(runFolder);
  const fileOf = (epoch: number): string => path.join(folder, `epoch-${epoch}.safetensors`);
  return {
    keep(epoch, parameters) {
      if (count < 2) return;
      files.makeFolder(folder);
      const stored = Object.entries(parameters).map(([name, { shape, data }]) => [name, { shape, data }] as const);
      writeSafetensors(files, fileOf(epoch), new Map(stored as [string, StoredTensor][]), { format: 'pt' });
      removeQuietly(files, fileOf(epoch - count));
    },
    mean(lastEpoch) {
      const epochs = Array.from({ length: count }, (_, i) => lastEpoch - i).filter(
        (epoch) => epoch > 0 && files.stat(fileOf(epoch)),
      );
      if (epochs.length < 2) return undefined;
      const sums: Record<string, ReturnType<typeof zeros>> = {};
      for (const epoch of epochs.reverse())
        for (const [name, { shape, data }] of readSafetensors(files, fileOf(epoch)).tensors) {
          const sum = (sums[name] ??= zeros('float32', shape)).data as Float32Array;
          const values = data as Float32Array;
          for (let i = 0; i < sum.length; i++) sum[i] += values[i] / epochs.length;
        }
      return sums;
    },
  };
}
