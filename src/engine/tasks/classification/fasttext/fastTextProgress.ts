// How far the training of a fastText classifier is: its figures in the log, its place for a resume, its checkpoints.

import { LabError } from '../../../../protocol/labError';
import { isBetter, type MetricName } from '../../../../protocol/metrics';
import type { Metrics } from '../../../../protocol/run';
import { classifierRate, type ClassifierPlan } from '../../../embeddings/classifier/classifierSteps';
import type { Feeds } from '../../../runtime/session';
import type { RunPlace } from '../../../train/preparedRun';
import { progressAt, progressOf, type Progress } from '../../../train/progress';

interface Followed {
  plan: ClassifierPlan;
  stepsPerEpoch: number;
  /** Words of the training part. */
  tokens: number;
  /** Mean loss since the last call. */
  loss(): number | undefined;
  /** Views of all that is learned, for a checkpoint. */
  tensors(): Feeds;
  /** Seconds. */
  now(): number;
}

export interface FastTextFollower {
  /** Where the training is, as of the last tick. */
  readonly progress: Progress;
  /** Logs the figures since the last time; called some ten times a second. Fails with `NOT_FINITE`. */
  tick(step: number): void;
  /** Logs an epoch and writes its checkpoints. Only while no thread trains. */
  endEpoch(validation: Metrics | undefined, monitor: MetricName): void;
  /** True when a checkpoint is due because of the time. */
  saveDue(): boolean;
  /** Writes the checkpoint `last`. Only while no thread trains. */
  save(): void;
}

/** A checkpoint within an epoch may take at most this share of the time. */
const SAVING_SHARE = 0.1;

export function followFastText(
  place: RunPlace,
  { plan, stepsPerEpoch, tokens, loss: meanLoss, tensors, now }: Followed,
): FastTextFollower {
  const before = place.checkpoint && progressOf(place.checkpoint);
  const progress: Progress = structuredClone(before) ?? progressAt({ step: 0, epoch: 0, time: 0 });
  const started = now() - progress.time;
  let epochStart = { step: progress.step, time: progress.time };
  let saved = { seconds: 0, at: now() };
  const speed = (from: { step: number; time: number }): number =>
    Math.round((((progress.step - from.step) / stepsPerEpoch) * tokens) / Math.max(progress.time - from.time, 1e-6));

  const tick = (step: number): void => {
    if (step <= progress.step) return;
    const loss = meanLoss();
    if (loss === undefined) return;
    requireFinite(loss);
    const last = { step: progress.step, time: progress.time };
    progress.lossSum += loss * (step - last.step);
    progress.lossCount += step - last.step;
    Object.assign(progress, { step, batch: step - progress.epoch * stepsPerEpoch, time: now() - started });
    place.observe({
      ...{ kind: 'step', step, epoch: progress.epoch + 1, time: progress.time, loss },
      ...{ learningRate: classifierRate(plan, step - 1), gradientNorm: Number.NaN, wordsPerSecond: speed(last) },
    });
    place.follow(progress);
  };
  const save = (names: readonly ('last' | 'best')[]): void => {
    const at = now();
    place.save(names, progress, { parameters: tensors(), state: {} });
    saved = { seconds: now() - at, at: now() };
  };

  return {
    progress,
    tick,
    endEpoch(validation, monitor) {
      const loss = progress.lossCount > 0 ? progress.lossSum / progress.lossCount : 0;
      const wordsPerSecond = speed(epochStart);
      const figures = Object.entries(validation ?? {}).map(([name, value]) => [`validation.${name}`, value] as const);
      const name = validation ? monitor : 'loss';
      const value = validation ? validation[monitor] : loss;
      requireFinite(value);
      const improved = progress.best === null || isBetter(name, value, progress.best.value);
      progress.metrics = { loss, wordsPerSecond, ...Object.fromEntries(figures) };
      Object.assign(progress, { epoch: progress.epoch + 1, batch: 0, lossSum: 0, lossCount: 0, time: now() - started });
      progress.epochsWithoutBetter = improved ? 0 : progress.epochsWithoutBetter + 1;
      const { step, epoch, time, metrics } = progress;
      if (improved) progress.best = { epoch, step, monitor: validation ? `validation.${name}` : name, value };
      place.observe({ kind: 'epoch', step, epoch, time, metrics });
      place.follow(progress);
      save(improved ? ['best', 'last'] : ['last']);
      epochStart = { step, time: now() - started };
    },
    saveDue: () => place.checkpointDue() && now() - saved.at > saved.seconds / SAVING_SHARE,
    save: () => save(['last']),
  };
}

function requireFinite(figure: number): void {
  if (Number.isFinite(figure)) return;
  throw new LabError('NOT_FINITE', 'The model has become infinite. Lower "model.learningRate", then train again.', {
    key: ['model', 'learningRate'],
  });
}
