// Runs the steps of an embedding: on this thread, or on several. The caller learns now and then how far it is, and may stop
// it between two steps; it may then go on.

import { Worker } from 'node:worker_threads';
import { LabError } from '../../protocol/labError';
import { createRunner, stepsOf, type StepTask } from './stepTask';
import { control, type ThreadCommand, type ThreadData, type ThreadReport } from './threadProgram';

export interface StepTrainer {
  /** The next step; all before it are done whenever nothing runs. */
  readonly step: number;
  readonly steps: number;
  /**
   * Takes the steps before `until` (`done`), or pauses when `pause` says so or the signal is aborted. `pause` is called
   * about every `tickMs`, with a step that is near the current one.
   */
  run(options: RunOptions): Promise<'done' | 'paused'>;
  close(): Promise<void>;
}

interface RunOptions {
  until: number;
  pause(step: number): boolean;
  signal: AbortSignal;
  tickMs?: number;
}

export interface StepTrainerOptions {
  task: StepTask;
  threads: number;
  firstStep: number;
  module: WebAssembly.Module;
  /** The bundled entry of a thread; not needed for one thread. */
  threadFile: string;
}

const TICK_MS = 100;

export function createStepTrainer(options: StepTrainerOptions): StepTrainer {
  return options.threads === 1 ? trainHere(options) : trainOnThreads(options);
}

/** Steps one after the other on this thread, which hears messages every few milliseconds. */
function trainHere({ task, firstStep, module }: StepTrainerOptions): StepTrainer {
  const runner = createRunner(task, 0, module);
  const steps = stepsOf(task);
  let step = firstStep;
  let heard = performance.now();
  return {
    get step() {
      return step;
    },
    steps,
    async run({ until, pause, signal, tickMs = TICK_MS }) {
      let told = performance.now();
      while (step < until) {
        if (signal.aborted) return 'paused';
        runner.run(step++);
        const now = performance.now();
        if (now - heard > 30) {
          await new Promise((resolve) => setImmediate(resolve));
          heard = performance.now();
        }
        if (now - told < tickMs) continue;
        told = now;
        if (pause(step)) return 'paused';
      }
      return 'done';
    },
    async close() {
      await Promise.resolve(runner.close());
    },
  };
}

function trainOnThreads({ task, threads, firstStep, module, threadFile }: StepTrainerOptions): StepTrainer {
  const steps = stepsOf(task);
  const shared = new Int32Array(new SharedArrayBuffer(control.length * 4));
  shared[control.next] = firstStep;
  shared[control.until] = steps;
  const workers = Array.from({ length: threads }, (_, thread) => {
    const workerData: ThreadData = { task, thread, module, control: shared };
    return new Worker(threadFile, { workerData });
  });
  const step = (): number => Math.min(Atomics.load(shared, control.until), Atomics.load(shared, control.next));
  const send = (command: ThreadCommand): void => workers.forEach((worker) => worker.postMessage(command));

  return {
    get step() {
      return step();
    },
    steps,
    async run({ until, pause, signal, tickMs = TICK_MS }) {
      Atomics.store(shared, control.stop, 0);
      Atomics.store(shared, control.until, until);
      const stop = (): void => void Atomics.store(shared, control.stop, 1);
      const rests = workers.map((worker) =>
        restOf(worker).catch((error: unknown) => {
          stop(); // the others shall not go on alone
          throw error;
        }),
      );
      const faults: unknown[] = [];
      const timer = setInterval(() => {
        try {
          if (pause(step())) stop();
        } catch (error) {
          faults.push(error);
          stop();
        }
      }, tickMs);
      signal.addEventListener('abort', stop);
      if (signal.aborted) stop();
      send('go');
      const settled = await Promise.allSettled(rests);
      clearInterval(timer);
      signal.removeEventListener('abort', stop);
      for (const rest of settled) if (rest.status === 'rejected') faults.push(rest.reason);
      if (faults.length > 0) throw faults[0];
      Atomics.store(shared, control.next, step()); // threads that found no step left have counted on
      return step() >= until ? 'done' : 'paused';
    },
    async close() {
      send('end');
      await Promise.all(workers.map(ended));
    },
  };
}

/** Settles when the thread rests; fails with what made it fail, or with `CLOSED` when it died. */
function restOf(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void): void => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      settle();
    };
    const onMessage = (report: ThreadReport): void =>
      finish(() => (report.kind === 'rest' ? resolve() : reject(LabError.fromData(report.failure))));
    const onError = (error: unknown): void => finish(() => reject(LabError.fromData(LabError.toData(error))));
    const onExit = (): void =>
      finish(() => reject(new LabError('CLOSED', 'A training thread has ended unexpectedly.')));
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  });
}

const ended = (worker: Worker): Promise<void> =>
  worker.threadId === -1 ? Promise.resolve() : new Promise((resolve) => void worker.once('exit', () => resolve()));
