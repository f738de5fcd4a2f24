// A run from its experiment to its last figure: prepares the data, makes or continues the run folder, has the parameters
// found, judges the best ones on the test part. It knows no model. What goes wrong before there is a run is thrown;
// afterwards it is the run's failure, and everything reached so far stays.

import path from 'node:path';
import type { EngineContract, TrainProgress, TrainReply, TrainRequest } from '../../protocol/engine';
import { LabError, type LabErrorData } from '../../protocol/labError';
import type { Progress as CallProgress } from '../../protocol/progress';
import { metricsOf, type CurveBlock, type Report } from '../../protocol/report';
import type { MetricLine, Metrics, RunRecord } from '../../protocol/run';
import { taskOf, type Experiment } from '../tasks/tasks';
import { removeQuietly } from '../store/atomicFile';
import { openCheckpoint, recentFolder, summarizeCheckpoints, type Checkpoint } from '../store/checkpoint';
import type { Files } from '../store/files';
import { readRecord } from '../store/runRecord';
import type { BaseParameters, RunPlace } from '../train/preparedRun';
import { askedExperiment } from './askedExperiment';
import { begunExperiment, requireSameData } from './begunRun';
import { holdLeaseAgain } from './heldLease';
import { keepJudged } from './keepJudged';
import { withComparedOptimizers } from './comparedOptimizers';
import { buildOf } from './buildOf';
import { makeFolder, type Planned } from './newRun';
import { checkpointOf, openRunKeeper, type RunKeeper, type RunMarks } from './runKeeper';
import { openKnownRun } from './knownRun';
import { curvesBeside, withCurve } from './learningCurve';
import { tokenizerHashes } from './tokenizerHashes';
import { trainerWithin } from './trainWithin';
import { pause } from '../train/inSteps';
import { progressOf, type Progress } from '../train/progress';

export interface TrainRunContext {
  files: Files;
  tell: (progress: TrainProgress) => void;
  log: (event: EngineContract['events']['log']) => void;
  signal: AbortSignal;
  now(): Date;
}

/** Trains a new run, or goes on with one. */
export async function trainRun(request: TrainRequest, context: TrainRunContext): Promise<TrainReply> {
  const { signal, tell, files } = context;
  const { resume } = request;
  if (resume !== undefined) requireUnfinished(readRecord(files, resume)); // before anything is written there
  const lease = resume === undefined ? undefined : await holdLeaseAgain(files, resume, signal);
  try {
    const start = resume === undefined ? newStart(request, files) : resumedStart(resume, files);
    const { experiment, baseFolder } = start;
    const runs = { baseFolder, runsFolder: runsFolderOf(request) };
    const beside = curvesBeside(files, experiment, runs); // before anything is read
    const progress = (step: CallProgress): void => tell({ kind: 'phase', ...step });
    const prepared = await taskOf(experiment).prepare({
      ...{ experiment, baseFolder, signal, progress, base: start.base?.(), resumed: resume },
      defaults: request.defaults,
      openRun: (name) => openKnownRun(files, name, runs),
    });
    try {
      if (start.checkpoint) requireSameData(start.checkpoint, prepared, otherData);
      if (start.notice) context.log({ level: 'warning', message: start.notice });
      await pause(signal); // planning a model hears nothing
      const named = await tokenizerHashes(experiment, baseFolder);
      const folder = resume ?? makeFolder(context, request, { experiment, prepared, named });
      const keeper = openRunKeeper({ ...{ files, folder, lease }, nowMs: () => performance.now() });
      try {
        const places = { baseFolder, defaults: request.defaults };
        return await trainIn(keeper, { experiment, prepared, checkpoint: start.checkpoint, context, places, beside });
      } finally {
        keeper.close();
      }
    } finally {
      await prepared.release();
    }
  } finally {
    lease?.release();
  }
}

/** Where other runs are: beside the one that is gone on with. */
const runsFolderOf = ({ resume, runsFolder }: TrainRequest): string =>
  resume === undefined ? runsFolder : path.dirname(resume);

interface Start {
  experiment: Experiment;
  baseFolder: string;
  checkpoint?: Checkpoint;
  /** Reads what a new model begins with. */
  base?(): BaseParameters;
  /** What a person should know of the start. */
  notice?: string;
}

function newStart(request: TrainRequest, files: Files): Start {
  const { experiment, base } = askedExperiment(request, files);
  return { experiment: withDevice(experiment, request.defaults?.device), baseFolder: request.baseFolder, base };
}

/** The run keeps the device it was started on, whatever the settings say when it is resumed. */
function withDevice<E extends Experiment>(experiment: E, device: NonNullable<TrainRequest['defaults']>['device']): E {
  if (!('runtime' in experiment)) return experiment; // what knows one device does not name it
  const { runtime } = experiment;
  return { ...experiment, runtime: { ...runtime, device: runtime.device ?? device ?? 'cpu' } };
}

function requireUnfinished({ status, name }: RunRecord): void {
  if (status === 'completed')
    throw new LabError('INVALID_ARGUMENT', `The run "${name}" is complete: there is nothing to resume.`);
}

/** With the lease held: until then another writer may change what is read here. */
function resumedStart(folder: string, files: Files): Start {
  const record = readRecord(files, folder);
  requireUnfinished(record);
  const { baseFolder } = record;
  const experiment = begunExperiment(files, folder);
  return { experiment, baseFolder, ...checkpointOf(files, folder) };
}

/** A run goes on bit for bit only with what it began with. */
const otherData = (name: string): string =>
  `"${name}" has changed since this run began, so the run cannot be resumed. Restore it, or train a new run.`;

