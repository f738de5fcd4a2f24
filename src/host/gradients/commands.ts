// The command that shows what a training saw inside its network.
import type { Commands } from '../commands/command';
import { onRuns, someRun } from '../runs/menus';
import { pickRuns, type RunArgument } from '../runs/pickRun';
import { canNow } from '../runs/runEntry';
import type { Runs } from '../runs/runs';
import { MOST_RUNS } from '../../protocol/gradientsView';
import { toTranslate } from '../../protocol/toTranslate';
import type { GradientsPanels } from './gradientsView';

export interface GradientsCommandParts {
  runs: Runs;
  views: { gradients: GradientsPanels };
}

export const gradientsCommands: Commands<GradientsCommandParts> = {
  /** All selected runs of the tree, side by side. */
  showGradients: {
    title: 'Show Gradients',
    about: toTranslate('Draws what was seen inside the network while it was trained: gradients, activations, updates.'),
    icon: 'graph-line',
    needsTrust: true,
    palette: someRun('usable', 'trace'),
    menus: { 'view/item/context': { when: onRuns('usable', 'trace'), group: '3_use@7' } },
    run: async ({ runs, views }, run?: RunArgument, selected?: unknown) => {
      const entries = await pickRuns(runs, run, selected, (one) => canNow(one, 'trace'));
      if (entries.length === 0) return;
      const folders = entries.slice(0, MOST_RUNS).map(({ summary }) => summary.folder);
      await (await views.gradients.show({ folders })).settled();
    },
  },
};
