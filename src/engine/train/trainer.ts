// The training loop. It knows no model and no kind of data: a task gives batches and figures, a step makes updates, an
// observer hears what happens, a keeper writes checkpoints. Everything that a later step depends on is in `Progress`, so
// that a run continued from a checkpoint ends in the same bits.

import type { StepOptions } from '../schema/training';
import { LabError } from '../../protocol/labError';
import type { TypedText, WatchLine } from '../../protocol/gradients';
import { isBetter, METRICS } from '../../protocol/metrics';
import type { MetricLine, Metrics } from '../../protocol/run';
import { createSchedule, type ScheduleState } from '../optim/schedules';
import type { RandomMasks } from '../runtime/randomMasks';
import type { Feeds } from '../runtime/session';
import type { Progress } from './progress';
import type { TrainingStep } from './trainingStep';

/** What is trained on, and how it is judged. */
export interface TrainerTask {
  /** Of every epoch, whatever its order. */
  readonly batches: number;
  /**
   * Batch `index` of an epoch; depends on nothing else. `examples` is how many its loss is the mean of, `tokens` how many are read, without
   * padding.
   */
  batch(epoch: number, index: number): { feeds: Feeds; examples: number; tokens?: number };
  /**
   * The feeds of a text that a person typed, as a batch; of tasks that learn from single texts. Fails with `INVALID_ARGUMENT` where nothing can
   * be learned from it.
   */
  typed?(typed: TypedText): Promise<Feeds>;
  /** Validation figures of these parameters, without prefix; undefined where there is no validation part. */
  validate(parameters: Feeds): Promise<Metrics | undefined>;
  /** @param draw counts gradients that were computed, from 0: updates where each has a single batch */
  masks(draw: number): RandomMasks;
}

interface TrainerObserver {
  /** Called after each step and each epoch, in order; throwing stops the training. */
  metric(line: MetricLine): void;
  /** Called before that of a watched step. */
  watched?(line: WatchLine): void;
}

interface Keeper {
  /** Writes a checkpoint of this state; `best` too when it is the best so far. */
  save(names: readonly ('last' | 'best')[], progress: Progress): void;
  /** Called between steps: true when a checkpoint is due because of the time since the last one. */
  due(): boolean;
}

export interface TrainerOptions {
  training: StepOptions;
  task: TrainerTask;
  step: TrainingStep;
  /** As `plannedSteps` says, where it was asked before. */
  steps?: number;
  observer: TrainerObserver;
  keeper: Keeper;
  /** Seconds; only differences matter. */
  now(): number;
  /** Aborted to stop between two steps. */
  signal: AbortSignal;
  /** Where to continue; otherwise from the start. */
  progress?: Progress;
}

export interface TrainerResult {
  status: 'completed' | 'stopped';
  progress: Progress;
}

