// The view of compared runs: each comparison has a panel of its own, restored with what it showed.
import { defineView } from '../views/defineView';
import { KeptSources } from '../views/keptSources';
import type { Panels } from '../views/panels';
import { integer, nothing, object } from '../views/requestChecks';
import type { ComparisonNeeds, ComparisonPanel } from './comparisonPanel';
import { type ComparisonSource, currentSource, SHOWN_EXAMPLES } from './comparisonState';

/** Results are kept with them, so few. */
const MOST_KEPT = 8;

export type ComparisonPanels = Panels<ComparisonSource, ComparisonPanel>;

export const comparisonView = defineView({
  name: 'comparison',
  usesModels: true,
  checks: {
    cancel: nothing,
    again: nothing,
    openRun: object({ index: integer(0, 100_000) }),
    reveal: object({ index: integer(0, SHOWN_EXAMPLES) }),
  },
  keep: ({ memory }: ComparisonNeeds) =>
    new KeptSources<ComparisonSource>(memory, {
      ...{ name: 'nlpLab.comparedRuns', most: MOST_KEPT },
      nameOf: () => undefined,
      current: currentSource,
    }),
  load: async () => (await import('./comparisonPanel')).openComparison,
});
