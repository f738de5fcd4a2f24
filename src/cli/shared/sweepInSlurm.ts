// A sweep whose runs are trained by tasks of a Slurm job: it is submitted here, and followed by what the tasks write.

import * as path from 'node:path';
import { LabError } from '../../protocol/labError';
import type { SweepSummary, TrialRun } from '../../protocol/sweep';
import { withEngine } from '../engineThread';
import { openEngine } from '../openEngine';
import type { Report } from '../report';
import type { Surroundings } from '../surroundings';
import { cancelInSlurm, isInSlurm, submitToSlurm } from './slurm';

export interface InSlurm {
  /** Of the sweep, as it is now. */
  sweep: SweepSummary;
  workers: number;
  /** Of sbatch. */
  options: readonly string[];
  /** Not followed: it is left to itself. */
  isDetached: boolean;
  report: Report;
  surroundings: Surroundings;
  /** Told of each run as it ends. */
  ended(ran: TrialRun, values: Record<string, string>): void;
}

/** How often it is looked what the tasks have written. */
const LOOK_MS = 2000;

/**
 * Settles when the sweep is complete, or is left to itself. Fails with `CANCELLED` where it was stopped, which cancels the job; as
 * `submitToSlurm`; and with `CLOSED` where the job has ended before.
 */
export async function sweepInSlurm(asked: InSlurm): Promise<void> {
  const { sweep, workers, options, isDetached, report, surroundings } = asked;
  const { folder } = sweep;
  const job = await submitToSlurm({ folder, cwd: surroundings.cwd, workers, options });
  report.record({ event: 'slurm', job, workers });
  report.line(
    `Slurm job ${job} with ${workers} ${workers === 1 ? 'task' : 'tasks'}; its logs are beside ${path.join(folder, 'slurm.sh')}`,
  );
  if (isDetached) return;
  const calls = openEngine({ ...surroundings, stop: new AbortController().signal }, report);
  await withEngine(calls, async (client) => {
    let before = sweep;
    for (;;) {
      const isThere = await isInSlurm(job); // before the log is read: what an ended task has written is in it
      const now = await client.call('sweep', { folder });
      tellNew(before, now, asked.ended);
      if (now.isComplete) return;
      if (!isThere)
        throw new LabError(
          'CLOSED',
          `The Slurm job ${job} has ended before the sweep was complete. Its logs say why: ${path.join(folder, `slurm-${job}_*.log`)}`,
        );
      before = now;
      await untilNextLook(surroundings.stop);
      if (!surroundings.stop.aborted) continue;
      await cancelInSlurm(job);
      throw new LabError('CANCELLED', 'The Slurm job was cancelled.');
    }
  });
}

function tellNew(before: SweepSummary, now: SweepSummary, tell: InSlurm['ended']): void {
  const mark = ({ number, epochs }: TrialRun): string => `${number} ${epochs}`;
  const known = new Set(before.trials.flatMap(({ runs }) => runs.map(mark)));
  for (const { runs, values } of now.trials) for (const run of runs) if (!known.has(mark(run))) tell(run, values);
}

const untilNextLook = (stop: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      clearTimeout(timer);
      stop.removeEventListener('abort', look);
      resolve();
    };
    const timer = setTimeout(look, stop.aborted ? 0 : LOOK_MS);
    stop.addEventListener('abort', look);
  });
