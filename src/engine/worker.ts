// The worker thread's entry: protocol in, engine calls, protocol out. It ends by itself once nothing is left to do,
// which is after `shutdown` or when the starting side closes the port; it must never be terminated from outside.

import { parentPort } from 'node:worker_threads';
import { portOfParent } from '../protocol/workerPort';
import { startEngine } from './engine';

const parent = parentPort;
if (parent === null) throw new Error('The engine runs in a worker thread; start it with new Worker(...).');
startEngine(portOfParent(parent), { onShutdown: () => parent.close() });
