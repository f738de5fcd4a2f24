// A child process with all it starts, ended together: by `end()`, and when this process ends for whatever reason, SIGKILL included.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

const GRACE_MS = 4000;
const HAS_GROUPS = process.platform !== 'win32';

/** Waits for a line. An end without one says that whoever held the pipe has died: then the group goes too. */
const KEEPER = `trap '' HUP INT TERM; read -r line || kill -s KILL -- "-$1"`;

function signalGroup(child, signal) {
  if (!HAS_GROUPS) return void spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f']);
  try {
    process.kill(-child.pid, signal);
  } catch {
    // the whole group has ended, or never began
  }
}

/** A shell outside the group that outlives this process just long enough to end the group; `dismiss` lets it go. */
function keep(child) {
  if (!HAS_GROUPS || !child.pid) return { dismiss() {} };
  const args = ['-c', KEEPER, 'keeper', String(child.pid)];
  const keeper = spawn('sh', args, { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  keeper.unref();
  keeper.stdin.unref();
  keeper.stdin.on('error', () => {}); // it has been ended from outside
  return { dismiss: () => keeper.stdin.end('\n') };
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export function startGroup(command, args, options) {
  const child = spawn(command, args, { ...options, detached: HAS_GROUPS });
  const ended = once(child, 'exit').catch(() => []);
  const keeper = keep(child);
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
      keeper.dismiss();
    },
  };
}
