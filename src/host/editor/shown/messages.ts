// Messages of the editor, with the text in them made harmless: they would run `[text](command:...)`. Nothing else shows any.
import * as vscode from 'vscode';
import { shownLine, shownText } from '../../../protocol/plainText';

/** Each settles with the button that was pressed, or undefined. */
export const tell = {
  information: (message: string, ...buttons: string[]) =>
    vscode.window.showInformationMessage(shownText(message), ...buttons),
  warning: (message: string, ...buttons: string[]) => vscode.window.showWarningMessage(shownText(message), ...buttons),
  error: (message: string, ...buttons: string[]) => vscode.window.showErrorMessage(shownText(message), ...buttons),
  /** Keeps the person from doing anything else. */
  modally: (question: string, ...buttons: string[]) =>
    vscode.window.showWarningMessage(shownText(question), { modal: true }, ...buttons),
};

/** In the status bar, for a while. */
export function tellBriefly(message: string, milliseconds: number): void {
  vscode.window.setStatusBarMessage(shownLine(message), milliseconds);
}
