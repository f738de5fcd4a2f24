// The lease of a run for as long as it takes: it stays fresh whatever its holder computes.

import { LabError } from '../../protocol/labError';
import type { Files } from '../store/files';
import { startHeartbeat } from '../store/heartbeat';
import { acquireLease, type Lease } from '../store/lease';
import { leaseStateOf, leaseTimes } from '../store/leaseFile';

/**
 * Takes the run's lease and keeps it until `release`. Fails with `BUSY` when another process writes the run. @param file another lease in
 * that folder
 */
export function holdLease(files: Files, folder: string, file?: string): Lease {
  const lease = acquireLease(files, folder, undefined, file);
  const endHeartbeat = startHeartbeat(lease);
  // Where there is no thread for it: validating takes long and writes nothing. What fails here fails again at the next write.
  const heartbeat = setInterval(() => {
    try {
      lease.keep();
    } catch {
      clearInterval(heartbeat);
    }
  }, leaseTimes.refreshMs);
  return {
    ...lease,
    release() {
      clearInterval(heartbeat);
      endHeartbeat();
      lease.release();
    },
  };
}

/** How often a lease is looked at whose writer has gone. */
const LOOK_MS = 200;

/**
 * As `holdLease`, of a run that is there: waits until a writer that was killed a moment ago counts as gone. Fails with `BUSY`,
 * and with `CANCELLED` when a stop was asked for meanwhile.
 */
export async function holdLeaseAgain(files: Files, folder: string, signal: AbortSignal): Promise<Lease> {
  while (leaseStateOf(files, folder) === 'ending') {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    if (signal.aborted) throw new LabError('CANCELLED', 'The training was stopped before it began.');
  }
  return holdLease(files, folder);
}
