// The commands of the first minute.
import { toTranslate } from '../../protocol/toTranslate';
import type { Commands } from '../commands/command';
import { ON_RUNS_VIEW } from '../runs/menus';
import type { SampleParts } from './openSamples';
import type { OfferParts } from './whatCanIDo';

export const beginningCommands: Commands<SampleParts & OfferParts> = {
  /** Other extensions may name a file, or the id of a run. */
  whatCanIDo: {
    title: 'What Can I Do Here',
    icon: 'lightbulb',
    palette: 'true',
    menus: { 'view/title': { when: ON_RUNS_VIEW, group: '9_begin@3' } },
    run: async (parts, given?: unknown) => {
      const part = await import('./whatCanIDo');
      await part.whatCanIDo(parts, given);
    },
  },
  /** Answers with the folder of the samples. Other extensions may name the folder that they are copied into; then it is not opened. */
  openSamples: {
    title: 'Open Samples',
    about: toTranslate('Opens a folder with small corpora and an experiment for each task.'),
    icon: 'mortar-board',
    palette: 'true',
    menus: { 'view/title': { when: ON_RUNS_VIEW, group: '9_begin@1' } },
    run: async (parts, given?: unknown) => {
      const { openSamples } = await import('./openSamples');
      return openSamples(parts, given);
    },
  },
  getStarted: {
    title: 'Get Started',
    about: toTranslate('Leads from a text to a model of your own and its attention map in six steps.'),
    icon: 'rocket',
    palette: 'true',
    menus: { 'view/title': { when: ON_RUNS_VIEW, group: '9_begin@2' } },
    run: async () => {
      const { openWalkthrough } = await import('./openWalkthrough');
      await openWalkthrough();
    },
  },
  /** Runs another command on a file of the samples: the buttons of the walkthrough. */
  trySample: {
    title: 'Try Sample',
    palette: 'false',
    run: async (parts, command?: unknown, name?: unknown) => {
      const { trySample } = await import('./trySample');
      return trySample(parts, command, name);
    },
  },
};
