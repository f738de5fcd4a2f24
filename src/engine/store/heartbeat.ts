// Keeps a lease fresh whatever its holder computes: a small thread touches the file.

import fs from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Lease } from './lease';
import { leaseTimes } from './leaseFile';

/** What the thread is given. */
export interface HeartbeatData {
  file: string;
  nonce: string;
  everyMs: number;
}

/**
 * Begins to touch the lease; call what is returned to end it. @param threadFile the bundled entry of the thread; beside the
 * engine's own bundle when left out. Without one, and where no thread can be had, the holder's own `keep` is all there is.
 */
export function startHeartbeat(
  { file, nonce }: Pick<Lease, 'file' | 'nonce'>,
  threadFile = path.join(__dirname, 'heartbeatThread.js'),
  everyMs: number = leaseTimes.refreshMs,
): () => void {
  if (!fs.existsSync(threadFile)) return () => undefined;
  const workerData: HeartbeatData = { file, nonce, everyMs };
  const thread = new Worker(threadFile, { workerData, name: 'nlp-lab heartbeat' });
  thread.unref();
  thread.on('error', () => undefined);
  return () => thread.postMessage('end');
}
