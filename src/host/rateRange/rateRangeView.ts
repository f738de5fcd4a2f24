// The view of learning-rate range tests: a panel for each experiment.
import { RANGE_BOUNDS } from '../../protocol/rateRangeView';
import { defineView } from '../views/defineView';
import { KeptSources } from '../views/keptSources';
import type { Panels } from '../views/panels';
import { between, integer, nothing, object } from '../views/requestChecks';
import type { RateRangeNeeds, RateRangePanel, RateRangeSource } from './rateRangePanel';

const MOST_KEPT = 10;
const { least, most, fewestSteps, mostSteps } = RANGE_BOUNDS;
const rate = between(least, most);

export type RateRangePanels = Panels<RateRangeSource, RateRangePanel>;

export const rateRangeView = defineView({
  name: 'rateRange',
  usesModels: true,
  checks: {
    ...{ cancel: nothing, openExperiment: nothing, put: object({ rate }) },
    test: object({ from: rate, to: rate, steps: integer(fewestSteps, mostSteps) }),
  },
  keep: ({ memory }: RateRangeNeeds) =>
    new KeptSources<RateRangeSource>(memory, {
      ...{ name: 'nlpLab.rateRange', most: MOST_KEPT },
      nameOf: ({ file }) => file,
    }),
  load: async () => (await import('./rateRangePanel')).openRateRange,
});
