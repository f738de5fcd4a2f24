// Where a training stands, as its lines tell it while it goes on.
import type { MetricLine, Metrics, RunRecord } from '../../protocol/run';

/** Where a training stands, as the tree, the status bar and the run's view show it. */
export interface LiveFigures {
  phase: 'preparing' | 'training' | 'stopping';
  epoch: number;
  epochs: number;
  step: number;
  loss?: number;
  seconds: number;
  /** Latest validation figures. */
  metrics: Metrics;
  /** What is done while preparing, in words, and how far. */
  detail?: string;
  fraction?: number;
}

/** As a record of a run that is being trained says. */
export function liveOf({ epoch, epochs, step, seconds, metrics }: RunRecord): LiveFigures {
  return { phase: 'training', epoch, epochs, step, seconds, metrics };
}

/** After one more line. */
export function moved(live: LiveFigures, line: MetricLine): LiveFigures {
  const next = { ...live, step: line.step, seconds: line.time };
  if (line.kind === 'step') return { ...next, epoch: line.epoch, loss: line.loss };
  return line.kind === 'epoch' ? { ...next, epoch: line.epoch, metrics: { ...live.metrics, ...line.metrics } } : next;
}
