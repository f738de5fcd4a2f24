// How many trainings go on side by side, and how many threads each has.

import * as os from 'node:os';
import type { ParsedArguments } from '../arguments';

export const WORKERS_OPTION = {
  workers: {
    value: '<n>',
    help: 'trainings side by side (default: one for each core, as far as there are 2 GB of memory for each)',
  },
} as const;

const BYTES_EACH = 2 * 2 ** 30;

export function workersOf(given: ParsedArguments): { workers: number; threads: number } {
  const cores = os.availableParallelism();
  const fitting = Math.max(1, Math.min(cores, Math.floor(os.freemem() / BYTES_EACH)));
  const workers = given.count('workers', 1) ?? fitting;
  return { workers, threads: Math.max(1, Math.floor(cores / workers)) };
}
