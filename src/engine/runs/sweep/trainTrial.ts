// The next run of a sweep, from the decision what is tried to the line in its log. Any number of threads, processes and machines may do this
// with one sweep at the same time; whichever of them is killed, its run is found again and gone on with.

import path from 'node:path';
import type { TrainProgress, TrainReply, TrainRequest } from '../../../protocol/engine';
import { LabError, type LabErrorCode } from '../../../protocol/labError';
import { isBetter, metricName } from '../../../protocol/metrics';
import type { RunRecord } from '../../../protocol/run';
import type { TrialBegun, TrialReply, TrialRun } from '../../../protocol/sweep';
import type { Files } from '../../store/files';
import { guardedFiles } from '../../store/guardedFiles';
import { readMetrics } from '../../store/metricsLog';
import { runFiles } from '../../store/runFolder';
import { overridesOf } from '../../tasks/checkSweep';
import { findBegun, resumableRun } from '../findBegun';
import { trainRun, type TrainRunContext } from '../trainRun';
import { openSweep, type OpenSweep } from './openSweep';
import type { Job } from './sweepState';
import { takeJob, tellTrials } from './takeJob';

export interface TrialContext extends Omit<TrainRunContext, 'tell'> {
  tell: (progress: TrainProgress | TrialBegun) => void;
}

/** What says something of the values of a trial, and nothing of the machine. */
const OF_TRIALS: readonly LabErrorCode[] = ['NOT_FINITE', 'NO_MEMORY', 'INVALID_EXPERIMENT'];

/**
 * Trains one run, where there is one to train. Fails as `openSweep` and `takeJob`, and as the training where others would fail likewise; with
 * `CANCELLED` where it was stopped. What was begun is gone on with by the next call.
 */
export async function trainTrial(
  { folder, defaults }: { folder: string } & Pick<TrainRequest, 'defaults'>,
  context: TrialContext,
): Promise<TrialReply> {
  const { files } = context;
  const sweep = openSweep(files, folder);
  const taken = await takeJob(files, sweep, context);
  if (typeof taken === 'string') return { state: taken };
  const { job, lease } = taken;
  try {
    const { trial, number, epochs } = job;
    const values = Object.fromEntries(Object.entries(job.values).map(([key, value]) => [key, JSON.stringify(value)]));
    const seed = sweep.plan.seed + job.seedOffset;
    context.tell({ kind: 'trial', trial, number, epochs, values, seed, ...goneRun(files, sweep, job) });
    const guarded = guardedFiles(files, () => lease.require());
    const ran = await trainJob(sweep, job, { ...context, files: guarded }, defaults);
    await tellTrials(guarded, folder, [{ kind: 'run', time: context.now().toISOString(), ...ran }]);
    return { state: 'ran', ran };
  } finally {
    lease.release();
  }
}

/** The run that was to go on, where its folder was deleted or moved. */
function goneRun(files: Files, { runsFolder }: OpenSweep, { run }: Job): Pick<TrialBegun, 'gone'> {
  return run === undefined || files.stat(path.join(runsFolder, run)) ? {} : { gone: run };
}

async function trainJob(
  sweep: OpenSweep,
  job: Job,
  context: TrialContext,
  defaults: TrainRequest['defaults'],
): Promise<TrialRun> {
  const { trial, number, epochs } = job;
  const failed = (code: LabErrorCode, message: string, record?: RunRecord): TrialRun => ({
    ...{ trial, number, epochs, run: record?.id ?? '', value: Number.NaN, isOver: true },
    ...{ seconds: record?.seconds ?? 0, steps: record?.step ?? 0, failure: { code, message } },
  });
  let reply: TrainReply;
  try {
    reply = await trained(sweep, job, context, defaults);
  } catch (error) {
    const { code, message } = LabError.toData(error);
    if (!OF_TRIALS.includes(code)) throw error;
    return failed(code, message);
  }
  const { folder, record } = reply;
  const { failure } = record;
  if (failure && !OF_TRIALS.includes(failure.code)) throw LabError.fromData(failure);
  if (failure) return failed(failure.code, failure.message, record);
  const value = valueOf(context.files, folder, record, { metric: sweep.plan.metric, epochs });
  const { id: run, seconds, step: steps } = record;
  return { ...{ trial, number, epochs, run, value, seconds, steps }, isOver: record.status === 'completed' };
}

