// From what an experiment says of a run to its folder: a folder, an id, the start of exactly one id, or the name of exactly one run; or a
// model's file of another program, which is asked as a run is.

import path from 'node:path';
import { LabError } from '../../protocol/labError';
import { nearestName } from '../../protocol/nearestName';
import { runName, type RunSummary } from '../../protocol/run';
import type { Files } from './files';
import { runIndexOf } from './runIndex';
import { recordPath } from './runRecord';

const NAMED_AT_MOST = 8;

/** fastText's. */
const MODEL_FILE = /\.(bin|ftz)$/i;

export interface RunPlaces {
  /** Where paths start. */
  baseFolder: string;
  /** Where runs are looked for by id and name; left out: nowhere. */
  runsFolder?: string;
}

/** A run's folder, or a model's file. Fails as `namedRunFolder`. */
export function namedRun(files: Files, given: string, places: RunPlaces): string {
  const file = path.resolve(places.baseFolder, given);
  if (MODEL_FILE.test(file) && files.stat(file)?.kind === 'file') return file;
  return namedRunFolder(files, given, places);
}

/** Fails with `NOT_FOUND`, or with `INVALID_EXPERIMENT` where several runs may be meant. */
export function namedRunFolder(files: Files, given: string, { baseFolder, runsFolder }: RunPlaces): string {
  const folder = path.resolve(baseFolder, given);
  const ofId = !/[\\/]/.test(given) && runsFolder !== undefined ? [path.join(runsFolder, given)] : [];
  const found = [folder, ...ofId].find((one) => files.stat(recordPath(one)));
  if (found !== undefined) return found;
  const runs = runsFolder === undefined ? [] : runIndexOf(files, runsFolder).read({ writesNothing: true }).runs;
  for (const isMeant of [
    (run: RunSummary) => run.record.name === given || runName(run) === given,
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
  const nearest = nearestName(
    given,
    runs.flatMap((run) => [run.record.id, run.record.name, runName(run)]),
  );
  throw new LabError(
    'NOT_FOUND',
    nearest === undefined
      ? `There is no run "${given}"; it may have been deleted. Name the id of a run, or its folder.`
      : `There is no run "${given}"; it may have been deleted. Did you mean "${nearest}"?`,
  );
}

function listed(runs: readonly RunSummary[]): string {
  const rest = runs.length - NAMED_AT_MOST;
  const ids = runs.slice(0, NAMED_AT_MOST).map(({ record }) => `"${record.id}"`);
  return ids.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
