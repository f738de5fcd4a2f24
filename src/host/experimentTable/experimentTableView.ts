// The view of all runs: one panel for the window.
import { type ExperimentTableContract, MOST_CURVES, type SavedColumn } from '../../protocol/experimentTableView';
import { defineView } from '../views/defineView';
import type { Panels } from '../views/panels';
import { type Check, flag, integer, listOf, object, text } from '../views/requestChecks';
import { KeptSources } from '../views/keptSources';
import type { ExperimentTableNeeds, ExperimentTablePanel, ExperimentTableSource } from './experimentTablePanel';

const MOST_ROWS = 1_000_000;
const id = text(300);
const key = text(2000);
const ids = listOf(id, 1, MOST_ROWS);

/** Numbers on their way from a view are finite: others come as null. */
const isCell: Check<string | number | null> = (value): value is string | number | null =>
  value === null || Number.isFinite(value) || (typeof value === 'string' && value.length < 1_000_000);

export type ExperimentTablePanels = Panels<ExperimentTableSource, ExperimentTablePanel>;

type Calls = ExperimentTableContract['calls'];

export const experimentTableView = defineView({
  name: 'experimentTable',
  checks: {
    rows: object({ since: integer(-1, 1e15) }),
    open: object({ id }),
    ...{ compare: object({ ids: listOf(id, 2, MOST_CURVES) }), delete: object({ ids }) },
    ...{ star: object({ ids, isStarred: flag }), tag: object({ ids }), untag: object({ ids }) },
    figures: object({ ids: listOf(id, 1, MOST_CURVES) }),
    curves: object({ ids: listOf(id, 1, MOST_CURVES), key }),
    atStep: object({ ids, key, step: integer(0, 1e15) }),
    saveParquet: object<Calls['saveParquet']['request']>({
      name: text(300),
      columns: listOf(object<SavedColumn>({ name: key, values: listOf(isCell, 0, MOST_ROWS) }), 1, 10_000),
    }),
  },
  keep: ({ memory }: ExperimentTableNeeds) =>
    new KeptSources<ExperimentTableSource>(memory, { name: 'nlpLab.experimentTable', most: 1, nameOf: () => '' }),
  load: async () => (await import('./experimentTablePanel')).openExperimentTable,
});
