// The command that takes a training step apart, of a run or of an experiment that was never trained.
import * as vscode from 'vscode';
import type { ShownStep } from '../../protocol/batchView';
import { toTranslate } from '../../protocol/toTranslate';
import { type Commands, EXPLORER } from '../commands/command';
import { EXPERIMENT_FILE, EXPERIMENTS } from '../commands/when';
import { onRun } from '../runs/menus';
import { pickRun, type RunArgument } from '../runs/pickRun';
import { canNow } from '../runs/runEntry';
import type { Runs } from '../runs/runs';
import type { BatchPanels } from './batchView';

export interface BatchCommandParts {
  runs: Runs;
  views: { batch: BatchPanels };
}

export const batchCommands: Commands<BatchCommandParts> = {
  /** Other extensions may name a run or an experiment; returns what is shown. */
  showBatch: {
    title: 'Go Through One Batch',
    about: toTranslate('Takes one training step apart: inputs, loss, gradients, update.'),
    icon: 'list-ordered',
    needsTrust: true,
    palette: EXPERIMENTS,
    menus: {
      'view/item/context': { when: onRun('usable', 'trace'), group: '3_use@8' },
      [EXPLORER]: { when: EXPERIMENT_FILE, group: '3_train@6' },
      'editor/context': { when: EXPERIMENT_FILE, group: '4_nlpLab@7' },
    },
    run: async ({ runs, views }, given?: RunArgument | vscode.Uri): Promise<ShownStep | undefined> => {
      const file = given instanceof vscode.Uri ? given : given === undefined ? experimentInFront() : undefined;
      if (file) return (await views.batch.show({ experiment: file.fsPath })).settled();
      const run = given instanceof vscode.Uri ? undefined : given;
      const entry = await pickRun(runs, run, (one) => canNow(one, 'trace'), { takeOnlyOne: true });
      return entry && (await views.batch.show({ run: entry.summary.folder })).settled();
    },
  },
};

const experimentInFront = (): vscode.Uri | undefined => {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri?.path.endsWith('.nlplab.json') ? uri : undefined;
};
