// The contract between the extension host and the view of a metrics.jsonl, under the rules of views.ts.

import type { Notice, RunCurves, SharedCalls } from './views';

export interface ShownMetrics {
  /** Of the folder that the file is in: that of the run. */
  name: string;
  /** Lines that are none of a training's, and were left out. */
  damaged: number;
  /** The folder is a run of this window. */
  canOpenRun: boolean;
  curves: RunCurves;
}

export interface MetricsViewContract {
  calls: SharedCalls & {
    again: { request: Record<string, never>; reply: Record<string, never> };
    openRun: { request: Record<string, never>; reply: Record<string, never> };
  };
  events: { notice: Notice; metrics: ShownMetrics };
}
