// The view of examples: a panel for each run, found again by the run's id.
import type { ExamplesViewContract } from '../../protocol/examplesView';
import { defineView } from '../views/defineView';
import { KeptSources } from '../views/keptSources';
import type { Panels } from '../views/panels';
import { integer, nothing, object, text } from '../views/requestChecks';
import { shareQuestionChecks } from '../views/shareQuestion';
import { areConditions, isOrder } from './conditionCheck';
import type { ExamplesNeeds, ExamplesPanel, ExamplesSource } from './examplesPanel';

const MOST_KEPT = 30;
const LONGEST_ID = 100;
const number = integer(0, 1e9);
const list = { version: number, conditions: areConditions, order: isOrder };
const place = { version: number, index: number };
const example = object(place);

type Calls = ExamplesViewContract['calls'];

export type ExamplesPanels = Panels<ExamplesSource, ExamplesPanel>;

export const examplesView = defineView({
  name: 'examples',
  checks: {
    page: object({ ...list, from: number }),
    ...{ example, nearest: example, reveal: example, revealNearest: object({ place: number }) },
    attribute: object<Calls['attribute']['request']>({ ...shareQuestionChecks, ...place }),
    save: object(list),
    showEvaluation: object({ id: text(LONGEST_ID) }),
    ...{ evaluate: nothing, openRun: nothing },
  },
  keep: ({ memory }: ExamplesNeeds) =>
    new KeptSources<ExamplesSource>(memory, {
      ...{ name: 'nlpLab.examples', most: MOST_KEPT },
      nameOf: ({ folder }) => folder,
    }),
  load: async () => (await import('./examplesPanel')).openExamples,
});
