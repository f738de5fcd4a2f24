// The commands about sweeps.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import { toTranslate } from '../../protocol/toTranslate';
import { type Commands, EXPLORER } from '../commands/command';
import { EXPERIMENT_FILE, EXPERIMENTS, IN_FOLDER } from '../commands/when';
import { pick } from '../editor/shown/picks';
import { meantExperiment } from './pickExperiment';
import type { Sweeps } from './sweeps';

export interface SweepCommandParts {
  /** Loaded when the first sweep is begun. */
  sweeps(): Promise<Sweeps>;
}

export const sweepCommands: Commands<SweepCommandParts> = {
  /** Answers with the name of the sweep's folder. */
  trainSweep: {
    title: 'Train as Sweep',
    about: toTranslate('Trains it with other values of its keys and finds the best ones.'),
    icon: 'beaker',
    needsTrust: true,
    palette: EXPERIMENTS,
    menus: { [EXPLORER]: { when: EXPERIMENT_FILE, group: '3_train@5' } },
    run: async ({ sweeps }, uri?: vscode.Uri) => {
      const title = vscode.l10n.t('Train a sweep of which experiment?');
      const file = await meantExperiment(uri, title);
      return file && path.basename(await (await sweeps()).begin(file));
    },
  },
  resumeSweep: {
    title: 'Resume Sweep',
    about: toTranslate('Goes on with a sweep where it was stopped.'),
    icon: 'debug-continue',
    needsTrust: true,
    palette: IN_FOLDER,
    run: async ({ sweeps }) => {
      const all = await sweeps();
      const unfinished = await all.unfinished();
      if (unfinished.length === 0)
        throw new LabError('NOT_FOUND', vscode.l10n.t('Every sweep here is complete, or is being trained.'));
      const items = unfinished.map((sweep) => ({
        ...{
          label: sweep.name,
          description: vscode.l10n.t('{0} trials', sweep.trials.length),
          detail: sweep.id,
          sweep,
        },
      }));
      const title = vscode.l10n.t('Go on with which sweep?');
      const chosen = unfinished.length === 1 ? unfinished[0] : (await pick(items, { title }))?.sweep;
      if (chosen) all.resume(chosen);
    },
  },
  stopSweep: {
    title: 'Stop Sweep',
    icon: 'debug-stop',
    needsTrust: true,
    palette: 'nlpLab.training',
    run: async ({ sweeps }) => {
      const all = await sweeps();
      if (all.all.length === 0) throw new LabError('NOT_FOUND', vscode.l10n.t('No sweep is trained by this window.'));
      const items = all.all.map((folder) => ({ label: path.basename(folder), folder }));
      const title = vscode.l10n.t('Stop which sweep?');
      const chosen = items.length === 1 ? items[0] : await pick(items, { title });
      if (chosen) all.stop(chosen.folder);
    },
  },
};