interface Training extends Planned {
  checkpoint?: Checkpoint;
  context: TrainRunContext;
  /** Of the request. */
  places: Pick<TrainRequest, 'baseFolder' | 'defaults'>;
  /** Curves of other runs that the report draws. */
  beside: CurveBlock['curves'];
}

/** A report with what further trainings add, where the experiment has some: a learning curve, other optimisers. */
type Extended = (report: Report) => Promise<Report>;

async function trainIn(keeper: RunKeeper, training: Training): Promise<TrainReply> {
  const { prepared, checkpoint, context } = training;
  const { settings, hashes } = prepared;
  const { folder } = keeper;
  const { tell } = context;
  const build = buildOf(settings);
  let progress: Progress | undefined = checkpoint && progressOf(checkpoint);
  const observe = (line: MetricLine): void => {
    keeper.log(line);
    tell({ kind: 'metric', line });
  };
  try {
    const position = { step: progress?.step ?? 0, epoch: progress?.epoch ?? 0 };
    const record = keeper.update((old) => ({
      ...old,
      ...{ status: 'running' as const, endedAt: undefined, failure: undefined, ...position },
      ...{ device: settings.device, threads: settings.threads, versions: build },
    }));
    tell({ kind: 'start', folder, record });
    observe({
      kind: 'event',
      step: position.step,
      time: progress?.time ?? 0,
      event: checkpoint ? 'resumed' : 'started',
    });
    const follow = (now: Progress): void => {
      progress = structuredClone(now);
    };
    const trainWithin = trainerWithin({
      ...{ ...training.places, files: keeper.files, folder, tell },
      train: (request, told) => trainRun(request, { ...context, tell: told }),
    });
    const { experiment, beside } = training;
    const around = { files: keeper.files, folder, trainWithin, experiment };
    const extended: Extended = async (report) => {
      const curved = await withCurve(report, { ...around, record, beside });
      return prepared.lossAt ? withComparedOptimizers(curved, around) : curved; // of others the key changes nothing
    };
    const result = await prepared.find(
      placeOf(keeper, { checkpoint, signal: context.signal, observe, follow, trainWithin }, { hashes, build }),
    );
    progress = result.progress;
    const test = result.status === 'completed' ? await judged(judge(keeper, training, extended)) : undefined;
    const status = test ? 'completed' : 'stopped';
    observe({ kind: 'event', step: progress.step, time: progress.time, event: status });
    const ending = keeper.update((old) => ended(old, context.now(), status, result.progress, test ?? {}));
    if (status === 'completed') removeQuietly(keeper.files, recentFolder(folder)); // a run that may go on needs it
    return { folder, record: ending };
  } catch (error) {
    const failure = withKeptCheckpoint(LabError.toData(keeper.lost() ?? error), keeper);
    const time = progress?.time ?? 0;
    // The disk may be what failed: then the record stays as it is and the run reads as interrupted.
    try {
      observe({ kind: 'event', step: progress?.step ?? 0, time, event: 'failed', detail: failure.message });
      const now = context.now();
      return { folder, record: keeper.update((old) => ({ ...ended(old, now, 'failed', progress, {}), failure })) };
    } catch {
      throw LabError.fromData(failure);
    }
  }
}

/** Says what is left of a run whose numbers are no longer finite, where something is. */
function withKeptCheckpoint(failure: LabErrorData, { files, folder }: RunKeeper): LabErrorData {
  if (failure.code !== 'NOT_FINITE' || summarizeCheckpoints(files, folder).length === 0) return failure;
  return { ...failure, message: failure.message.replace('. ', '. The last good checkpoint was kept. ') };
}

/** Undefined when a stop was asked for meanwhile: resuming the run will then only judge it. */
async function judged(judging: Promise<Metrics>): Promise<Metrics | undefined> {
  try {
    return await judging;
  } catch (error) {
    if (error instanceof LabError && error.code === 'CANCELLED') return undefined;
    throw error;
  }
}

function ended(
  record: RunRecord,
  now: Date,
  status: RunRecord['status'],
  progress: Progress | undefined,
  test: Metrics,
): RunRecord {
  return {
    ...record,
    status,
    endedAt: now.toISOString(),
    seconds: progress?.time ?? record.seconds,
    epoch: progress?.epoch ?? record.epoch,
    step: progress?.step ?? record.step,
    metrics: { ...record.metrics, ...progress?.metrics, ...test },
    best: progress?.best ?? record.best,
  };
}

function placeOf(
  keeper: RunKeeper,
  place: Pick<RunPlace, 'checkpoint' | 'signal' | 'observe' | 'follow' | 'trainWithin'>,
  marks: RunMarks,
): RunPlace {
  const { folder, files } = keeper;
  return {
    ...place,
    ...{ folder, files },
    save(names, progress, content) {
      keeper.save(names, { progress, ...content, ...marks });
      keeper.update((old) => ({
        ...old,
        ...{ epoch: progress.epoch, step: progress.step, seconds: progress.time },
        metrics: { ...old.metrics, ...progress.metrics },
        best: progress.best ?? old.best,
      }));
    },
    watched: keeper.logWatched,
    checkpointDue: keeper.due,
  };
}

/** Judges the best parameters on the test part, and keeps the report that views show. */
async function judge(
  { folder, files }: RunKeeper,
  { prepared, context }: Training,
  extended: Extended,
): Promise<Metrics> {
  if (!prepared.judge) return {};
  context.tell({ kind: 'phase', phase: 'Evaluating' });
  const { checkpoint } = openCheckpoint(files, folder, 'best');
  const part = await prepared.judge(checkpoint.model);
  if (!part) return {};
  const report = await extended(part.report(part.judging));
  await keepJudged(files, folder, part, report);
  if (!prepared.hasTest) return {};
  return Object.fromEntries(Object.entries(metricsOf(report)).map(([name, value]) => [`test.${name}`, value]));
}
