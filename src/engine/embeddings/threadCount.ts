// How many threads the kernels of words and texts are run on.

import { availableParallelism } from 'node:os';
import { LabError } from '../../protocol/labError';

/** @param wanted 0: one for each core. Fails with `INVALID_EXPERIMENT` for more than there are. */
export function threadsFor(wanted: number): number {
  const cores = availableParallelism();
  if (wanted <= cores) return wanted || cores;
  throw new LabError(
    'INVALID_EXPERIMENT',
    `"model.threads" is ${wanted}, but this machine has ${cores} ${cores === 1 ? 'core' : 'cores'}. Set it to ${cores} or less; 0 takes one thread a core.`,
    { key: ['model', 'threads'] },
  );
}

/** Threads share the number of the next step as an Int32. Fails with `INVALID_EXPERIMENT`. */
export function requireCountable(steps: number): void {
  if (steps <= 0x7fffffff) return;
  throw new LabError(
    'INVALID_EXPERIMENT',
    `This experiment has ${steps} steps; more than 2147483647 cannot be counted. Lower "training.epochs".`,
    { key: ['training', 'epochs'] },
  );
}
