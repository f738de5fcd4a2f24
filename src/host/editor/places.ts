// Shows a place of a file in the editor, beside the view that asked for it.
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import { newFileColumn } from './layout';

export interface Place {
  /** 0-based. */
  line: number;
  /** UTF-16 units in that line; without them the whole line. */
  start?: number;
  end?: number;
}

/** Opens the file where it is already open, else beside the active view where there is room. Compressed files cannot be shown. */
export async function showFileAt(file: vscode.Uri, { line, start, end }: Place): Promise<void> {
  if (file.path.toLowerCase().endsWith('.gz'))
    throw new LabError('INVALID_ARGUMENT', vscode.l10n.t('The editor cannot open compressed files.'));
  const document = await vscode.workspace.openTextDocument(file);
  if (line >= document.lineCount)
    throw new LabError('NOT_FOUND', vscode.l10n.t('The file has changed: line {0} is no longer there.', line + 1));
  const whole = document.lineAt(line).range;
  const range = start === undefined ? whole : new vscode.Range(line, start, line, end ?? start);
  const viewColumn = (editorOf(file) ?? groupOf(file))?.viewColumn ?? (await newFileColumn());
  const editor = await vscode.window.showTextDocument(document, { viewColumn, selection: range });
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Opens the file of an example at its line, from 1. Fails with `NOT_FOUND` where its file is not known. */
export async function showExample(example: { file?: string; line?: number } | undefined): Promise<void> {
  if (!example?.file) throw new LabError('NOT_FOUND', vscode.l10n.t('It is not known in which file this text stands.'));
  await showFileAt(vscode.Uri.file(example.file), { line: Math.max(0, (example.line ?? 1) - 1) });
}

/** Shows the first of several texts where it is already open, unless one of them is in sight. */
export async function bringIntoSight(texts: readonly vscode.Uri[]): Promise<void> {
  const [first] = texts;
  if (!first || texts.some(editorOf)) return;
  await vscode.window.showTextDocument(first, { viewColumn: groupOf(first)?.viewColumn ?? (await newFileColumn()) });
}

const editorOf = (file: vscode.Uri): vscode.TextEditor | undefined =>
  vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === file.toString());

const groupOf = (file: vscode.Uri): vscode.TabGroup | undefined =>
  vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === file.toString()),
  );
