// One engine worker thread and the client for it. The thread is never terminated from here (that would abort the whole
// process in the middle of an operator): it is asked to end, and ends between two steps.

import { Worker } from 'node:worker_threads';
import type { EngineContract } from '../../protocol/engine';
import { type Client, createClient, type EventListeners, type Port } from '../../protocol/rpc';
import { portOfWorker } from '../../protocol/workerPort';

export interface EngineThread {
  readonly client: Client<EngineContract>;
  /** Settles when the thread has gone, with the reason in words. */
  readonly gone: Promise<string>;
  /** Asks the thread to stop its work and exit. Settles when it has gone; never rejects. */
  end(): Promise<void>;
}

export type StartEngine = (listeners: EventListeners<EngineContract>) => EngineThread;

/** Makes a starter for threads running `workerFile`; nothing is loaded before the first start. */
export function engineStarter(workerFile: string): StartEngine {
  return (listeners) => connect(portOfWorker(new Worker(workerFile, { name: 'nlp-lab' })), listeners);
}

/** The client part, apart from the thread so that tests can use an in-memory port. */
export function connect(port: Port, listeners: EventListeners<EngineContract>): EngineThread {
  let announce: (reason: string) => void = () => undefined;
  const gone = new Promise<string>((resolve) => (announce = resolve));
  const client = createClient<EngineContract>(
    {
      post: port.post,
      onMessage: (listener) => port.onMessage(listener),
      onClose: (listener) =>
        port.onClose((reason) => {
          listener(reason);
          announce(reason);
        }),
    },
    listeners,
  );
  let ending: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    await client.call('shutdown', {}).catch(() => undefined);
    await gone;
  };
  return { client, gone, end: () => (ending ??= end()) };
}
