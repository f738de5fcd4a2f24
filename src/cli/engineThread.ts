// Starts the engine's worker for a command, and ends it in good order.

import * as path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { EngineContract } from '../protocol/engine';
import { connectEngine, type EngineThread } from '../protocol/engineThread';
import type { EventListeners } from '../protocol/rpc';
import { portOfWorker } from '../protocol/workerPort';

/** The worker of the bundle: dist/worker.js beside dist/cli.js. What it prints goes to standard error. */
export function startEngineWorker(listeners: EventListeners<EngineContract>): EngineThread {
  const worker = new Worker(path.join(__dirname, 'worker.js'), { name: 'nlp-lab', stdout: true });
  worker.stdout.pipe(process.stderr, { end: false });
  return connectEngine(portOfWorker(worker), listeners);
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
