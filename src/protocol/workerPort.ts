// Ports over worker threads, written against the few members used so that nothing is imported. A worker is never
// terminated from outside: terminating during an ONNX Runtime call aborts the whole process. To end one, call
// `shutdown` (see EngineContract): the worker stops its work between two steps, releases its sessions and exits.

import type { Port } from './rpc';

interface ThreadEndpoint {
  postMessage(message: unknown, transfer?: readonly ArrayBuffer[]): void;
  on(event: string, listener: (value: unknown) => void): unknown;
}

/** What a worker is told when it is started. */
export interface EngineSurroundings {
  /** The folder is not trusted: no code that people wrote is run until `allowPersonCode` is called. */
  isRestricted?: boolean;
}

/** The port of the starting side: `new Worker(...)`. Closes when the worker exits or dies. */
export function portOfWorker(worker: ThreadEndpoint): Port {
  return {
    post: (message, transfer) => worker.postMessage(message, transfer ?? []),
    onMessage: (listener) => void worker.on('message', listener),
    onClose(listener) {
      let reason = 'The engine has ended.';
      worker.on('error', (error) => {
        reason = `The engine failed: ${error instanceof Error ? error.message : String(error)}`;
      });
      worker.on('exit', () => listener(reason));
    },
  };
}

/** The port of the worker's side: `parentPort`. Closes when the starting side has gone. */
export function portOfParent(parent: ThreadEndpoint): Port {
  return {
    post: (message, transfer) => parent.postMessage(message, transfer ?? []),
    onMessage: (listener) => void parent.on('message', listener),
    onClose: (listener) => void parent.on('close', () => listener('The other side has gone.')),
  };
}
