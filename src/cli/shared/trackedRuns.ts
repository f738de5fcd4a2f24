// Runs and sweeps that a person names, as a folder for a program that tracks experiments.

import type { TrackerName } from '../../protocol/exportedFolder';
import type { ParsedArguments } from '../arguments';
import { withEngine } from '../engineThread';
import { runsFolderOf } from '../findRun';
import { openEngine, showProgress } from '../openEngine';
import type { Report } from '../report';
import type { ExitCode, Surroundings } from '../surroundings';
import { formatCount } from '../table';
import { namedRuns } from './namedRuns';

/** Of many small files the number is told. */
const MOST_LINES = 10;

/** All but the last of what was given are runs or sweeps. */
export async function trackRuns(
  given: ParsedArguments,
  report: Report,
  surroundings: Surroundings,
  { tracker, output }: { tracker: TrackerName; output: string },
): Promise<ExitCode> {
  const { cwd } = surroundings;
  const runsFolder = runsFolderOf(given, cwd);
  const { files, runs } = await withEngine(openEngine(surroundings, report), async (client) => {
    const { folders } = await namedRuns(given.positionals.slice(0, -1), { client, cwd, runsFolder });
    const onProgress = (told: Parameters<typeof showProgress>[1]): void => showProgress(report, told);
    const written = await client.call('exportCurves', { folders, tracker, output }, { onProgress });
    return { ...written, runs: folders.length };
  });
  report.live('');
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  report.record({ path: output, bytes, runs, files });
  if (report.json) return 0;
  if (files.length <= MOST_LINES)
    for (const file of files) report.line(`${file.name}: ${formatCount(file.bytes)} bytes`);
  report.line(
    `${output}: ${runs === 1 ? '1 run' : `${runs} runs`}, ${formatCount(files.length)} files, ${formatCount(bytes)} bytes`,
  );
  return 0;
}
