// Which of a lesson's texts is opened: in the language of the editor, else in English, else the one there is.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { LESSON_FILE } from '../../protocol/lesson';

export const language = (): string => vscode.env.language.slice(0, 2);

/** Sorts texts so that the one to open is the last. */
export const inThisLanguageLast = (one: vscode.Uri, other: vscode.Uri): number => rankOf(one) - rankOf(other);

function rankOf({ path: name }: vscode.Uri): number {
  const written = LESSON_FILE.exec(path.basename(name))?.[1] ?? 'en';
  return written === language() ? 2 : Number(written === 'en');
}
