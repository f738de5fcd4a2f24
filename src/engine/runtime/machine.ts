// What this machine offers a run: threads and memory.

import os from 'node:os';
import { LabError } from '../../protocol/labError';

/** Threads within one operator when the experiment says 0: one for each core, at most 8. */
export function threadsOf(setting: number): number {
  return setting > 0 ? setting : Math.max(1, Math.min(8, os.availableParallelism()));
}

/** Bytes that can be taken without the system having to swap, as far as it tells. */
export function availableBytes(): number {
  const limited = (process as { availableMemory?: () => number }).availableMemory?.();
  return limited !== undefined && limited > 0 ? Math.min(limited, os.totalmem()) : os.freemem();
}

/** Refuses a run that cannot fit, naming both figures. Fails with `NO_MEMORY`. */
export function requireMemory(needed: number, available = availableBytes()): void {
  if (needed <= available) return;
  throw new LabError(
    'NO_MEMORY',
    `This run needs about ${formatBytes(needed)} of memory, but only ${formatBytes(available)} are free. ` +
      'Lower model.hidden, model.embedding, tokenizer.vocabularySize, training.batchSize or training.maxLength.',
    { key: ['model'] },
  );
}

export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'];
  const rounded = bytes < 1000 ? bytes : Number(bytes.toPrecision(3)); // 999,999 bytes are 1 MB, and not 1000 kB
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(rounded, 1)) / 3));
  const value = rounded / 1000 ** power;
  return `${power === 0 ? value : value.toPrecision(3)} ${units[power]}`;
}
