// A run of a neural model: batches, training steps, checkpoints that a resume continues bit for bit.

import path from 'node:path';
import type { TrainRequest } from '../../protocol/engine';
import { LabError } from '../../protocol/labError';
import { isBetter, METRICS } from '../../protocol/metrics';
import { createRandom } from '../data/random';
import { bind, listParameters, ownRates, parameterCount } from '../nn/parameters';
import { createOptimizer } from '../optim/optimizers';
import { createSchedule } from '../optim/schedules';
import { requireDevice } from '../runtime/device';
import { requireMemory, threadsOf } from '../runtime/machine';
import type { Feeds, SessionSettings } from '../runtime/session';
import { zeros } from '../runtime/tensor';
import type { NamedTensors } from '../store/safetensors';
import type { RuntimeOptions, StepOptions } from '../schema/training';
import { openCheckpoint, type Checkpoint } from '../store/checkpoint';
import { createAveraging } from './averaging';
import { withBase } from './baseParameters';
import { layerRates } from './layerRates';
import { firstSteps } from './firstSteps';
import type { NeuralTask } from './neuralTask';
import { copyStored, drawParameters, feedsOf, storedParameters } from './parameterValues';
import type { PreparedRun, PrepareOptions, RunPlace } from './preparedRun';
import { lastEpochOf, progressOf, type Progress } from './progress';
import { plannedSteps, train, unlessStopped, type TrainerResult, type TrainerTask } from './trainer';
import { rangeTest } from './rangeTest';
import { keepPath } from './trainingPath';
import { createStagedStep, planStages, stagesBytes, type TrainingStage } from './trainingStages';
import { lossOf, type TrainingStep } from './trainingStep';
import type { UpdateOptions } from './update';
import { computeBatch } from './batch/computeBatch';
import { lookInside } from './watch/lookInside';

/** The part of an experiment that gradient steps know. */
export interface NeuralExperiment {
  seed: number;
  training: StepOptions;
  runtime: RuntimeOptions;
}

interface NeuralRunOptions {
  experiment: NeuralExperiment;
  task: NeuralTask;
  settings: SessionSettings;
}

/** Prepares a task and its run. Fails as `prepareTask`, `requireDevice`, `withBase` and `prepareNeuralRun`. */
export async function prepareNeural(
  { experiment, defaults, base }: Pick<PrepareOptions<NeuralExperiment>, 'experiment' | 'defaults' | 'base'>,
  prepareTask: () => Promise<NeuralTask>,
): Promise<PreparedRun> {
  const settings = settingsOf(experiment, defaults);
  await requireDevice(settings); // before minutes of reading, and before there is a run
  const task = await prepareTask();
  const training = { ...experiment.training, ...task.length };
  try {
    return prepareNeuralRun({ experiment: { ...experiment, training }, task: withBase(task, base), settings });
  } catch (error) {
    await task.release();
    throw error;
  }
}

const settingsOf = ({ runtime }: NeuralExperiment, defaults: TrainRequest['defaults']): SessionSettings => ({
  device: runtime.device ?? defaults?.device ?? 'cpu',
  threads: threadsOf(runtime.threads || (defaults?.threads ?? 0)),
});

/** Fails with `NO_MEMORY`, before anything was started. */
function prepareNeuralRun({ experiment, task, settings }: NeuralRunOptions): PreparedRun {
  const { training } = experiment;
  const { labels, hashes, notices, hasTest, documents, parameters, frozen, loss } = task;
  const trainerTask = task.trainerTask(settings);
  const steps = plannedSteps(trainerTask, training);
  const stages = planStages(
    {
      ...{ parameters, frozen, loss, watch: training.watch?.what },
      update: { ...training, rule: createOptimizer(training.optimizer) },
    },
    layerRates(Object.keys(parameters), training, ownRates(parameters)),
    Math.ceil(trainerTask.batches / training.accumulate),
  );
  const stepBytes = stagesBytes(stages, task.largestBatch);
  requireMemory(stepBytes);
  return {
    ...{ settings, labels, hashes, notices, hasTest, documents, stepBytes },
    parameters: parameterCount(parameters),
    epochs: training.epochs,
    steps,
    initial: () => initialParameters(experiment, task),
    find: (place) => trainSteps({ experiment, task, settings, stages, trainerTask, steps }, place),
    judge(model, { quantized = false } = {}) {
      const parameters = feedsOf(model);
      return task.judge(parameters, quantized ? { ...settings, device: 'cpu', quantized: parameters } : settings);
    },
    lossAt: async (model, file) => (await trainerTask.validate(storedParameters(parameters, model, file)))?.loss,
    ...(task.begin ? {} : atOnce({ experiment, task, settings, stages, trainerTask, steps })),
    release: () => task.release(),
  };
}

