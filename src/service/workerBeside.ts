// The engine of a service that is a program of its own: dist/worker.js, beside dist/service.js.

import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { connectEngine, type StartEngine } from '../protocol/engineThread';
import { portOfWorker } from '../protocol/workerPort';

/** What it prints goes to standard error, as the log does. */
export const workerBeside: StartEngine = (listeners) => {
  const worker = new Worker(path.join(__dirname, 'worker.js'), { name: 'nlp-lab', stdout: true });
  worker.stdout.pipe(process.stderr, { end: false });
  return connectEngine(portOfWorker(worker), listeners);
};
