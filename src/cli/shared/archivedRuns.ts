// Runs and sweeps that a person names, as one archive.

import path from 'node:path';
import { LabError } from '../../protocol/labError';
import type { ParsedArguments } from '../arguments';
import { withEngine } from '../engineThread';
import { invalidArgument } from '../failure';
import { findRunFolder, isModelFile, type RunLookup, runsFolderOf } from '../findRun';
import { openEngine } from '../openEngine';
import type { Report } from '../report';
import type { ExitCode, Surroundings } from '../surroundings';
import { formatCount } from '../table';
import { findSweepFolder } from './findSweep';

/** All but the last of what was given are runs or sweeps. */
export async function archiveOfRuns(
  given: ParsedArguments,
  report: Report,
  surroundings: Surroundings,
  output: string,
): Promise<ExitCode> {
  const { cwd } = surroundings;
  const runsFolder = runsFolderOf(given, cwd);
  const written = await withEngine(openEngine(surroundings, report), async (client) => {
    const folders = new Set<string>();
    const sweeps = new Set<string>();
    for (const name of given.positionals.slice(0, -1)) {
      const found = await runOrSweep(name, { client, cwd, runsFolder });
      found.runs.forEach((folder) => folders.add(folder));
      if (found.sweep !== undefined) sweeps.add(found.sweep);
    }
    const reply = await client.call('exportRuns', { folders: [...folders], sweeps: [...sweeps], output });
    return { ...reply, runs: [...folders].map((folder) => path.basename(folder)) };
  });
  const { bytes, files, runs } = written;
  report.live('');
  report.record({ path: output, bytes, files, runs });
  if (!report.json)
    report.line(`${output}: ${runs.length === 1 ? '1 run' : `${runs.length} runs`}, ${formatCount(bytes)} bytes`);
  return 0;
}

/** Fails as `findRunFolder` where it is neither. */
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
  const sweep = await findSweepFolder(name, lookup).catch(() => undefined);
  if (sweep === undefined) throw failure;
  const { trials } = await lookup.client.call('sweep', { folder: sweep });
  const ids = trials.flatMap((trial) => trial.runs.map(({ run }) => run)).filter((id) => id !== '');
  return { sweep, runs: [...new Set(ids)].map((id) => path.join(lookup.runsFolder, id)) };
}
