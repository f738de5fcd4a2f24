// Where a training is: all that a later step depends on, besides parameters and optimiser state.

import type { Metrics } from '../../protocol/run';
import type { ScheduleState } from '../optim/schedules';
import type { Checkpoint } from '../store/checkpoint';

/** All that changes while training, besides parameters and optimiser state; plain data. */
export interface Progress {
  /** Updates made. */
  step: number;
  /** The next batch. */
  epoch: number;
  batch: number;
  /** Seconds of training. */
  time: number;
  /** Of the current epoch, weighted by examples. */
  lossSum: number;
  lossCount: number;
  schedule: ScheduleState;
  best: { epoch: number; step: number; monitor: string; value: number } | null;
  epochsWithoutBetter: number;
  metrics: Metrics;
}

/** As the checkpoint has it. */
export function progressOf({ state }: Checkpoint): Progress {
  return state.progress as unknown as Progress;
}

/** The epoch, from 0, of the last update that was made. */
export const lastEpochOf = ({ epoch, batch }: Progress): number => (batch === 0 && epoch > 0 ? epoch - 1 : epoch);

/** Where nothing is but a position. */
export function progressAt(position: { step: number; epoch: number; time: number }): Progress {
  const nothing = { batch: 0, lossSum: 0, lossCount: 0, best: null, epochsWithoutBetter: 0, metrics: {} };
  return { ...position, ...nothing, schedule: { factor: 1, best: null, waited: 0 } };
}
