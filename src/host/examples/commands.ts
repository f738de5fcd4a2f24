// The command about judged examples.
import { toTranslate } from '../../protocol/toTranslate';
import type { Commands } from '../commands/command';
import { onRun, someRun } from '../runs/menus';
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
    about: toTranslate('Lists what came of each example of an evaluation, the most wrong ones first.'),
    icon: 'list-filter',
    palette: someRun(),
    menus: { 'view/item/context': { when: onRun(), group: '1_open@1.1' } },
    run: async ({ runs, views }, run?: RunArgument) => {
      const entry = await pickRun(runs, run, ({ summary }) => summary.evaluatedMs !== undefined, { takeOnlyOne: true });
      if (entry) await views.examples.show({ folder: entry.summary.folder, evaluation: '' });
    },
  },
};
