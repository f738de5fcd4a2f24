// The command about gradients of models that people write.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import { toTranslate } from '../../protocol/toTranslate';
import type { Commands } from '../commands/command';
import { either, EXPERIMENT_FILE, named } from '../commands/when';
import { showFileAt } from '../editor/places';
import { savedFile } from '../editor/files';
import { tell } from '../editor/shown/messages';
import { withProgress } from '../editor/shown/progress';
import type { SharedEngine } from '../engine/sharedEngine';
import { gradientsText, summaryOf } from './gradientsText';
import { isExperiment } from './pickExperiment';

/** Experiments, and what may be a model's file. */
const MODEL_FILES = named('\\.m?[jt]s$');

export interface GradientCommandParts {
  working: SharedEngine;
}

export const gradientCommands: Commands<GradientCommandParts> = {
  /** Of the experiment's model, or of the model in front with its own options. Answers with what was found. */
  checkGradients: {
    title: 'Check Gradients of Own Model',
    about: toTranslate('Compares the gradients of a model that you wrote with finite differences.'),
    icon: 'beaker',
    needsTrust: true,
    palette: either(EXPERIMENT_FILE, MODEL_FILES),
    run: async ({ working }, given?: vscode.Uri) => {
      const file = await savedFile(given ?? vscode.window.activeTextEditor?.document.uri);
      if (!isExperiment(file) && !/\.m?[jt]s$/.test(file.path))
        throw new LabError('INVALID_ARGUMENT', vscode.l10n.t('Open the experiment, or the file of its model.'));
      const title = vscode.l10n.t('Checking the gradients of {0}', path.basename(file.path));
      const checked = await withProgress(title, (signal) =>
        working.call('checkGradients', { file: file.fsPath }, { signal }),
      );
      void showChecked();
      return checked;

      async function showChecked(): Promise<void> {
        const { isRight, text } = summaryOf(checked, vscode.l10n.t);
        const [figures, source] = [vscode.l10n.t('Show Figures'), vscode.l10n.t('Show in Model')];
        const place = checked.operators.find((each) => !each.isRight)?.place;
        const shown = place?.file === undefined ? [figures] : [figures, source];
        const choice = await tell[isRight ? 'information' : 'warning'](text, ...shown);
        if (choice === source && place?.file !== undefined)
          await showFileAt(vscode.Uri.file(place.file), { line: (place.line ?? 1) - 1 });
        if (choice !== figures) return;
        const content = gradientsText(checked);
        await vscode.window.showTextDocument(
          await vscode.workspace.openTextDocument({ content, language: 'plaintext' }),
        );
      }
    },
  },
};
