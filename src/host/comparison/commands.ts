// The command that compares runs.
import { toTranslate } from '../../protocol/toTranslate';
import type { Commands } from '../commands/command';
import type { SharedEngine } from '../engine/sharedEngine';
import { onRuns, someRun } from '../runs/menus';
import type { RunArgument } from '../runs/pickRun';
import { nameOf } from '../runs/runEntry';
import type { Runs } from '../runs/runs';
import type { GivenComparison } from './chooseComparison';
import type { ComparisonPanels } from './comparisonView';

export interface ComparisonCommandParts {
  reading: SharedEngine;
  runs: Runs;
  views: { comparison: ComparisonPanels };
}

/** Words of lines of runs that can be measured on data. */
const JUDGED = '(label|number|tag|write|fill|score)';

export const comparisonCommands: Commands<ComparisonCommandParts> = {
  /** The selected runs of the tree; a run alone asks for others. Other extensions may name runs and files. */
  compareRuns: {
    title: 'Compare Runs',
    about: toTranslate('Measures runs on the same data and says which differences are more than chance.'),
    icon: 'compare-changes',
    needsTrust: true,
    palette: someRun('usable', JUDGED),
    menus: { 'view/item/context': { when: onRuns('usable', JUDGED), group: '3_use@6' } },
    run: async ({ reading, runs, views }, run?: RunArgument, selected?: unknown, given?: GivenComparison) => {
      const { askForRuns, askForTestSet } = await import('./chooseComparison');
      const chosen = await askForRuns(runs, givenRuns(run, selected));
      const pairs = chosen && (await askForTestSet(reading, chosen, given ?? {}));
      if (!pairs) return undefined;
      const named = chosen.map((entry) => ({ folder: entry.summary.folder, name: nameOf(entry) }));
      return (await views.comparison.show({ runs: named, pairs })).settled();
    },
  },
};

/** All selected lines of the tree, or the runs that are named. */
function givenRuns(run: RunArgument | undefined, selected: unknown): RunArgument[] {
  if (Array.isArray(selected) && selected.length > 1) return selected as RunArgument[];
  const all = [run, Array.isArray(selected) ? undefined : (selected as RunArgument | undefined)];
  return all.filter((one) => one !== undefined);
}