/** What needs no run: not of tasks that ask other runs first, and keep what they say in a run. */
function atOnce({
  experiment,
  task,
  settings,
  stages,
  trainerTask,
  steps,
}: Training): Pick<PreparedRun, 'rangeTest' | 'lookInside' | 'oneBatch' | 'material' | 'firstSteps'> {
  const { training } = experiment;
  const first = (parameters: Feeds): void => drawFirst(experiment, task, parameters);
  const material = task.material?.bind(task);
  return {
    ...(material && {
      material: () => ({
        ...material(),
        ...{ batches: trainerTask.batches, epochs: training.epochs, steps, frozen: [...(task.frozen ?? [])] },
      }),
    }),
    async firstSteps(options) {
      const step = await createStagedStep(stages, settings, { fill: first }, 0);
      const { better } = METRICS[training.monitor];
      const { learningRate } = training.optimizer;
      const schedule = createSchedule(training.schedule, { learningRate, totalSteps: steps, better });
      try {
        return await firstSteps(step, trainerTask, schedule, options);
      } finally {
        await step.release();
      }
    },
    async rangeTest(options) {
      const step = await createStagedStep(stages, settings, { fill: first }, 0);
      try {
        return {
          ...(await rangeTest(step, trainerTask, options)),
          learningRate: training.optimizer.learningRate,
        };
      } finally {
        await step.release();
      }
    },
    lookInside: (model, batch) =>
      lookInside({
        loss: lossOf(task, bind(task.parameters, 'float32')),
        ...{ task: trainerTask, parameters: feedsOf(model), settings, batch },
      }),
    async oneBatch({ checkpoint, folder, batch }) {
      const initial = {
        fill(parameters: Feeds, state: Feeds): void {
          if (checkpoint) fillFrom(checkpoint, folder ?? '', { parameters, state });
          else drawFirst(experiment, task, parameters);
        },
      };
      const progress = checkpoint && progressOf(checkpoint);
      const epoch = progress?.epoch ?? 0;
      const step = await createStagedStep(stages, settings, initial, progress ? lastEpochOf(progress) : 0, epoch);
      try {
        const computed = await computeBatch({
          ...{ task, trainerTask, training, steps, settings, step, checkpoint, batch },
        });
        return { ...computed, training, specs: task.parameters, update: updateAt(stages, epoch), words: task.words };
      } finally {
        await step.release();
      }
    },
  };
}

/** How a stage of the training updates. */
const updateAt = (stages: readonly TrainingStage[], epoch: number): UpdateOptions =>
  stages.reduce((found, stage) => (stage.fromEpoch <= epoch ? stage : found), stages[0]).plan.problem.update;

/** What a training begins with. */
const drawFirst = ({ seed }: NeuralExperiment, { parameters }: NeuralTask, into: Feeds): void =>
  drawParameters(parameters, into, createRandom({ seed, stream: 'parameters' }).uniform);

function initialParameters(experiment: NeuralExperiment, task: NeuralTask): NamedTensors {
  const drawn = Object.fromEntries(
    listParameters(task.parameters).map(([name, { shape }]) => [name, zeros('float32', shape)] as const),
  );
  drawFirst(experiment, task, drawn);
  return new Map(Object.entries(drawn).map(([name, { shape, data }]) => [name, { shape, data: data as Float32Array }]));
}

interface Training extends NeuralRunOptions {
  stages: TrainingStage[];
  trainerTask: TrainerTask;
  steps: number;
}

