// The view of gradients: a panel for each first run, with those it was put beside.
import { MOST_RUNS } from '../../protocol/gradientsView';
import { defineView } from '../views/defineView';
import { KeptSources } from '../views/keptSources';
import type { Panels } from '../views/panels';
import { integer, nothing, object, text } from '../views/requestChecks';
import type { GradientsNeeds, GradientsPanel, GradientsSource } from './gradientsPanel';

const MOST_KEPT = 20;
const MOST_TEXT = 100_000;
const MOST_ANSWER = 1000;
const index = integer(0, MOST_RUNS - 1);

export type GradientsPanels = Panels<GradientsSource, GradientsPanel>;

export const gradientsView = defineView({
  name: 'gradients',
  usesModels: true,
  checks: {
    ...{ add: nothing, cancel: nothing, again: nothing },
    ...{ remove: object({ index }), openRun: object({ index }) },
    look: object({ index, batch: integer(0, 1e9) }),
    lookAt: object({ index, text: text(MOST_TEXT), answer: text(MOST_ANSWER) }),
  },
  keep: ({ memory }: GradientsNeeds) =>
    new KeptSources<GradientsSource>(memory, {
      ...{ name: 'nlpLab.gradients', most: MOST_KEPT },
      nameOf: ({ folders }) => folders.at(0),
    }),
  load: async () => (await import('./gradientsPanel')).openGradients,
});
