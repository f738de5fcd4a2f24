// A learning-rate range test: steps of a training from its beginning, each with a greater rate than the one before. Nothing is kept.

import { LabError } from '../../protocol/labError';
import type { RatePoint, RateRangeReply } from '../../protocol/rateRange';
import { hasDiverged, risingRate, suggestedRates, withLoss } from '../optim/rangeTest';
import type { TrainerTask } from './trainer';
import type { TrainingStep } from './trainingStep';

export interface RangeTestOptions {
  from: number;
  to: number;
  steps: number;
  signal: AbortSignal;
  onPoint(point: RatePoint, fraction: number): void;
}

type RangeTested = Omit<RateRangeReply, 'learningRate'>;

/** Fails with `CANCELLED`; losses that are no numbers are its end. */
export async function rangeTest(
  step: TrainingStep,
  task: TrainerTask,
  options: RangeTestOptions,
): Promise<RangeTested> {
  const { steps, signal, onPoint } = options;
  let points: RatePoint[] = [];
  const ended = (how: RangeTested['ended']): RangeTested => ({ points, suggested: suggestedRates(points), ended: how });
  for (let index = 0; index < steps; index++) {
    if (signal.aborted) throw new LabError('CANCELLED', 'The range test was cancelled.');
    const { feeds } = task.batch(Math.floor(index / task.batches), index % task.batches);
    const learningRate = risingRate(options, index);
    try {
      const { loss } = await step.run(feeds, { step: index + 1, learningRate, masks: task.masks(index) });
      points = withLoss(points, learningRate, loss);
    } catch (error) {
      if (error instanceof LabError && error.code === 'NOT_FINITE') return ended('diverged');
      throw error;
    }
    onPoint(points[index], (index + 1) / steps);
    await new Promise((resolve) => setImmediate(resolve)); // a request to stop is heard
    if (hasDiverged(points)) return ended('diverged');
  }
  return ended('done');
}
