// How far the training of a fastText classifier is: its figures in the log, its place for a resume, its checkpoints.

import { LabError } from '../../../../protocol/labError';
import { isBetter, type MetricName } from '../../../../protocol/metrics';
import type { Metrics } from '../../../../protocol/run';
import { classifierRate, type ClassifierPlan, type lossSumsOf } from '../../../embeddings/classifier/classifierSteps';
import type { Feeds } from '../../../runtime/session';
import type { RunPlace } from '../../../train/preparedRun';
import { progressAt, progressOf, type Progress } from '../../../train/progress';

interface Followed {
  plan: ClassifierPlan;
  stepsPerEpoch: number;
  /** Words of the training part. */
  tokens: number;
  losses: ReturnType<typeof lossSumsOf>;
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
  /** Logs an epoch, and writes checkpoints unless the last ones were written a moment ago. Only while no thread trains. */
  endEpoch(validation: Metrics | undefined, monitor: MetricName): void;
  /** True when a checkpoint is due because of the time. */
  saveDue(): boolean;
  /** Writes the checkpoint `last`, and the best where it is newer than the one on the disk. Only while no thread trains. */
  save(): void;
  /** Copies the best, unless it is on the disk: what it is in changes from now on. */
  goOn(): void;
  /** Writes the best alone, where it is newer than the one on the disk: for a training that cannot go on. */
  keepBest(): void;
}

/** Checkpoints may take about this share of the time, so that short epochs are not spent on writing. */
const SAVING_SHARE = 0.1;

/** Seconds that may be lost before it is worth writing anything. */
const LEAST_BETWEEN = 1;

export function followFastText(
  place: RunPlace,
  { plan, stepsPerEpoch, tokens, losses, tensors, now }: Followed,
): FastTextFollower {
  const before = place.checkpoint && progressOf(place.checkpoint);
  const progress: Progress = structuredClone(before) ?? progressAt({ step: 0, epoch: 0, time: 0 });
  const started = now() - progress.time;
  let epochStart = { step: progress.step, time: progress.time };
  losses.begin({ sum: progress.lossSum, texts: progress.lossCount }); // of the epoch, to the last bit
  let saved = { seconds: 0, at: now() };
  const speed = (from: { step: number; time: number }): number =>
    Math.round((((progress.step - from.step) / stepsPerEpoch) * tokens) / Math.max(progress.time - from.time, 1e-6));

  const tick = (step: number): void => {
    if (step <= progress.step) return;
    const last = { step: progress.step, time: progress.time, sum: progress.lossSum, texts: progress.lossCount };
    const { sum, texts } = losses.read();
    Object.assign(progress, { step, batch: step - progress.epoch * stepsPerEpoch, time: now() - started });
    Object.assign(progress, { lossSum: sum, lossCount: texts });
    if (texts === last.texts) return;
    const loss = (sum - last.sum) / (texts - last.texts);
    requireFinite(loss);
    place.observe({
      ...{ kind: 'step', step, epoch: progress.epoch + 1, time: progress.time, loss },
      ...{ learningRate: classifierRate(plan, step - 1), gradientNorm: Number.NaN, wordsPerSecond: speed(last) },
    });
    place.follow(progress);
  };
  /** The best so far, where it is not on the disk; without parameters while those of the model are still the same. */
  let best: { progress: Progress; parameters?: Feeds } | undefined;
  const copy = reusedCopy();
  const keepBest = (): void => {
    if (best) place.save(['best'], best.progress, { parameters: best.parameters ?? tensors(), state: {} });
    best = undefined;
  };
  let kept = { step: before?.step, epoch: before?.epoch };
  const save = (): void => {
    const at = now();
    const { step, epoch } = progress;
    const isCurrent = best?.progress.step === step;
    if (!isCurrent) keepBest();
    if (!isCurrent && kept.step === step && kept.epoch === epoch) return;
    place.save(isCurrent ? ['best', 'last'] : ['last'], progress, { parameters: tensors(), state: {} });
    best = undefined;
    kept = { step, epoch };
    saved = { seconds: now() - at, at: now() };
  };
  const isTime = (): boolean => now() - saved.at > Math.max(LEAST_BETWEEN, saved.seconds / SAVING_SHARE);

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
      losses.begin({ sum: 0, texts: 0 });
      const { step, epoch, time, metrics } = progress;
      if (improved) progress.best = { epoch, step, monitor: validation ? `validation.${name}` : name, value };
      place.observe({ kind: 'epoch', step, epoch, time, metrics });
      place.follow(progress);
      if (improved) best = { progress: structuredClone(progress) };
      if (isTime()) save();
      epochStart = { step, time: now() - started };
    },
    saveDue: () => place.checkpointDue() && isTime(),
    goOn: () => void (best && (best.parameters ??= copy(tensors()))),
    save,
    keepBest,
  };
}

/** Copies arrays as they are now, for they go on being trained; into the same memory each time. */
function reusedCopy(): (feeds: Feeds) => Feeds {
  const kept = new Map<string, Feeds[string]>();
  return (feeds) => {
    for (const [name, feed] of Object.entries(feeds)) {
      const copy = kept.get(name);
      if (copy && copy.data.length === feed.data.length) (copy.data as Float32Array).set(feed.data as Float32Array);
      else kept.set(name, { ...feed, data: feed.data.slice() });
    }
    return Object.fromEntries(kept);
  };
}

function requireFinite(figure: number): void {
  if (Number.isFinite(figure)) return;
  throw new LabError('NOT_FINITE', 'The model has become infinite. Lower "model.learningRate", then train again.', {
    key: ['model', 'learningRate'],
  });
}
