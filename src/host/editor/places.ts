// Shows a place of a file in the editor, beside the view that asked for it.
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';

export interface Place {
  /** 0-based. */
  line: number;
  /** UTF-16 units in that line; without them the whole line. */
  start?: number;
  end?: number;
}

/** Opens the file where it is already open, else beside the active view. Compressed files cannot be shown. */
export async function showFileAt(file: vscode.Uri, { line, start, end }: Place): Promise<void> {
  if (file.path.toLowerCase().endsWith('.gz'))
    throw new LabError('INVALID_ARGUMENT', vscode.l10n.t('The editor cannot open compressed files.'));
  const document = await vscode.workspace.openTextDocument(file);
  if (line >= document.lineCount)
    throw new LabError('NOT_FOUND', vscode.l10n.t('The file has changed: line {0} is no longer there.', line + 1));
  const whole = document.lineAt(line).range;
  const range = start === undefined ? whole : new vscode.Range(line, start, line, end ?? start);
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  const open = vscode.window.tabGroups.all.find((group) =>
    group.tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === file.toString()),
  );
  const column = shown?.viewColumn ?? open?.viewColumn ?? vscode.ViewColumn.Beside;
  const editor = await vscode.window.showTextDocument(document, { viewColumn: column, selection: range });
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
