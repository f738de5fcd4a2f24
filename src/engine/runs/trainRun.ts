// A run from its experiment to its last figure: prepares the data, makes or continues the run folder, has the parameters
// found, judges the best ones on the test part. It knows no model. What goes wrong before there is a run is thrown;
// afterwards it is the run's failure, and everything reached so far stays.

import path from 'node:path';
import type { EngineContract, TrainProgress, TrainReply, TrainRequest } from '../../protocol/engine';
import { LabError } from '../../protocol/labError';
import type { Progress as CallProgress } from '../../protocol/progress';
import { metricsOf } from '../../protocol/report';
import type { MetricLine, Metrics, RunRecord } from '../../protocol/run';
import { resolveExperiment } from '../tasks/parseExperiment';
import { taskOf, type Experiment } from '../tasks/tasks';
import type { SessionSettings } from '../runtime/session';
import { openCheckpoint, type Checkpoint } from '../store/checkpoint';
import type { Files } from '../store/files';
import { createRun, runFiles } from '../store/runFolder';
import { readRecord } from '../store/runRecord';
import { readFileText } from '../store/wholeFile';
import type { PreparedRun, RunPlace } from '../train/preparedRun';
import { keepEvaluation } from './evaluations';
import { checkpointOf, openRunKeeper, type RunKeeper } from './runKeeper';
import { progressOf, type Progress } from '../train/progress';

export interface TrainRunContext {
  files: Files;
  tell: (progress: TrainProgress) => void;
  log: (event: EngineContract['events']['log']) => void;
  signal: AbortSignal;
  now(): Date;
}

const MAX_EXPERIMENT_BYTES = 16 * 1024 * 1024;
const MAX_TOKENIZER_BYTES = 256 * 1024 * 1024;

/** Trains a new run, or goes on with one. */
export async function trainRun(request: TrainRequest, context: TrainRunContext): Promise<TrainReply> {
  const start = request.resume === undefined ? newStart(request) : resumedStart(request.resume, context.files);
  const { experiment, baseFolder } = start;
  const { signal, tell } = context;
  const progress = (step: CallProgress): void => tell({ kind: 'phase', ...step });
  const prepared = await taskOf(experiment).prepare({
    ...{ experiment, baseFolder, signal, progress },
    defaults: request.defaults,
  });
  try {
    if (start.checkpoint) requireSameData(start.checkpoint, prepared);
    if (start.notice) context.log({ level: 'warning', message: start.notice });
    if (context.signal.aborted) throw new LabError('CANCELLED', 'The training was stopped before it began.');
    const folder = start.folder ?? makeFolder(request, { experiment, prepared }, context);
    return await trainIn(folder, { experiment, prepared, checkpoint: start.checkpoint, context });
  } finally {
    await prepared.release();
  }
}

interface Start {
  experiment: Experiment;
  baseFolder: string;
  folder?: string;
  checkpoint?: Checkpoint;
  /** What a person should know of the start. */
  notice?: string;
}

function newStart({ experimentText, experimentFile, baseFolder, overrides, defaults }: TrainRequest): Start {
  const experiment = resolveExperiment(experimentText, { file: experimentFile, overrides });
  return { experiment: withDevice(withKiwiModel(experiment, defaults?.kiwiModelFolder), defaults?.device), baseFolder };
}

/** The run keeps the device it was started on, whatever the settings say when it is resumed. */
function withDevice<E extends Experiment>(experiment: E, device: NonNullable<TrainRequest['defaults']>['device']): E {
  if (!('runtime' in experiment)) return experiment; // what knows one device does not name it
  const { runtime } = experiment;
  return { ...experiment, runtime: { ...runtime, device: runtime.device ?? device ?? 'cpu' } };
}

/** The run keeps the folder of the settings, so that it can be asked and resumed from elsewhere. */
function withKiwiModel(experiment: Experiment, folder: string | undefined): Experiment {
  const { tokenizer } = experiment;
  if (!folder || tokenizer.modelFolder !== undefined || !['kiwi', 'file'].includes(tokenizer.type)) return experiment;
  return { ...experiment, tokenizer: { ...tokenizer, modelFolder: folder } };
}

function resumedStart(folder: string, files: Files): Start {
  const { status, baseFolder, name } = readRecord(files, folder);
  if (status === 'completed')
    throw new LabError('INVALID_ARGUMENT', `The run "${name}" is complete: there is nothing to resume.`);
  const file = path.join(folder, runFiles.experiment);
  const experiment = resolveExperiment(readFileText(files, file, MAX_EXPERIMENT_BYTES), { file });
  const { checkpoint, notice } = checkpointOf(files, folder);
  return { experiment: withLettersOf(experiment, files, folder), baseFolder, folder, checkpoint, notice };
}

/** Runs of earlier versions took letters in parts (NFD) for others than composed ones, and go on as they began. */
function withLettersOf(experiment: Experiment, files: Files, folder: string): Experiment {
  const file = path.join(folder, runFiles.tokenizer);
  const { tokenizer } = experiment;
  if (tokenizer.letters !== undefined || !files.stat(file)) return experiment;
  const isComposed = /"type":\s*"NFC"/.test(readFileText(files, file, MAX_TOKENIZER_BYTES));
  return isComposed ? experiment : { ...experiment, tokenizer: { ...tokenizer, letters: 'as-written' } };
}

