// The contract between the extension host and the view of learning-rate range tests, under the rules of views.ts.

import type { RatePoint, RateRange, RateRangeReply } from './rateRange';
import type { Notice, SharedCalls } from './views';

/** A test as it is asked for in the view. */
export type AskedRange = Required<RateRange>;

/** Bounds of what may be asked for. */
export const RANGE_BOUNDS = { least: 1e-12, most: 1e6, fewestSteps: 10, mostSteps: 2000 } as const;

/** What is told of a test while it goes on, and when it has ended. */
export type TestedRange = { points: RatePoint[] } & Partial<Omit<RateRangeReply, 'points'>>;

export interface ShownRange {
  /** Of the experiment. */
  name: string;
  range: AskedRange;
  /** Undefined: nothing was tested yet. Without `ended` the test goes on. */
  tested?: TestedRange;
}

export interface RateRangeViewContract {
  calls: SharedCalls & {
    test: { request: AskedRange; reply: Record<string, never> };
    cancel: { request: Record<string, never>; reply: Record<string, never> };
    /** Writes a rate into the experiment. */
    put: { request: { rate: number }; reply: Record<string, never> };
    openExperiment: { request: Record<string, never>; reply: Record<string, never> };
  };
  events: { notice: Notice; range: ShownRange };
}
