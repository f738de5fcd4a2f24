// Work that is done in steps, with pauses in which a stop request is heard and progress is told.

import { LabError } from '../../protocol/labError';
import type { Progress } from '../../protocol/progress';
import type { Training } from '../text/trainers/training';

const PAUSE_EVERY_MS = 50;

export interface StepOptions {
  phase: string;
  progress: (progress: Progress) => void;
  signal: AbortSignal;
}

/** Runs the steps to their end. Fails with `CANCELLED` when a stop was asked for. */
export async function inSteps<T>(steps: Training<T>, { phase, progress, signal }: StepOptions): Promise<T> {
  let pausedMs = performance.now();
  progress({ phase });
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - pausedMs < PAUSE_EVERY_MS) continue;
    progress({ phase, fraction: value });
    await pause(signal);
    pausedMs = performance.now();
  }
}

/** What is made of each item, with pauses in between. Fails with `CANCELLED` when a stop was asked for. */
export async function eachInSteps<T, R>(
  items: readonly T[],
  of: (item: T, index: number) => R,
  signal?: AbortSignal,
): Promise<R[]> {
  const made: R[] = [];
  let pausedMs = performance.now();
  for (const [index, item] of items.entries()) {
    made.push(of(item, index));
    if (performance.now() - pausedMs < PAUSE_EVERY_MS) continue;
    await pause(signal);
    pausedMs = performance.now();
  }
  return made;
}

/** Between two long pieces of work: a stop request is heard. Fails with `CANCELLED`. */
export async function pause(signal?: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (signal?.aborted) throw new LabError('CANCELLED', 'The training was stopped before it began.');
}
