// The learning-rate range test (Smith 2017): a short training whose rate rises exponentially, and what its losses suggest.

import type { Progress } from './progress';

/** Over which rates. */
export interface RateRange {
  /** The first and the last rate, and how many updates lie between them; `RATE_RANGE` where left out. */
  from?: number;
  to?: number;
  steps?: number;
}

export const RATE_RANGE = { from: 1e-6, to: 10, steps: 150 } as const;

/** The key of an experiment that a suggestion goes to. */
export const RATE_KEY = 'training.optimizer.learningRate';

/** A suggestion as it is put into an experiment: with no more digits than it means. */
export const ratePut = (rate: number): number => Number(rate.toPrecision(2));

export interface RatePoint {
  rate: number;
  /** Of the batch. */
  loss: number;
  /** The mean of all so far, late ones counting more. */
  smoothed: number;
}

export interface RateRangeReply {
  points: RatePoint[];
  /**
   * `steepest`: where the smoothed loss falls the fastest over the logarithm of the rate; `tenth`: a tenth of the rate at which it is the
   * lowest. Left out where it never falls.
   */
  suggested: { steepest?: number; tenth?: number };
  /** `diverged`: the loss grew so much that the test ended before the last rate. */
  ended: 'done' | 'diverged';
  /** Of the experiment as it is. */
  learningRate: number;
}

export type RateRangeProgress = Progress & { point?: RatePoint };
