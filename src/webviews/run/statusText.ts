// The line below the toolbar of a run's view: its state, how far it is, the best figure so far, the figure on the test part.

import { count, duration } from '../../protocol/figures';
import { metricText } from '../../protocol/metrics';
import type { EpochFigures, RunHeader } from '../../protocol/views';
import { overfittingSince } from './overfitting';
import type { RunStrings } from './strings';

type Told = Pick<RunHeader, 'status' | 'detail' | 'epoch' | 'epochs' | 'step' | 'steps' | 'seconds' | 'best' | 'test'>;

export function statusText(header: Told, strings: RunStrings, epochs: readonly EpochFigures[] = []): string {
  const { detail, best, test } = header;
  const state = detail.charAt(0).toUpperCase() + detail.slice(1);
  const { monitored, label } = strings.metrics;
  const since = overfittingSince(epochs);
  return [
    state,
    ...reached(header, strings),
    ...(best ? [strings.best(monitored(best.monitor), metricText(best.monitor, best.value), count(best.epoch))] : []),
    ...(test ? [strings.test(label(test.metric), metricText(test.metric, test.value))] : []),
    ...(since === undefined ? [] : [strings.overfitting(count(since))]),
  ].join(' · ');
}

/** How far it is, and how long it goes on: no longer, for a run without better figures ends earlier. */
function reached({ status, epoch, epochs, step, steps, seconds }: Told, strings: RunStrings): string[] {
  if (epochs === 0) return [];
  const isOn = status === 'running' && steps !== undefined && step > 0 && step < steps;
  const left = isOn ? (seconds / step) * (steps - step) : 0;
  return [
    strings.epochOf(count(epoch), count(epochs)),
    ...(isOn ? [strings.stepOf(count(step), count(steps))] : []),
    duration(seconds),
    ...(isOn ? [strings.timeLeft(duration(left))] : []),
  ];
}
