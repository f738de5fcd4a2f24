// The view of one batch: a panel for each run or experiment, and what its page may ask.
import { SCRIPT_LANGUAGES } from '../../protocol/batch';
import { defineView } from '../views/defineView';
import { KeptSources } from '../views/keptSources';
import type { Panels } from '../views/panels';
import { integer, nothing, object, oneOf } from '../views/requestChecks';
import type { BatchNeeds, BatchPanel, BatchSource } from './batchPanel';

const MOST_KEPT = 20;

export type BatchPanels = Panels<BatchSource, BatchPanel>;

export const batchView = defineView({
  name: 'batch',
  usesModels: true,
  checks: {
    ...{ cancel: nothing, again: nothing },
    look: object({ batch: integer(0, 1e9) }),
    tensor: object({ tensor: integer(0, 1e6), example: integer(0, 1e6), head: integer(0, 1e6) }),
    parameter: object({ parameter: integer(0, 1e6) }),
    saveScript: object({ language: oneOf(...SCRIPT_LANGUAGES) }),
  },
  keep: ({ memory }: BatchNeeds) =>
    new KeptSources<BatchSource>(memory, {
      ...{ name: 'nlpLab.batch', most: MOST_KEPT },
      nameOf: ({ run, experiment }) => run ?? experiment,
    }),
  load: async () => (await import('./batchPanel')).openBatch,
});
