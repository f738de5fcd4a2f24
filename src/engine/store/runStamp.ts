// Size and time of change of what a run is read from: as long as they are the same, so is the run.

import path from 'node:path';
import type { Files } from './files';

/** Empty where there is none. */
export function fileStamp(files: Files, file: string): string {
  const stat = files.stat(file);
  return stat ? `${stat.modifiedMs}:${stat.bytes}` : '';
}

/** In the folder of a run. */
export const CHECKPOINTS = 'checkpoints';

/** Of both folders of a run in which files come and go. A folder's time tells of what comes, goes or takes another's place in it. */
export const folderStamps = (files: Files, runFolder: string): string =>
  [runFolder, path.join(runFolder, CHECKPOINTS)].map((folder) => fileStamp(files, folder)).join(' ');

/** The same, of a stamp that begins with the run's folder and ends with its checkpoints. */
export function folderStampsIn(stamp: string): string {
  const parts = stamp.split(' ');
  return `${parts[0]} ${parts[parts.length - 1]}`;
}
