// A child process with all it starts, ended together: by `end()`, and when this process ends for whatever reason but SIGKILL.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const GRACE_MS = 4000;

const running = new Set();

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // the whole group has ended
  }
}

process.on('exit', () => {
  for (const child of running) signalGroup(child, 'SIGKILL');
});

/**
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export function startGroup(command, args, options) {
  const child = spawn(command, args, { ...options, detached: true });
  running.add(child);
  const ended = once(child, 'exit').catch(() => []);
  return {
    child,
    /** Resolves when the child itself has ended. */
    ended,
    /** Asks the whole group to end, and after a grace makes it. */
    async end() {
      signalGroup(child, 'SIGTERM');
      const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS);
      if (child.exitCode === null && child.signalCode === null) await ended;
      clearTimeout(timer);
      signalGroup(child, 'SIGKILL'); // grandchildren that outlived it
      running.delete(child);
    },
  };
}
