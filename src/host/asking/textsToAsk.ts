// Which text a command asks a run about.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import { LONGEST_TEXT } from './question';
import { pickText } from '../editor/shown/picks';

/** Fails with `NOT_FOUND` where nothing is selected. */
export function selectedText(): string {
  const editor = vscode.window.activeTextEditor;
  const text = editor?.document.getText(editor.selection).trim() ?? '';
  if (text === '') throw new LabError('NOT_FOUND', vscode.l10n.t('Select some text first.'));
  return text.slice(0, LONGEST_TEXT);
}

/** A selection is meant without asking; otherwise a text that is typed, or the active file. */
export async function whatToDecode(): Promise<string | vscode.Uri | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor && !editor.selection.isEmpty) return selectedText();
  const file = editor?.document.uri.scheme === 'file' ? editor.document.uri : undefined;
  if (!file) return '';
  const typed = vscode.l10n.t('A text that I type');
  const whole = vscode.l10n.t('All lines of {0}', path.basename(file.path));
  const title = vscode.l10n.t('What should be decoded?');
  const choice = await pickText([typed, whole], { title });
  return choice === undefined ? undefined : choice === typed ? '' : file;
}