/** A run goes on bit for bit only with the very data and vocabulary it began with. */
function requireSameData({ state }: Checkpoint, { hashes }: PreparedRun): void {
  for (const [name, hash] of Object.entries(hashes)) {
    if (state.hashes[name] === hash) continue;
    throw new LabError(
      'INVALID_DATA',
      `"${name}" has changed since this run began, so the run cannot be resumed. Restore it, or train a new run.`,
      { file: name },
    );
  }
}

interface Planned {
  experiment: Experiment;
  prepared: PreparedRun;
}

function makeFolder(request: TrainRequest, planned: Planned, { files, now }: TrainRunContext): string {
  const { experiment, prepared } = planned;
  const createdAt = now();
  return createRun(files, request.runsFolder, {
    name: experiment.name,
    createdAt,
    record: (id) => firstRecord(id, createdAt, request, planned),
    documents: {
      [runFiles.experiment]: `${JSON.stringify(experiment, undefined, 2)}\n`,
      ...prepared.documents,
    },
  }).folder;
}

function firstRecord(
  id: string,
  createdAt: Date,
  { experimentFile, baseFolder }: TrainRequest,
  { experiment, prepared }: Planned,
): RunRecord {
  const { settings, parameters, epochs, steps, hashes, labels, notices } = prepared;
  return {
    format: 1,
    id,
    name: experiment.name,
    task: experiment.task,
    abilities: taskOf(experiment).abilities(experiment),
    modelType: experiment.model.type,
    status: 'running',
    createdAt: createdAt.toISOString(),
    seconds: 0,
    seed: experiment.seed,
    parameters,
    device: settings.device,
    threads: settings.threads,
    epochs,
    epoch: 0,
    step: 0,
    ...(steps === undefined ? {} : { steps }),
    metrics: {},
    hashes,
    versions: buildOf(settings),
    labels: [...labels],
    notices: [...notices],
    experimentFile,
    baseFolder,
  };
}

const buildOf = ({ device, threads }: SessionSettings): Record<string, string> => ({
  nlpLab: process.env.NLP_LAB_VERSION ?? 'unknown', // put in by the build
  node: process.versions.node,
  platform: `${process.platform}-${process.arch}`,
  device,
  threads: String(threads),
});

interface Training extends Planned {
  checkpoint?: Checkpoint;
  context: TrainRunContext;
}

async function trainIn(folder: string, training: Training): Promise<TrainReply> {
  const { prepared, checkpoint, context } = training;
  const { settings, hashes } = prepared;
  const { files, tell } = context;
  const build = buildOf(settings);
  const keeper = openRunKeeper({ files, folder, hashes, build, nowMs: () => performance.now() });
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
    const result = await prepared.find(placeOf(keeper, { checkpoint, files, signal: context.signal, observe, follow }));
    progress = result.progress;
    const test = result.status === 'completed' ? await judged(judge(folder, training)) : undefined;
    const status = test ? 'completed' : 'stopped';
    observe({ kind: 'event', step: progress.step, time: progress.time, event: status });
    return { folder, record: keeper.update((old) => ended(old, context.now(), status, result.progress, test ?? {})) };
  } catch (error) {
    const failure = LabError.toData(error);
    const time = progress?.time ?? 0;
    // The disk may be what failed: then the record stays as it is and the run reads as interrupted.
    try {
      observe({ kind: 'event', step: progress?.step ?? 0, time, event: 'failed', detail: failure.message });
      const now = context.now();
      return { folder, record: keeper.update((old) => ({ ...ended(old, now, 'failed', progress, {}), failure })) };
    } catch {
      throw LabError.fromData(failure);
    }
  } finally {
    keeper.close();
  }
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
  place: Pick<RunPlace, 'checkpoint' | 'files' | 'signal' | 'observe' | 'follow'>,
): RunPlace {
  return {
    ...place,
    folder: keeper.folder,
    save(names, progress, content) {
      keeper.save(names, { progress, ...content });
      keeper.update((old) => ({
        ...old,
        ...{ epoch: progress.epoch, step: progress.step, seconds: progress.time },
        metrics: { ...old.metrics, ...progress.metrics },
        best: progress.best ?? old.best,
      }));
    },
    checkpointDue: keeper.due,
  };
}

/** Judges the best parameters on the test part, and keeps the report that views show. */
async function judge(folder: string, { prepared, context }: Training): Promise<Metrics> {
  const { files, tell } = context;
  if (!prepared.judge) return {};
  tell({ kind: 'phase', phase: 'Evaluating' });
  const { checkpoint } = openCheckpoint(files, folder, 'best');
  const part = await prepared.judge(checkpoint.model);
  if (!part) return {};
  const report = part.report(part.judging);
  keepEvaluation(files, folder, report);
  if (!prepared.hasTest) return {};
  return Object.fromEntries(Object.entries(metricsOf(report)).map(([name, value]) => [`test.${name}`, value]));
}
