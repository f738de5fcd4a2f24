// Deleted runs: moved aside first, so that a deletion is quick and can be taken back, and handed to the system's trash
// when the person has let the chance to undo go by. Where there is no system trash they stay aside.
import { mkdir, readdir, rename } from 'node:fs/promises';
import * as path from 'node:path';
import { LabError } from '../../protocol/labError';
import { TRASH_FOLDER } from '../../protocol/run';
import { exists } from '../editor/onDisk';

export interface TrashedRun {
  /** Where it lies now. */
  folder: string;
  /** Where it came from and goes back to. */
  origin: string;
}

/** Beside the runs folder: `.nlplab/trash` for `.nlplab/runs`. */
const trashOf = (runsFolder: string): string => path.join(path.dirname(runsFolder), TRASH_FOLDER);

export async function moveToTrash(folder: string): Promise<TrashedRun> {
  const trash = trashOf(path.dirname(folder));
  const target = path.join(trash, path.basename(folder));
  try {
    await mkdir(trash, { recursive: true });
    await rename(folder, target);
  } catch (error) {
    throw new LabError(
      'DISK',
      `The run could not be moved to ${trash}: ${reason(error)}`,
      { file: folder },
      { cause: error },
    );
  }
  return { folder: target, origin: folder };
}

export async function restoreFromTrash({ folder, origin }: TrashedRun): Promise<void> {
  if (await exists(origin))
    throw new LabError('DISK', `The run cannot be restored: ${origin} exists again.`, { file: origin });
  try {
    await mkdir(path.dirname(origin), { recursive: true });
    await rename(folder, origin);
  } catch (error) {
    throw new LabError('DISK', `The run could not be restored: ${reason(error)}`, { file: folder }, { cause: error });
  }
}

/** The runs lying aside for a runs folder. */
export async function trashedRuns(runsFolder: string): Promise<TrashedRun[]> {
  const trash = trashOf(runsFolder);
  const names = await readdir(trash, { withFileTypes: true }).catch(() => []);
  return names
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')) // what was cleaned of runs that are there
    .map(({ name }) => ({ folder: path.join(trash, name), origin: path.join(runsFolder, name) }));
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
