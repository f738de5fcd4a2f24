// The entry of a training thread (`dist/embeddingThread.js`).

import { parentPort, workerData } from 'node:worker_threads';
import { createThread, type ThreadCommand, type ThreadData } from './threadProgram';

const port = parentPort;
if (port === null) throw new Error('A training thread is started by the trainer of embeddings.');
const thread = createThread(workerData as ThreadData);
port.on('message', (command: ThreadCommand) => {
  if (command === 'go') port.postMessage(thread.go());
  else {
    thread.end();
    port.close();
  }
});