/** Trains until the last epoch, the end of patience, or a stop. Failures are thrown; checkpoints written stay. */
export async function train(options: TrainerOptions): Promise<TrainerResult> {
  const { training, task, step, steps, observer, keeper, now, signal } = options;
  const { optimizer, epochs, checkpointEverySteps, accumulate, watch } = training;
  const totalSteps = steps ?? plannedSteps(task, training);
  const schedule = createSchedule(training.schedule, {
    learningRate: optimizer.learningRate,
    totalSteps,
    better: METRICS[training.monitor].better,
  });
  const progress: Progress = structuredClone(options.progress) ?? firstProgress(schedule.state());
  schedule.restore(progress.schedule);
  const started = now() - progress.time;

  while (progress.epoch < epochs && !patienceEnded()) {
    const { epoch } = progress;
    const { batches } = task;
    while (progress.batch < batches && progress.step < totalSteps) {
      if (signal.aborted) return stopped();
      const learningRate = schedule.rate(progress.step, epoch);
      const { loss, gradientNorm, examples, tokens, used, seen } = await update(epoch, batches, learningRate);
      progress.step++;
      progress.batch += used;
      progress.lossSum += loss * examples;
      progress.lossCount += examples;
      progress.time = now() - started;
      const position = { step: progress.step, epoch: epoch + 1, time: progress.time };
      if (seen) observer.watched?.({ step: position.step, epoch: position.epoch, ...seen });
      const read = tokens === undefined ? {} : { tokens };
      observer.metric({ kind: 'step', ...position, loss, learningRate, gradientNorm, ...read });
      const everySteps = checkpointEverySteps > 0 && progress.step % checkpointEverySteps === 0;
      if (progress.batch < batches && (everySteps || keeper.due())) keeper.save(['last'], progress);
    }
    const validation = await unlessStopped(() => task.validate(step.parameters())); // a resume will validate
    if (validation === 'stopped') return stopped();
    endEpoch(validation);
  }
  return { status: 'completed', progress };

  /** One update from the next batches, `accumulate` of them or what is left of the epoch. */
  async function update(epoch: number, batches: number, learningRate: number) {
    const used = Math.min(accumulate, batches - progress.batch);
    const isWatched = watch !== undefined && (progress.step === 0 || (progress.step + 1) % watch.every === 0);
    let total = 0;
    let read: number | undefined = 0;
    for (let i = 0; ; i++) {
      const { feeds, examples, tokens } = task.batch(epoch, progress.batch + i);
      const masks = task.masks(progress.step * accumulate + i);
      total += examples;
      read = tokens === undefined || read === undefined ? undefined : read + tokens;
      if (i < used - 1) await step.accumulate(feeds, { step: progress.step + 1, epoch, weight: examples, masks });
      else {
        const inside = isWatched ? await step.watch(feeds, task.masks(progress.step * accumulate + i)) : undefined;
        const norms = isWatched && watch.what.includes('parameters');
        const options = { step: progress.step + 1, epoch, learningRate, weight: examples, masks, norms };
        const { norms: parameters, ...result } = await step.run(feeds, options);
        return {
          ...result,
          examples: total,
          tokens: read,
          used,
          seen: inside && { ...(parameters && { parameters }), ...inside },
        };
      }
    }
  }

  function patienceEnded(): boolean {
    return training.earlyStopping > 0 && progress.epochsWithoutBetter >= training.earlyStopping;
  }

  function stopped(): TrainerResult {
    keeper.save(['last'], progress);
    return { status: 'stopped', progress };
  }

  /** Logs the epoch's figures and writes checkpoints. */
  function endEpoch(validation: Metrics | undefined): void {
    const loss = progress.lossCount > 0 ? progress.lossSum / progress.lossCount : 0;
    const prefixed = Object.entries(validation ?? {}).map(([name, value]) => [`validation.${name}`, value]);
    const metrics: Metrics = { loss, ...Object.fromEntries(prefixed) };
    const name = validation ? training.monitor : 'loss';
    const figure = validation ? validation[name] : loss;
    requireFinite(metrics, progress.epoch + 1);
    schedule.report(figure);
    const { best } = progress;
    const improved = best === null || isBetter(name, figure, best.value);

    Object.assign(progress, { epoch: progress.epoch + 1, batch: 0, lossSum: 0, lossCount: 0, metrics });
    progress.schedule = schedule.state();
    progress.time = now() - started;
    progress.epochsWithoutBetter = improved ? 0 : progress.epochsWithoutBetter + 1;
    const monitor = validation ? `validation.${name}` : name;
    if (improved) progress.best = { epoch: progress.epoch, step: progress.step, monitor, value: figure };
    observer.metric({ kind: 'epoch', step: progress.step, epoch: progress.epoch, time: progress.time, metrics });
    keeper.save(improved ? ['best', 'last'] : ['last'], progress);
  }
}

/** What a stop in the middle of validation leaves. */
export async function unlessStopped<T>(validate: () => Promise<T>): Promise<T | 'stopped'> {
  try {
    return await validate();
  } catch (error) {
    if (error instanceof LabError && error.code === 'CANCELLED') return 'stopped';
    throw error;
  }
}

/** Parameters that give such figures are no checkpoint to keep. */
function requireFinite(metrics: Metrics, epoch: number): void {
  const found = Object.entries(metrics).find(([, value]) => !Number.isFinite(value));
  if (!found) return;
  throw new LabError(
    'NOT_FINITE',
    `The figure ${found[0]} became ${found[1]} in epoch ${epoch}. ` +
      'Lower training.optimizer.learningRate or set training.clipNorm, then train again.',
    { key: ['training', 'optimizer', 'learningRate'] },
  );
}

function firstProgress(schedule: ScheduleState): Progress {
  const start = { step: 0, epoch: 0, batch: 0, time: 0, lossSum: 0, lossCount: 0 };
  return { ...start, schedule, best: null, epochsWithoutBetter: 0, metrics: {} };
}

/** Updates of all epochs together, as far as they are made. Fails with `INVALID_EXPERIMENT` where they cannot be counted exactly. */
export function plannedSteps(
  { batches }: Pick<TrainerTask, 'batches'>,
  { epochs, accumulate, steps: most = 0 }: Pick<StepOptions, 'epochs' | 'accumulate' | 'steps'>,
): number {
  if (most > 0) return most;
  const steps = epochs * Math.ceil(batches / accumulate);
  if (Number.isSafeInteger(steps)) return steps;
  throw new LabError(
    'INVALID_EXPERIMENT',
    `${epochs} epochs of ${batches} batches are more steps than can be counted. Lower training.epochs.`,
    { key: ['training', 'epochs'] },
  );
}