/** Trains the run, or goes on with it, until it has so many epochs; a run that has them is left as it is. */
async function trained(
  sweep: OpenSweep,
  job: Job,
  context: TrialContext,
  defaults: TrainRequest['defaults'],
): Promise<TrainReply> {
  const { files } = context;
  const known = await begunRun(sweep, job, context);
  if (known && (known.record.status === 'completed' || isPaused(known.record, job, sweep))) return known;
  const pausing = new AbortController();
  const reply = await trainRun(
    { ...requestOf(sweep, job), resume: known?.folder, defaults },
    {
      ...{ files, log: context.log, now: context.now, signal: AbortSignal.any([context.signal, pausing.signal]) },
      tell(told) {
        const isThere = told.kind === 'metric' && told.line.kind === 'epoch' && told.line.epoch >= job.epochs;
        if (isThere && job.epochs < sweep.epochs) pausing.abort();
        context.tell(told);
      },
    },
  );
  const { status } = reply.record;
  if (status === 'stopped' && !isPaused(reply.record, job, sweep))
    throw new LabError('CANCELLED', 'The sweep was stopped.');
  return reply;
}

/** Whether a run has the epochs asked for, which are not all. */
const isPaused = ({ epoch }: RunRecord, { epochs }: Job, sweep: OpenSweep): boolean =>
  epochs < sweep.epochs && epoch >= epochs;

function requestOf(
  { id, header, plan, runsFolder }: OpenSweep,
  { trial, number, values, seedOffset }: Job,
): TrainRequest {
  const { experiment, experimentFile, baseFolder } = header;
  return {
    experimentText: JSON.stringify(experiment),
    ...{ experimentFile, baseFolder, runsFolder },
    overrides: [...overridesOf(values), `seed=${plan.seed + seedOffset}`],
    sweep: { id, trial, number },
  };
}

/** The run that was begun for a job; one that cannot be gone on with is removed, as it has nothing that is not trained again. */
async function begunRun(
  sweep: OpenSweep,
  { run, number }: Job,
  context: TrialContext,
): Promise<TrainReply | undefined> {
  const { id, header, runsFolder, trials } = sweep;
  const told = (): Set<string> => new Set(trials().flatMap(({ runs }) => runs.map((each) => each.run)));
  const folder = findBegun(context.files, runsFolder, {
    ...{ run, name: header.name, told },
    isIt: ({ sweep: of }) => of?.id === id && of.number === number,
  });
  return folder === undefined ? undefined : resumableRun(context.files, folder, context.signal);
}

/** The figure by which trials are compared: the best of the epochs so far, or what the record says. */
function valueOf(
  files: Files,
  folder: string,
  record: RunRecord,
  { metric, epochs }: { metric: string; epochs: number },
): number {
  const name = metricName(metric);
  const { lines } = readMetrics(files, path.join(folder, runFiles.metrics));
  const values = lines.flatMap((line) => {
    const value = line.kind === 'epoch' && line.epoch <= epochs ? line.metrics[metric] : undefined;
    return value === undefined ? [] : [value];
  });
  const [first, ...others] = values;
  if (first !== undefined && name !== undefined)
    return others.reduce((best, value) => (isBetter(name, value, best) ? value : best), first);
  const { [metric]: value } = record.metrics;
  if (value !== undefined) return value;
  const there = Object.keys(record.metrics).map((each) => `"${each}"`);
  throw new LabError(
    'INVALID_EXPERIMENT',
    `The run "${record.id}" has no figure "${metric}", by which trials are compared; it has ${there.join(', ')}. Set "sweep.metric" to one of them.`,
    { key: ['sweep', 'metric'] },
  );
}
