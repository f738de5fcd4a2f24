// How many trainings go on side by side, and how many threads each has.

import * as os from 'node:os';
import { fittingWorkers, threadsEach } from '../../protocol/workers';
import type { ParsedArguments } from '../arguments';

export const WORKERS_OPTION = {
  workers: {
    value: '<n>',
    help: 'trainings side by side (default: one for each core, as far as there are 2 GB of memory for each)',
  },
} as const;

export function workersOf(given: ParsedArguments): { workers: number; threads: number } {
  const cores = os.availableParallelism();
  const workers = given.count('workers', 1) ?? fittingWorkers({ cores, freeBytes: os.freemem() });
  return { workers, threads: threadsEach(cores, workers) };
}
