// Taking turns on a small file of a run: who changes one holds a lease of its own for milliseconds, also while the run trains.

import { LabError } from '../../protocol/labError';
import type { Files } from './files';
import { acquireLease, type Lease } from './lease';
import { processWorld } from './surroundings';

const TURN_MS = 20;
/** Who holds the turn longer is not changing a small file. */
const MOST_TURNS = 1500;

/** Waits for the lease at `file`. Fails with `BUSY` after half a minute, and with `DISK`. */
export async function turnAt(files: Files, folder: string, file: string): Promise<Lease> {
  for (let turn = 0; ; turn++) {
    try {
      return acquireLease(files, folder, processWorld, file);
    } catch (error) {
      if (!(error instanceof LabError) || error.code !== 'BUSY' || turn >= MOST_TURNS) throw error;
      await new Promise((resolve) => setTimeout(resolve, TURN_MS));
    }
  }
}
