// The view of a run: a panel for each, found again by the run's id.
import type { RunViewContract } from '../../protocol/views';
import { defineView } from '../views/defineView';
import type { Panels } from '../views/panels';
import { integer, listOf, nothing, object, text } from '../views/requestChecks';
import { shareQuestionChecks } from '../views/shareQuestion';
import type { Subjects } from '../views/subjects';
import { runId } from './runEntry';
import type { RunNeeds, RunPanel, ShownRun } from './runPanel';
import type { Runs } from './runs';

const LONGEST_TEXT = 100_000;
const LONGEST_ID = 100;

type Calls = RunViewContract['calls'];

const place = { section: integer(0, 100), block: integer(0, 100), row: integer(0, 1e6) };

export type RunPanels = Panels<ShownRun, RunPanel>;

export const runView = defineView({
  name: 'run',
  usesModels: true,
  checks: {
    stop: nothing,
    resume: nothing,
    again: nothing,
    evaluate: nothing,
    showEvaluation: object({ id: text(LONGEST_ID) }),
    ask: object({ text: text(LONGEST_TEXT) }),
    attribute: object<Calls['attribute']['request']>({ ...shareQuestionChecks, text: text(LONGEST_TEXT) }),
    attributeExample: object<Calls['attributeExample']['request']>({ ...shareQuestionChecks, ...place }),
    features: nothing,
    openExample: object(place),
    openEmbeddings: nothing,
    openTags: nothing,
    openGenerate: nothing,
    openExamples: object({
      pair: listOf(object({ gold: text(LONGEST_TEXT), prediction: text(LONGEST_TEXT) }), 0, 1),
    }),
  },
  keep: ({ runs }: RunNeeds) => runsById(runs),
  load: async () => (await import('./runPanel')).openRun,
});

/** Runs need not be kept: they lie in their folders. */
const runsById = (runs: Runs): Subjects<ShownRun> => ({
  nameOf: ({ folder }) => folder,
  add: (subject) => ({ key: runId(subject.folder), subject }),
  async at(key) {
    const entry = key === undefined ? undefined : await runs.find(key);
    return entry && { key: runId(entry.summary.folder), subject: { folder: entry.summary.folder } };
  },
  keep: () => undefined,
});

/** Closes the panel of a run that goes away. */
export const closeRun = (panels: RunPanels, folder: string): void =>
  panels.all.find((panel) => panel.folder === folder)?.panel.dispose();
