// The view of the loss around paths: a panel for each run.
import { SURFACE_EXAMPLES, SURFACE_POINTS } from '../../protocol/lossSurface';
import { defineView } from '../views/defineView';
import { KeptSources } from '../views/keptSources';
import type { Panels } from '../views/panels';
import { integer, nothing, object } from '../views/requestChecks';
import type { LossSurfaceNeeds, LossSurfacePanel, LossSurfaceSource } from './lossSurfacePanel';

const MOST_KEPT = 5;

export type LossSurfacePanels = Panels<LossSurfaceSource, LossSurfacePanel>;

export const lossSurfaceView = defineView({
  name: 'lossSurface',
  usesModels: true,
  checks: {
    ...{ cancel: nothing, openRun: nothing },
    measure: object({
      points: integer(SURFACE_POINTS.least, SURFACE_POINTS.most),
      examples: integer(0, SURFACE_EXAMPLES.most),
    }),
  },
  keep: ({ memory }: LossSurfaceNeeds) =>
    new KeptSources<LossSurfaceSource>(memory, {
      ...{ name: 'nlpLab.lossSurface', most: MOST_KEPT },
      nameOf: ({ folder }) => folder,
    }),
  load: async () => (await import('./lossSurfacePanel')).openLossSurface,
});
