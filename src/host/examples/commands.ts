// The command about judged examples.
import type { Commands } from '../commands/command';
import { IN_FOLDER } from '../commands/when';
import { onRun } from '../runs/menus';
import { pickRun, type RunArgument } from '../runs/pickRun';
import type { Runs } from '../runs/runs';
import type { ExamplesPanels } from './examplesView';

export interface ExamplesCommandParts {
  runs: Runs;
  views: { examples: ExamplesPanels };
}

export const examplesCommands: Commands<ExamplesCommandParts> = {
  /** Other extensions may name the run. */
  showExamples: {
    title: 'Show Examples',
    icon: 'list-filter',
    palette: IN_FOLDER,
    menus: { 'view/item/context': { when: onRun(), group: '1_open@1.1' } },
    run: async ({ runs, views }, run?: RunArgument) => {
      const entry = await pickRun(runs, run, ({ summary }) => summary.evaluatedMs !== undefined, { takeOnlyOne: true });
      if (entry) await views.examples.show({ folder: entry.summary.folder, evaluation: '' });
    },
  },
};
