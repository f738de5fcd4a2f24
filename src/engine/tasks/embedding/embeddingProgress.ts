// How far an embedding is: its figures in the log, its place for a resume, its checkpoints.

import { LabError } from '../../../protocol/labError';
import type { Metrics } from '../../../protocol/run';
import type { Trainee } from './embeddingTrainee';
import type { RunPlace } from '../../train/preparedRun';
import { progressOf } from '../../train/progress';
import type { Progress } from '../../train/progress';

export interface EmbeddingFollower {
  /** Logs the figures since the last time; called some ten times a second. */
  tick(step: number): void;
  /** Logs an epoch: the number of epochs done. */
  endEpoch(epochs: number): void;
  /** True when a checkpoint is due. */
  saveDue(): boolean;
  /** Writes the checkpoint `last`. Only while no thread trains. */
  save(step: number): void;
  progress(step: number): Progress;
}

/** A checkpoint may take at most this share of the time. */
const SAVING_SHARE = 0.1;

export function followEmbedding(
  place: RunPlace,
  trainee: Pick<Trainee, 'stepsPerEpoch' | 'unitsPerEpoch' | 'learningRate' | 'loss' | 'pairs' | 'tensors'> & {
    epochs: number;
    /** Seconds. */
    now(): number;
  },
): EmbeddingFollower {
  const { stepsPerEpoch, unitsPerEpoch, now } = trainee;
  const before = place.checkpoint && progressOf(place.checkpoint);
  const started = now() - (before?.time ?? 0);
  let measured: Metrics = before?.metrics ?? {};
  // Where earlier versions began, nobody knows how many there were.
  const pairsBefore = before ? before.metrics.pairs : 0;
  const metricsNow = (): Metrics =>
    pairsBefore === undefined ? measured : { ...measured, pairs: pairsBefore + trainee.pairs() };
  let logged = { step: before?.step ?? 0, time: before?.time ?? 0 };
  const epoch = {
    lossSum: before?.lossSum ?? 0,
    lossCount: before?.lossCount ?? 0,
    time: logged.time,
    step: logged.step,
  };
  let save = { seconds: 0, at: now() };
  const unitsBetween = (from: number, to: number): number => ((to - from) / stepsPerEpoch) * unitsPerEpoch;

  const progressAt = (step: number): Progress => ({
    ...{ step, epoch: Math.floor(step / stepsPerEpoch), batch: step % stepsPerEpoch, time: now() - started },
    ...{
      lossSum: epoch.lossSum,
      lossCount: epoch.lossCount,
      best: null,
      epochsWithoutBetter: 0,
      metrics: metricsNow(),
    },
    schedule: { factor: 1, best: null, waited: 0 },
  });

  const tick = (step: number): void => {
    if (step <= logged.step) return;
    const loss = trainee.loss();
    if (loss === undefined) return;
    requireFinite(loss);
    const time = now() - started;
    epoch.lossSum += loss * (step - logged.step);
    epoch.lossCount += step - logged.step;
    place.observe({
      ...{ kind: 'step', step, epoch: Math.floor((step - 1) / stepsPerEpoch) + 1, time, loss },
      ...{ learningRate: trainee.learningRate(step - 1), gradientNorm: Number.NaN },
      wordsPerSecond: Math.round(unitsBetween(logged.step, step) / Math.max(time - logged.time, 1e-6)),
    });
    logged = { step, time };
    place.follow(progressAt(step));
  };

  return {
    tick,
    endEpoch(epochs) {
      const step = epochs * stepsPerEpoch;
      tick(step);
      const time = now() - started;
      const wordsPerSecond = Math.round(unitsBetween(epoch.step, step) / Math.max(time - epoch.time, 1e-6));
      measured = { ...(epoch.lossCount > 0 && { loss: epoch.lossSum / epoch.lossCount }), wordsPerSecond };
      place.observe({ kind: 'epoch', step, epoch: epochs, time, metrics: metricsNow() });
      Object.assign(epoch, { lossSum: 0, lossCount: 0, time, step });
      place.follow(progressAt(step));
    },
    saveDue: () => place.checkpointDue() && now() - save.at > save.seconds / SAVING_SHARE,
    save(step) {
      tick(step);
      const at = now();
      place.save(['last'], progressAt(step), { parameters: trainee.tensors(), state: {} });
      save = { seconds: now() - at, at: now() };
    },
    progress: progressAt,
  };
}

function requireFinite(loss: number): void {
  if (Number.isFinite(loss)) return;
  throw new LabError(
    'NOT_FINITE',
    'The vectors have become infinite. Lower "training.learningRate", then train again.',
    { key: ['training', 'learningRate'] },
  );
}
