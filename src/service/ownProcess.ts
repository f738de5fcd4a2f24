// The service as a process of whoever started it with `fork`: told what to serve by a message, and over when the other side is.

import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { connectEngine, type StartEngine } from '../protocol/engineThread';
import { LabError } from '../protocol/labError';
import { type ServeReply, type ServeRequest, STOP } from '../protocol/serving';
import { portOfWorker } from '../protocol/workerPort';
import { saveMemory } from './saveMemory';
import { type RunningService, startService } from './startService';

/** dist/worker.js, beside dist/service.js. What it prints goes to standard error, as the log does. */
const workerBeside: StartEngine = (listeners) => {
  const worker = new Worker(path.join(__dirname, 'worker.js'), { name: 'nlp-lab', stdout: true });
  worker.stdout.pipe(process.stderr, { end: false });
  return connectEngine(portOfWorker(worker), listeners);
};

export function serveParent(): void {
  saveMemory();
  let service: Promise<RunningService> | undefined;
  const end = async (): Promise<void> => {
    const running = await service?.catch(() => undefined);
    await running?.stop();
    process.exit();
  };
  const tell = (reply: ServeReply): void => void process.send?.(reply, undefined, undefined, () => undefined);
  process.on('message', (message: ServeRequest | typeof STOP) => {
    if (message === STOP) return void end();
    service = startService({ ...message, startEngine: workerBeside, log: process.stderr });
    service.then(
      ({ address, runs }) => tell({ kind: 'serving', address, runs: [...runs] }),
      (error: unknown) => tell({ kind: 'failed', error: LabError.toData(error) }),
    );
  });
  process.on('disconnect', () => void end());
  // A terminal sends these to the whole group: whoever started this process decides what they mean.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
}
