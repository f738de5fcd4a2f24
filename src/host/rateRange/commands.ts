// The command that tests which learning rates an experiment can use.
import * as vscode from 'vscode';
import { toTranslate } from '../../protocol/toTranslate';
import { type Commands, EXPLORER } from '../commands/command';
import { EXPERIMENT_FILE, EXPERIMENTS } from '../commands/when';
import { meantExperiment } from '../experiments/pickExperiment';
import type { RateRangePanels } from './rateRangeView';

export interface RateRangeCommandParts {
  views: { rateRange: RateRangePanels };
}

export const rateRangeCommands: Commands<RateRangeCommandParts> = {
  /** Answers with what was found; with nothing where it was cancelled or has failed, which its view says. */
  testLearningRates: {
    title: 'Test Learning Rates',
    about: toTranslate('Shows for which learning rates the loss falls, and where it diverges.'),
    icon: 'dashboard',
    needsTrust: true,
    palette: EXPERIMENTS,
    menus: {
      [EXPLORER]: { when: EXPERIMENT_FILE, group: '3_train@6' },
      'editor/context': { when: EXPERIMENT_FILE, group: '4_nlpLab@7' },
    },
    run: async ({ views }, given?: vscode.Uri) => {
      const title = vscode.l10n.t('Test the learning rates of which experiment?');
      const file = await meantExperiment(given, title);
      return file && (await views.rateRange.show({ file: file.toString() })).test();
    },
  },
};
