// Starts the engine's worker for a command, in this process or in one of its own, and ends it in good order.

import { fork } from 'node:child_process';
import * as path from 'node:path';
import { Worker } from 'node:worker_threads';
import { connectEngine, type EngineThread, type StartEngine } from '../protocol/engineThread';
import { FORK_OPTIONS, type Isolation, portOfProcess } from '../protocol/processPort';
import { portOfWorker } from '../protocol/workerPort';

/** The worker of the bundle: dist/worker.js beside dist/cli.js. What it prints goes to standard error. */
const WORKER = path.join(__dirname, 'worker.js');

export const ENGINES: Record<Isolation, StartEngine> = {
  thread(listeners) {
    const worker = new Worker(WORKER, { name: 'nlp-lab', stdout: true });
    worker.stdout.pipe(process.stderr, { end: false });
    return connectEngine(portOfWorker(worker), listeners);
  },
  process(listeners) {
    const stdio = ['ignore', process.stderr, process.stderr, 'ipc'] as const;
    const child = fork(path.join(__dirname, 'engineProcess.js'), [WORKER], { ...FORK_OPTIONS, stdio: [...stdio] });
    return connectEngine(portOfProcess(child), listeners);
  },
};

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
