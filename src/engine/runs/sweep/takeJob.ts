// Who trains what: one process after the other looks at the log of a sweep, takes the first run that nobody trains, and asks the search for
// more where there is none. A run is taken by a lease of its own, so that one whose process was killed is taken again.

import { LabError } from '../../../protocol/labError';
import type { SweepLine } from '../../../protocol/sweep';
import type { Files } from '../../store/files';
import { acquireLease, type Lease } from '../../store/lease';
import { leaseStateOf } from '../../store/leaseFile';
import { holdLease } from '../heldLease';
import type { OpenSweep } from './openSweep';
import { appendTrials, deciderLease, jobLease } from './sweepFolder';
import { openJobs, secondsOf, type Job, type TrialState } from './sweepState';

const LOOK_MS = 50;

/** Where so many trials have failed and none has not, the sweep is wrong rather than its trials. */
const MOST_FAILED = 5;

export interface Taken {
  job: Job;
  /** Of the run; whoever took it gives it back. */
  lease: Lease;
}

/** `wait`: all that could be begun depends on what others train. Fails with `CANCELLED`, and as the first trials where all fail. */
export async function takeJob(
  files: Files,
  sweep: OpenSweep,
  { signal, now }: { signal: AbortSignal; now(): Date },
): Promise<Taken | 'wait' | 'done'> {
  for (;;) {
    const found = await deciding(files, sweep.folder, signal, () => decide(files, sweep, now));
    if (found !== 'ending') return found;
    await pause(signal);
  }
}

/** Adds lines to the log. */
export const tellTrials = (files: Files, folder: string, lines: readonly SweepLine[]): Promise<void> =>
  deciding(files, folder, new AbortController().signal, () => appendTrials(files, folder, lines));

/** Runs `decide` while nobody else decides. */
async function deciding<T>(files: Files, folder: string, signal: AbortSignal, decide: () => T): Promise<T> {
  for (;;) {
    let lease: Lease;
    try {
      lease = acquireLease(files, folder, undefined, deciderLease(folder));
    } catch (error) {
      if (!(error instanceof LabError && error.code === 'BUSY')) throw error;
      await pause(signal);
      continue;
    }
    try {
      return decide();
    } finally {
      lease.release();
    }
  }
}

async function pause(signal: AbortSignal): Promise<void> {
  if (signal.aborted) throw new LabError('CANCELLED', 'The sweep was stopped.');
  await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
}

/** `ending`: a run's process was killed a moment ago, and what is to be done next depends on whether it really has gone. */
function decide(files: Files, sweep: OpenSweep, now: () => Date): Taken | 'wait' | 'done' | 'ending' {
  const { folder, plan } = sweep;
  const stateOf = ({ number }: Job) => leaseStateOf(files, folder, undefined, jobLease(folder, number));
  for (;;) {
    const trials = sweep.trials();
    requireSome(trials);
    const open = openJobs(trials, plan.seeds).map((job) => ({ job, state: stateOf(job) }));
    if (open.some(({ state }) => state === 'ending')) return 'ending';
    const free = open.find(({ state }) => state !== 'held');
    if (free) return { job: free.job, lease: holdLease(files, folder, jobLease(folder, free.job.number)) };
    const idle = open.length > 0 ? 'wait' : 'done';
    if (secondsOf(trials) >= plan.seconds) return idle;
    const next = plan.search(trials);
    if (next.kind === 'wait' || next.kind === 'done') return idle;
    appendTrials(files, folder, [lineOf(next, trials.length + 1, now())]);
  }
}

type Begun = Exclude<ReturnType<OpenSweep['plan']['search']>, { kind: 'wait' | 'done' }>;

function lineOf(next: Begun, trial: number, now: Date): SweepLine {
  const time = now.toISOString();
  if (next.kind === 'more') return { ...next, time };
  return { kind: 'trial', time, trial, epochs: next.epochs, values: JSON.stringify(next.values) };
}

function requireSome(trials: readonly TrialState[]): void {
  const failed = trials.filter(({ hasFailed }) => hasFailed);
  if (failed.length < MOST_FAILED || failed.length < trials.length) return;
  const failure = failed.flatMap(({ runs }) => runs.flatMap((run) => run.failure ?? [])).at(-1);
  if (failure)
    throw new LabError(
      failure.code,
      `The first ${failed.length} trials have all failed. The last one: ${failure.message}`,
    );
}
