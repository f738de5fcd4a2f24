// The command that draws the network of a run, or of an experiment that was never trained.
import * as vscode from 'vscode';
import { toTranslate } from '../../protocol/toTranslate';
import { type Commands, EXPLORER } from '../commands/command';
import { EXPERIMENT_FILE, EXPERIMENTS } from '../commands/when';
import { type QuestionPanels, showQuestion } from '../asking/questionPanels';
import { onRun } from '../runs/menus';
import { pickRun, type RunArgument } from '../runs/pickRun';
import { canNow, runId } from '../runs/runEntry';
import type { Runs } from '../runs/runs';
import { experimentId } from './offeredExperiments';

export interface NetworkCommandParts {
  runs: Runs;
  views: { network: QuestionPanels };
}

export const networkCommands: Commands<NetworkCommandParts> = {
  /** Other extensions may name a run or an experiment, and the text. Without one an open view keeps its own. */
  showNetwork: {
    title: 'Show Network',
    about: toTranslate('Draws the network over a text, tensor by tensor.'),
    icon: 'type-hierarchy-sub',
    needsTrust: true,
    palette: EXPERIMENTS,
    menus: {
      'view/item/context': { when: onRun('usable', 'trace'), group: '3_use@7' },
      [EXPLORER]: { when: EXPERIMENT_FILE, group: '3_train@5' },
      'editor/context': { when: EXPERIMENT_FILE, group: '4_nlpLab@6' },
    },
    run: async ({ runs, views }, given?: RunArgument | vscode.Uri, asked?: unknown) => {
      const text = typeof asked === 'string' ? { source: asked } : {};
      const file = given instanceof vscode.Uri ? given : given === undefined ? experimentInFront() : undefined;
      if (file) return showQuestion(views.network, runs, { selected: [experimentId(file)], ...text });
      const run = given instanceof vscode.Uri ? undefined : given;
      if (run === undefined && views.network.latest) return showQuestion(views.network, runs, text);
      const entry = await pickRun(runs, run, (one) => canNow(one, 'trace'), { takeOnlyOne: true });
      if (entry) await showQuestion(views.network, runs, { selected: [runId(entry.summary.folder)], ...text });
    },
  },
};

const experimentInFront = (): vscode.Uri | undefined => {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri?.path.endsWith('.nlplab.json') ? uri : undefined;
};