async function trainSteps(
  { experiment, task, settings, stages, trainerTask, steps }: Training,
  place: RunPlace,
): Promise<TrainerResult> {
  const { checkpoint, signal } = place;
  await unlessStopped(async () => task.begin?.(place)); // what was stopped there is stopped before its first step
  const initial = {
    fill(parameters: Feeds, state: Feeds): void {
      if (checkpoint) return fillFrom(checkpoint, place.folder, { parameters, state });
      drawFirst(experiment, task, parameters);
    },
  };
  const { training } = experiment;
  const averaging = createAveraging(place.files, place.folder, training.averageCheckpoints);
  const way = keepPath(place.files, place.folder, { places: training.path ?? 0, steps });
  const step = await createStagedStep(stages, settings, initial, checkpoint ? lastEpochOf(progressOf(checkpoint)) : 0);
  try {
    if (!checkpoint) way.after(0, step.parameters());
    const result = await train({
      training,
      step,
      ...{ task: trainerTask, steps },
      observer: {
        metric(line) {
          place.observe(line);
          if (line.kind === 'step') way.after(line.step, step.parameters());
        },
        watched: place.watched,
      },
      keeper: {
        save(names, progress) {
          place.follow(progress);
          requireFinite(step, progress.step);
          if (progress.batch === 0 && progress.epoch > 0) averaging.keep(progress.epoch, step.parameters());
          place.save(names, progress, { parameters: step.parameters(), state: step.state() });
        },
        due: place.checkpointDue,
      },
      now: () => performance.now() / 1000,
      signal,
      progress: checkpoint && progressOf(checkpoint),
    });
    if (result.status === 'completed') way.end(result.progress.step, step.parameters());
    const mean = result.status === 'completed' ? averaging.mean(result.progress.epoch) : undefined;
    return await finished(mean ? await withMean(mean, result.progress) : result);
  } finally {
    await step.release();
  }

  /** The best checkpoint becomes what the task makes of it. */
  async function finished(result: TrainerResult): Promise<TrainerResult> {
    const { finish } = task;
    if (result.status !== 'completed' || !finish) return result;
    const { checkpoint: best } = openCheckpoint(place.files, place.folder, 'best');
    const parameters = await unlessStopped(() => finish(feedsOf(best.model), settings));
    if (parameters === 'stopped') return { ...result, status: 'stopped' };
    place.save(['best'], progressOf(best), { parameters, state: feedsOf(best.optimizer) });
    return result;
  }

  /** The mean becomes the best checkpoint where it is the better one, or where nothing can tell. */
  async function withMean(mean: Feeds, progress: Progress): Promise<TrainerResult> {
    const figures = await unlessStopped(() => trainerTask.validate(mean));
    if (figures === 'stopped') return { status: 'stopped', progress };
    const value = figures?.[training.monitor];
    const { best } = progress;
    const improved = value === undefined || !best || isBetter(training.monitor, value, best.value);
    if (value !== undefined) progress.metrics = { ...progress.metrics, [`averaged.${training.monitor}`]: value };
    if (value !== undefined && best && improved) progress.best = { ...best, value };
    place.follow(progress);
    if (improved) place.save(['best'], progress, { parameters: mean, state: step.state() });
    return { status: 'completed', progress };
  }
}

function fillFrom({ model, optimizer }: Checkpoint, folder: string, into: { parameters: Feeds; state: Feeds }): void {
  copyStored(model, into.parameters, path.join(folder, 'checkpoints', 'last', 'model.safetensors'));
  copyStored(optimizer, into.state, path.join(folder, 'checkpoints', 'last', 'optimizer.safetensors'));
}

/** The gradients of the last step were finite; what it made of them is seen here, before it becomes a checkpoint. */
function requireFinite(step: TrainingStep, number: number): void {
  for (const [name, { data }] of Object.entries({ ...step.parameters(), ...step.state() }))
    if (!(data as Float32Array).every(Number.isFinite))
      throw new LabError(
        'NOT_FINITE',
        `"${name}" is no longer finite after step ${number}. ` +
          'Lower training.optimizer.learningRate, then train again.',
        { key: ['training', 'optimizer', 'learningRate'] },
      );
}
