// A run that another one names, opened for it.

import path from 'node:path';
import { openChosenCheckpoint } from '../store/checkpoint';
import type { Files } from '../store/files';
import { namedRun, type RunPlaces } from '../store/namedRun';
import type { KnownRun } from '../train/teaching';
import { openRun } from './openRun';

/** Fails as `namedRun` and `openRun`. */
export async function openKnownRun(files: Files, name: string, places: RunPlaces): Promise<KnownRun> {
  const folder = namedRun(files, name, places);
  const run = await openRun(files, folder);
  const { record, teaching, release } = run;
  return { record, folder, bytes: weightBytes(files, folder), ...(teaching && { teaching }), release };
}

/** Of the file that a run was opened from. */
function weightBytes(files: Files, folder: string): number {
  const stat = files.stat(folder);
  if (stat?.kind === 'file') return stat.bytes;
  return files.stat(path.join(openChosenCheckpoint(files, folder).folder, 'model.safetensors'))?.bytes ?? 0;
}
