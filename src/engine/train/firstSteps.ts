// The losses of the first steps of a training, for who compares another program's with them. Nothing is kept.

import { LabError } from '../../protocol/labError';
import type { Schedule } from '../optim/schedules';
import type { TrainerTask } from './trainer';
import type { TrainingStep } from './trainingStep';

export interface FirstStepsOptions {
  count: number;
  signal: AbortSignal;
}

/** Fails with `CANCELLED`, and with `NOT_FINITE`. */
export async function firstSteps(
  step: TrainingStep,
  task: TrainerTask,
  { rate }: Pick<Schedule, 'rate'>,
  { count, signal }: FirstStepsOptions,
): Promise<number[]> {
  const losses: number[] = [];
  for (let index = 0; index < count; index++) {
    if (signal.aborted) throw new LabError('CANCELLED', 'The first steps were cancelled.');
    const epoch = Math.floor(index / task.batches);
    const { feeds } = task.batch(epoch, index % task.batches);
    const learningRate = rate(index, epoch);
    const { loss } = await step.run(feeds, { step: index + 1, epoch, learningRate, masks: task.masks(index) });
    losses.push(loss);
    await new Promise((resolve) => setImmediate(resolve)); // a request to stop is heard
  }
  return losses;
}
