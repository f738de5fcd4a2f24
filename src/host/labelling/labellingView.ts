// The view in which a person labels: a panel for each file of labels, restored from that and from the texts.
import { defineView } from '../views/defineView';
import { KeptSources } from '../views/keptSources';
import type { Panels } from '../views/panels';
import type { LabellingNeeds, LabellingPanel, LabellingSubject } from './labellingPanel';

const MOST_KEPT = 50;
export type LabellingPanels = Panels<LabellingSubject, LabellingPanel>;

/** What was labelled in this workspace, by the files of labels. */
export const labellings = ({ memory }: Pick<LabellingNeeds, 'memory'>): KeptSources<LabellingSubject> =>
  new KeptSources<LabellingSubject>(memory, {
    ...{ name: 'nlpLab.labellings', most: MOST_KEPT },
    nameOf: ({ labels }) => labels,
  });

export const labellingView = defineView({
  name: 'labelling',
  checks: async () => (await import('./labellingChecks')).labellingChecks,
  keep: (needs: LabellingNeeds) => labellings(needs),
  load: async () => (await import('./labellingPanel')).openLabelling,
});
