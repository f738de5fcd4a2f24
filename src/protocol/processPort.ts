// Ports over a child process that runs the engine's worker (src/engine/engineProcess.ts), written against the few members used so
// that nothing is imported. What is sent is copied: a process shares no memory with another.

import type { Port } from './rpc';

/** Where the engine runs: in a thread of the starting process, or in a process of its own, whose crash harms nobody else. */
export const ISOLATIONS = ['thread', 'process'] as const;
export type Isolation = (typeof ISOLATIONS)[number];

/** The last message of such a process: why its worker has ended. */
export interface GoneMessage {
  kind: typeof GONE;
  reason: string;
}
export const GONE = 'gone';

/** A call without a caller: the worker stops between two steps, releases what it holds, and ends. */
export const SHUTDOWN = { kind: 'call', id: -1, name: 'shutdown', request: {} } as const;

/** How such a process is to be started with `child_process.fork`: large arrays cross as they are, and no debugger is inherited. */
export const FORK_OPTIONS = { serialization: 'advanced', execArgv: [] as string[] } as const;

/** How long a process may take to leave its step and write what it has, once whoever started it has gone. */
const ALONE_MS = 1500;

interface StartedProcess {
  readonly pid: number;
  on(event: 'disconnect', listener: () => void): unknown;
  kill(pid: number, signal: 'SIGKILL'): unknown;
}

/**
 * In a process that was started with `child_process.fork`, in a thread that computes nothing: calls `leave` when whoever started it has
 * gone, and ends the process a little later, whatever its other threads are at. Not with `process.exit`: that ends threads, and ending one
 * inside an operator aborts with a core dump.
 */
export function endWithStarter(self: StartedProcess, leave: () => void): void {
  self.on('disconnect', () => {
    setTimeout(() => self.kill(self.pid, 'SIGKILL'), ALONE_MS).unref();
    leave();
  });
}

interface ProcessEndpoint {
  readonly pid?: number;
  send(message: never, handle: undefined, options: undefined, whenSent: () => void): boolean;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'close', listener: (code: number | null, signal: string | null) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  kill(signal: 'SIGKILL'): unknown;
}

const isGone = (message: unknown): message is GoneMessage =>
  typeof message === 'object' && message !== null && (message as GoneMessage).kind === GONE;

/** The port of the starting side. Closes when the process has ended and all it sent has arrived, or when it could not be started. */
export function portOfProcess(child: ProcessEndpoint): Port {
  let reason: string | undefined;
  return {
    post: (message) => void child.send(message as never, undefined, undefined, () => undefined),
    onMessage: (listener) =>
      void child.on('message', (message) => (isGone(message) ? (reason = message.reason) : listener(message))),
    onClose(listener) {
      child.on('error', (error) => {
        reason ??= `The engine's process failed: ${error.message}`;
        if (child.pid === undefined) listener(reason); // it was never started, and closes no more
      });
      child.on('close', (code, signal) => {
        reason ??=
          signal === null
            ? `The engine's process ended unexpectedly, with exit code ${code}.`
            : `The engine's process ended unexpectedly, by the signal ${signal}.`;
        listener(reason);
      });
    },
    kill() {
      reason ??= 'The engine did not stop when it was asked to, and its process was ended.';
      child.kill('SIGKILL');
    },
  };
}
