// Dialogs for files, with what comes from files made harmless: where the editor runs in a browser they are lists to choose from.
import * as vscode from 'vscode';
import { shownLine } from '../../../protocol/plainText';

const shown = <T extends { title?: string }>(options: T): T => ({
  ...options,
  ...(options.title === undefined ? {} : { title: shownLine(options.title) }),
});

/** Empty where the person chooses none. */
export const openDialog = async (options: vscode.OpenDialogOptions): Promise<vscode.Uri[]> =>
  (await vscode.window.showOpenDialog(shown(options))) ?? [];

export const saveDialog = (options: vscode.SaveDialogOptions): Thenable<vscode.Uri | undefined> =>
  vscode.window.showSaveDialog(shown(options));
