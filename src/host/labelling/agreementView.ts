// The view of two people's labels: a panel for every two files, restored by comparing them again.
import { defineView } from '../views/defineView';
import { KeptSources } from '../views/keptSources';
import type { Panels } from '../views/panels';
import type { AgreementNeeds, AgreementPanel, AgreementSubject } from './agreementPanel';

const MOST_KEPT = 30;

export type AgreementPanels = Panels<AgreementSubject, AgreementPanel>;

export const agreementView = defineView({
  name: 'agreement',
  checks: async () => (await import('./agreementChecks')).agreementChecks,
  keep: ({ memory }: AgreementNeeds) =>
    new KeptSources<AgreementSubject>(memory, {
      ...{ name: 'nlpLab.comparedLabels', most: MOST_KEPT },
      nameOf: ({ files }) => JSON.stringify(files),
    }),
  load: async () => (await import('./agreementPanel')).openAgreement,
});
