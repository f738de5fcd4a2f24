// What a training thread does: takes the next step and runs it, until a stop is asked for or no step is left. Which step is
// next, and whether to stop, stands in shared memory, so that nothing is said between steps.

import { createRunner, type StepTask } from './stepTask';
import { LabError, type LabErrorData } from '../../protocol/labError';

/** Places in the shared `control`, Int32. */
export const control = { next: 0, stop: 1, until: 2, length: 3 } as const;

export interface ThreadData {
  task: StepTask;
  thread: number;
  module: WebAssembly.Module;
  control: Int32Array;
}

/** A thread is told to go, or to end; it says when it has come to rest. */
export type ThreadCommand = 'go' | 'end';
export type ThreadReport = { kind: 'rest' } | { kind: 'failed'; failure: LabErrorData };

/** Takes steps until none is left or a stop is asked for: every step that was taken is also done. */
export function createThread({ task, thread, module, control: shared }: ThreadData) {
  const runner = createRunner(task, thread, module);
  return {
    go(): ThreadReport {
      try {
        while (Atomics.load(shared, control.stop) === 0) {
          const step = Atomics.add(shared, control.next, 1);
          if (step >= Atomics.load(shared, control.until)) break;
          runner.run(step);
        }
        return { kind: 'rest' };
      } catch (error) {
        Atomics.store(shared, control.stop, 1);
        return { kind: 'failed', failure: LabError.toData(error) };
      }
    },
    end: () => runner.close(),
  };
}
