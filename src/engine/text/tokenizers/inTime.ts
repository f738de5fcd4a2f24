// Runs something that is stopped after a second, or as long as is said. Costs a tenth of a millisecond or more: a thread watches.

import vm from 'node:vm';

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

/** The error is of the surroundings' own kind, and no `Error` here. */
const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
