// Runs and sweeps that a person names, as one archive.

import * as path from 'node:path';
import type { ParsedArguments } from '../arguments';
import { withEngine } from '../engineThread';
import { runsFolderOf } from '../findRun';
import { openEngine } from '../openEngine';
import type { Report } from '../report';
import type { ExitCode, Surroundings } from '../surroundings';
import { formatCount } from '../table';
import { namedRuns } from './namedRuns';

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
    const { folders, sweeps } = await namedRuns(given.positionals.slice(0, -1), { client, cwd, runsFolder });
    const reply = await client.call('exportRuns', { folders, sweeps, output });
    return { ...reply, runs: folders.map((folder) => path.basename(folder)) };
  });
  const { bytes, files, runs } = written;
  report.live('');
  report.record({ path: output, bytes, files, runs });
  if (!report.json)
    report.line(`${output}: ${runs.length === 1 ? '1 run' : `${runs.length} runs`}, ${formatCount(bytes)} bytes`);
  return 0;
}
