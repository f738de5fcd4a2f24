// Long computations as asynchronous generators: they yield every few milliseconds, so that whoever runs them can tell how far they are,
// let messages through, and stop.

import { LabError } from '../../protocol/labError';
import type { ProjectionProgress } from '../../protocol/projection';

export interface Step {
  phase: ProjectionProgress['phase'];
  /** 0..1 within the phase. */
  fraction: number;
  iteration?: number;
  iterations?: number;
  /** The points where they are now, [points, dimensions]; changed by the next step. */
  positions?: Float64Array | Float32Array;
}

/** Yields often: at least every 50 ms on an ordinary machine. */
export type Computation<T> = AsyncGenerator<Step, T, void>;

/** A part of a longer computation: its steps told as those from `from` to `to`. */
export async function* within<T>(part: Computation<T>, from: number, to: number): Computation<T> {
  for (;;) {
    const { done, value } = await part.next();
    if (done) return value;
    yield { ...value, fraction: from + (to - from) * value.fraction };
  }
}

const MESSAGES_EVERY_MS = 30;

/** Lets messages through between steps. Fails with `CANCELLED` once the signal is aborted. */
export async function run<T>(
  computation: Computation<T>,
  { signal, onStep }: { signal?: AbortSignal; onStep?: (step: Step) => void } = {},
): Promise<T> {
  let last = performance.now();
  for (;;) {
    if (signal?.aborted) {
      await computation.return(undefined as T); // lets it give back what it holds
      throw new LabError('CANCELLED', 'The computation was cancelled.');
    }
    const { done, value } = await computation.next();
    if (done) return value;
    onStep?.(value);
    if (performance.now() - last < MESSAGES_EVERY_MS) continue;
    await new Promise((resolve) => setImmediate(resolve));
    last = performance.now();
  }
}
