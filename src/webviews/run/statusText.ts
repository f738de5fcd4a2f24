// The line below the toolbar of a run's view: its state, how far it is, and the best figure so far.

import { duration } from '../../protocol/figures';
import { metricText } from '../../protocol/metrics';
import type { RunHeader } from '../../protocol/views';
import type { RunStrings } from './strings';

type Told = Pick<RunHeader, 'detail' | 'epoch' | 'epochs' | 'seconds' | 'best'>;

export function statusText({ detail, epoch, epochs, seconds, best }: Told, strings: RunStrings): string {
  const state = detail.charAt(0).toUpperCase() + detail.slice(1);
  const text = epochs > 0 ? strings.status(state, epoch, epochs, duration(seconds)) : state;
  if (!best) return text;
  const name = strings.metrics.monitored(best.monitor);
  return `${text} · ${strings.best(name, metricText(best.monitor, best.value), best.epoch)}`;
}
