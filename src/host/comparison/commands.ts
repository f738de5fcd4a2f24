// The command that compares two runs.
import type { Commands } from '../commands/command';
import { IN_FOLDER } from '../commands/when';
import type { SharedEngine } from '../engine/sharedEngine';
import { onRuns } from '../runs/menus';
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

export const comparisonCommands: Commands<ComparisonCommandParts> = {
  /** The selected runs of the tree; a run alone asks for the other. Other extensions may name files. */
  compareRuns: {
    title: 'Compare Runs',
    icon: 'compare-changes',
    needsTrust: true,
    palette: IN_FOLDER,
    menus: { 'view/item/context': { when: onRuns('usable', 'write'), group: '3_use@6' } },
    run: async ({ reading, runs, views }, run?: RunArgument, selected?: unknown, given?: GivenComparison) => {
      const { askForTestSet, askForTwoRuns } = await import('./chooseComparison');
      const two = await askForTwoRuns(runs, givenRuns(run, selected));
      const request = two && (await askForTestSet(reading, two, given ?? {}));
      if (!request) return undefined;
      const named = two.map((entry) => ({ folder: entry.summary.folder, name: nameOf(entry) }));
      return (await views.comparison.show({ runs: named, pairs: request.pairs })).settled();
    },
  },
};

/** All selected lines of the tree, or the runs that are named. */
function givenRuns(run: RunArgument | undefined, selected: unknown): RunArgument[] {
  if (Array.isArray(selected) && selected.length > 1) return selected as RunArgument[];
  const all = [run, Array.isArray(selected) ? undefined : (selected as RunArgument | undefined)];
  return all.filter((one) => one !== undefined);
}
