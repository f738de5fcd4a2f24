// The command that draws the way of a training through the loss.
import { toTranslate } from '../../protocol/toTranslate';
import type { Commands } from '../commands/command';
import { onRun, someRun } from '../runs/menus';
import { pickRun, type RunArgument } from '../runs/pickRun';
import { canNow } from '../runs/runEntry';
import type { Runs } from '../runs/runs';
import type { LossSurfacePanels } from './lossSurfaceView';

export interface LossSurfaceCommandParts {
  runs: Runs;
  views: { lossSurface: LossSurfacePanels };
}

export const lossSurfaceCommands: Commands<LossSurfaceCommandParts> = {
  /** Measures where nothing was measured yet. Answers with what the view shows; with nothing where that failed, which it says. */
  showLossSurface: {
    title: 'Show Loss around Path',
    about: toTranslate('Draws the loss around the way that the training took.'),
    icon: 'location',
    needsTrust: true,
    palette: someRun('usable', 'trace'),
    menus: { 'view/item/context': { when: onRun('usable', 'trace'), group: '3_use@8' } },
    run: async ({ runs, views }, run?: RunArgument) => {
      const entry = await pickRun(runs, run, (one) => canNow(one, 'trace'), { takeOnlyOne: true });
      return entry && (await views.lossSurface.show({ folder: entry.summary.folder })).measured();
    },
  },
};
