// Several runs that a person names, and sweeps, of which all runs are meant.

import * as path from 'node:path';
import { LabError } from '../../protocol/labError';
import { runsOfSweep } from '../../protocol/sweep';
import { invalidArgument } from '../failure';
import { findRunFolder, isModelFile, type RunLookup } from '../findRun';
import { findSweepFolder } from './findSweep';

interface NamedRuns {
  /** The folders of the runs, each once. */
  folders: string[];
  /** Those of the sweeps. */
  sweeps: string[];
}

/** Fails as `findRunFolder` where something is neither. */
export async function namedRuns(names: readonly string[], lookup: RunLookup): Promise<NamedRuns> {
  const folders = new Set<string>();
  const sweeps = new Set<string>();
  for (const name of names) {
    const found = await runOrSweep(name, lookup);
    found.runs.forEach((folder) => folders.add(folder));
    if (found.sweep !== undefined) sweeps.add(found.sweep);
  }
  return { folders: [...folders], sweeps: [...sweeps] };
}

async function runOrSweep(name: string, lookup: RunLookup): Promise<{ runs: string[]; sweep?: string }> {
  let failure: unknown;
  try {
    const folder = await findRunFolder(name, lookup);
    if (!isModelFile(folder)) return { runs: [folder] };
    throw invalidArgument(`"${name}" is a model's file, not a run.`);
  } catch (error) {
    if (!(error instanceof LabError) || error.code !== 'NOT_FOUND') throw error;
    failure = error;
  }
  const sweep = await findSweepFolder(name, lookup).catch((error: unknown) => {
    throw error instanceof LabError && error.code === 'NOT_FOUND' ? failure : error;
  });
  const runs = runsOfSweep(await lookup.client.call('sweep', { folder: sweep }));
  return { sweep, runs: runs.map((id) => path.join(lookup.runsFolder, id)) };
}
