// The entry of the thread that touches a lease (`dist/heartbeatThread.js`) until it is told to end or the lease is another's.

import { parentPort, workerData } from 'node:worker_threads';
import type { HeartbeatData } from './heartbeat';
import { nonceOf } from './leaseFile';
import { nodeFiles } from './nodeFiles';

const port = parentPort;
if (port === null) throw new Error('The thread of a lease is started by its holder.');
const { file, nonce, everyMs } = workerData as HeartbeatData;
const end = (): void => {
  clearInterval(timer);
  port.close();
};
const timer = setInterval(() => {
  try {
    if (nonceOf(nodeFiles, file) === nonce) nodeFiles.touch(file, Date.now());
    else end();
  } catch {
    // the disk may be slow to come back; the holder hears of it when it writes
  }
}, everyMs);
port.on('message', end);
