// Runs something that is stopped after a second, or as long as is said. Costs a tenth of a millisecond or more: a thread watches.

import vm from 'node:vm';
import { threadMs } from './threadTime';

const MOST_MS = 1000;

const script = new vm.Script('run()');
const surroundings = vm.createContext({ run: undefined });

/** What `run` gives; undefined where it was stopped. */
export function inTime<Result>(run: () => Result, mostMs = MOST_MS): { value: Result } | undefined {
  let result: { value: Result } | undefined;
  surroundings.run = (): void => {
    result = { value: run() };
  };
  try {
    script.runInContext(surroundings, { timeout: mostMs });
  } catch (error) {
    if (!isTimeout(error)) throw error;
    return undefined;
  }
  return result;
}

/** So many times what is allowed may go by on the clock. */
const MOST_WAITING = 16;

/**
 * As `inTime`, by the processor's time: on a busy machine the clock runs without the process, and `run` is begun anew with more time.
 * It leaves nothing behind where it is stopped.
 */
export function inProcessorTime<Result>(run: () => Result, mostMs = MOST_MS): { value: Result } | undefined {
  for (let allowedMs = mostMs; ; allowedMs *= 2) {
    const began = threadMs();
    const done = inTime(run, allowedMs);
    if (done || threadMs() - began >= mostMs / 2 || allowedMs >= MOST_WAITING * mostMs) return done;
  }
}

/** The error is of the surroundings' own kind, and no `Error` here. */
const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
