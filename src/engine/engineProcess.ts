// A process around the engine: it starts the worker that it is given in a thread of its own and passes messages on, both ways. Its
// main thread computes nothing, so that it hears of the starting side's end whatever the worker does.

import { Worker } from 'node:worker_threads';
import { endWithStarter, GONE, type GoneMessage, SHUTDOWN } from '../protocol/processPort';

const [, , workerFile] = process.argv;
if (!process.send || workerFile === undefined)
  throw new Error('The engine starts this process, with the file of its worker.');

const worker = new Worker(workerFile, { name: 'nlp-lab' });
let reason = 'The engine has ended.';

/** `whenSent` is called whether it could be sent or not. */
function send(message: unknown, whenSent: () => void = () => undefined): void {
  process.send?.(message, undefined, undefined, whenSent);
}

process.on('message', (message) => worker.postMessage(message));
worker.on('message', send);
worker.on(
  'error',
  (error) => (reason = `The engine failed: ${error instanceof Error ? error.message : String(error)}`),
);
worker.on('exit', () => send({ kind: GONE, reason } satisfies GoneMessage, () => process.exit()));
endWithStarter(process, () => worker.postMessage(SHUTDOWN));
// A terminal sends these to the whole group: whoever started this process decides what they mean.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
