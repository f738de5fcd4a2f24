// Starts the engine's worker for a command and ends it in good order. The worker is never terminated from here: that
// would abort the whole process in the middle of an operator.

import * as path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { EngineContract } from '../protocol/engine';
import { createClient, type EventListeners, type Port } from '../protocol/rpc';
import { portOfWorker } from '../protocol/workerPort';
import type { EngineThread } from './surroundings';

/** The worker of the bundle: dist/worker.js beside dist/cli.js. What it prints goes to standard error. */
export function startEngineWorker(listeners: EventListeners<EngineContract>): EngineThread {
  const worker = new Worker(path.join(__dirname, 'worker.js'), { name: 'nlp-lab', stdout: true });
  worker.stdout.pipe(process.stderr, { end: false });
  return connectEngine(portOfWorker(worker), listeners);
}

/** The part that knows no thread. */
export function connectEngine(port: Port, listeners: EventListeners<EngineContract>): EngineThread {
  let announce: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => (announce = resolve));
  const client = createClient<EngineContract>(
    {
      post: (message, transfer) => port.post(message, transfer),
      onMessage: (listener) => port.onMessage(listener),
      onClose: (listener) =>
        port.onClose((reason) => {
          listener(reason);
          announce();
        }),
    },
    listeners,
  );
  const end = async (): Promise<void> => {
    await client.call('shutdown', {}).catch(() => undefined);
    await gone;
  };
  return { client, end };
}

/** Runs `body` with an engine and ends the engine whatever happens. */
export async function withEngine<T>(
  engine: EngineThread,
  body: (client: EngineThread['client']) => Promise<T>,
): Promise<T> {
  try {
    return await body(engine.client);
  } finally {
    await engine.end();
  }
}
