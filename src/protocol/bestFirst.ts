// Runs in the order of what they came to.

import { isBetter, metricName } from './metrics';
import type { RunRecord } from './run';

/** By the figure that they were judged by, the best first; runs judged by others follow, then those that were not judged. */
export function byBest({ best: a }: Pick<RunRecord, 'best'>, { best: b }: Pick<RunRecord, 'best'>): number {
  if (!a || !b) return Number(!a) - Number(!b);
  if (a.monitor !== b.monitor) return a.monitor < b.monitor ? -1 : 1;
  const name = metricName(a.monitor);
  if (name === undefined || a.value === b.value) return 0;
  return isBetter(name, a.value, b.value) ? -1 : 1;
}
