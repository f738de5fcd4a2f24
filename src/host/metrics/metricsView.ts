// The view of a metrics.jsonl: a panel for each file.
import { defineView } from '../views/defineView';
import { KeptSources } from '../views/keptSources';
import { nothing } from '../views/requestChecks';
import type { MetricsFile, MetricsNeeds } from './metricsPanel';

const MOST_KEPT = 30;

export const metricsView = defineView({
  name: 'metrics',
  checks: { again: nothing, openRun: nothing },
  keep: ({ memory }: MetricsNeeds) =>
    new KeptSources<MetricsFile>(memory, { name: 'nlpLab.metrics', most: MOST_KEPT, nameOf: ({ file }) => file }),
  load: async () => (await import('./metricsPanel')).openMetrics,
  files: [
    {
      ...{ name: 'metricsFile', title: 'Curves View', patterns: ['metrics.jsonl'] },
      subject: ({ fsPath: file }) => ({ file }),
    },
  ],
});
