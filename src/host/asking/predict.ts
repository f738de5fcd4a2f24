// Predicts with a run: for a text that is given, or for one that the person types.
import * as vscode from 'vscode';
import { type LabelAnswer, labelOf, type NumberAnswer } from '../../protocol/answer';
import { share } from '../../protocol/figures';
import { requireTrust } from '../editor/trust';
import type { SharedEngine } from '../engine/sharedEngine';
import type { RunPanels } from '../runs/runView';
import { tell } from '../editor/shown/messages';
import { askForLine } from '../editor/shown/picks';

export interface PredictionParts {
  working: SharedEngine;
  views: { run: RunPanels };
}

/** What is given is answered, what is typed is shown too; undefined when the person gives up. */
export async function predict(
  { working, views }: PredictionParts,
  folder: string,
  text?: string,
): Promise<LabelAnswer | NumberAnswer | undefined> {
  requireTrust(vscode.l10n.t('Trust this folder to use and change its runs.'));
  const asked = text ?? (await askForText());
  if (asked === undefined) return undefined;
  const { answers } = await working.call('ask', { folder, texts: [asked] });
  const [first] = answers;
  const answer = first.kind === 'number' ? first : labelOf(first);
  if (text !== undefined) return answer;
  const open = vscode.l10n.t('Open Run');
  const message =
    answer.kind === 'number' ? answer.output : vscode.l10n.t('{0}: {1}', answer.label, share(answer.score));
  void tell.information(message, open).then(async (choice) => {
    if (choice === open) await views.run.show({ folder });
  });
  return answer;
}

async function askForText(): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  const value = editor?.document.getText(editor.selection);
  return askForLine({
    title: vscode.l10n.t('Predict with Run'),
    prompt: vscode.l10n.t('The text to predict for'),
    value,
  });
}
