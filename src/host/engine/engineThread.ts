// Starts the engine's worker threads of the extension.
import { Worker } from 'node:worker_threads';
import { connectEngine, type StartEngine } from '../../protocol/engineThread';
import { portOfWorker } from '../../protocol/workerPort';

/** Makes a starter for threads running `workerFile`; nothing is loaded before the first start. */
export function engineStarter(workerFile: string): StartEngine {
  return (listeners) => connectEngine(portOfWorker(new Worker(workerFile, { name: 'nlp-lab' })), listeners);
}
