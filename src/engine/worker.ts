// The worker thread's entry: protocol in, engine calls, protocol out. It ends by itself once nothing is left to do,
// which is after `shutdown` or when the starting side closes the port; it must never be terminated from outside.

import { parentPort, workerData } from 'node:worker_threads';
import { portOfParent, type EngineSurroundings } from '../protocol/workerPort';
import { setPermission } from './custom/permission';
import { startEngine } from './engine';

const parent = parentPort;
if (parent === null) throw new Error('The engine runs in a worker thread; start it with new Worker(...).');
setPermission(!(workerData as EngineSurroundings | undefined)?.isRestricted);
startEngine(portOfParent(parent), { onShutdown: () => parent.close() });
