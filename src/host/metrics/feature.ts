// The curves of a metrics.jsonl, wherever it lies.
import { metricsView } from './metricsView';

export const metrics = {
  views: [metricsView],
  commands: () => Promise.resolve({}),
} as const;
