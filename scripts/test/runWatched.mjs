// Runs one command of a stage as a process group. It may take as long as it moves; once nothing has moved for the limit, or the
// whole run is given up, the group is ended with everything that the command has started.
import { startGroup } from '../host/processGroup.mjs';

const SECONDS = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };

/**
 * @param {string[]} command a program and its arguments
 * @param {object} options
 * @param {number} options.limitMs how long the command may go without moving
 * @param {(moved: () => void, command: { pid: number, spent: () => void }) => () => void} [options.watch] calls `moved` whenever
 * something has moved, and `spent` once the command has taken all it may, until what it returns is called; without it the limit is for the
 * whole command
 * @param {AbortSignal} [options.signal] gives the run up
 * @param {import('node:child_process').SpawnOptions} [options.spawn]
 * @param {{ setTimeout: Function, clearTimeout: Function }} [options.timers]
 * @returns {Promise<'passed' | 'failed' | 'hung' | 'spent' | 'stopped'>} once nothing of the command is left
 */
export async function runWatched([program, ...args], { limitMs, watch, signal, spawn = {}, timers = SECONDS }) {
  const group = startGroup(program, args, spawn);
  group.child.once('error', (error) => console.error(error.message));
  let timer;
  let unwatch;
  let giveUp;
  const cut = new Promise((resolve) => {
    const wait = () => {
      timers.clearTimeout(timer);
      timer = timers.setTimeout(() => resolve('hung'), limitMs);
    };
    giveUp = () => resolve('stopped');
    wait();
    unwatch = watch?.(wait, { pid: group.child.pid, spent: () => resolve('spent') });
    signal?.addEventListener('abort', giveUp);
    if (signal?.aborted) giveUp();
  });
  try {
    const byItself = group.ended.then(() => (group.child.exitCode === 0 ? 'passed' : 'failed'));
    return await Promise.race([byItself, cut]);
  } finally {
    timers.clearTimeout(timer);
    unwatch?.();
    signal?.removeEventListener('abort', giveUp);
    await group.end();
  }
}
