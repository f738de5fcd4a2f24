// From what an experiment says of a run to its folder: a folder, an id, the start of exactly one id, or the name of exactly one run; or a
// model's file of another program, which is asked as a run is.

import path from 'node:path';
import { LabError } from '../../protocol/labError';
import type { RunSummary } from '../../protocol/run';
import type { Files } from './files';
import { listRuns } from './runFolder';
import { recordPath } from './runRecord';

const NAMED_AT_MOST = 8;

/** fastText's. */
const MODEL_FILE = /\.(bin|ftz)$/i;

/** Fails with `NOT_FOUND`, or with `INVALID_EXPERIMENT` where several runs may be meant. @param places where paths start, and where runs are */
export function namedRun(
  files: Files,
  given: string,
  { baseFolder, runsFolder }: { baseFolder: string; runsFolder: string },
): string {
  const folder = path.resolve(baseFolder, given);
  if (files.stat(recordPath(folder))) return folder;
  if (MODEL_FILE.test(folder) && files.stat(folder)?.kind === 'file') return folder;
  const runs = listRuns(files, runsFolder);
  for (const isMeant of [
    ({ record }: RunSummary) => record.id === given,
    ({ record }: RunSummary) => record.name === given,
    ({ record }: RunSummary) => record.id.startsWith(given),
  ]) {
    const meant = runs.filter(isMeant);
    if (meant.length === 1) return meant[0].folder;
    if (meant.length > 1)
      throw new LabError(
        'INVALID_EXPERIMENT',
        `"${given}" may be ${meant.length} runs: ${listed(meant)}. Name the one that is meant by its id.`,
      );
  }
  const known = runs.length === 0 ? 'There are no runs yet.' : `There are ${listed(runs)}.`;
  throw new LabError('NOT_FOUND', `There is no run "${given}". ${known}`, { file: runsFolder });
}

function listed(runs: readonly RunSummary[]): string {
  const rest = runs.length - NAMED_AT_MOST;
  const ids = runs.slice(0, NAMED_AT_MOST).map(({ record }) => `"${record.id}"`);
  return ids.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
