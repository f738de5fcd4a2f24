// Waits for the first experiment file that is open.
import * as vscode from 'vscode';
import type { Lifetime } from '../editor/lifetime';
import { isExperiment } from './pickExperiment';

export function onceOpen(begin: () => void, life: Lifetime): void {
  let hasBegun = false;
  const look = ({ uri }: vscode.TextDocument): void => {
    if (hasBegun || !isExperiment(uri)) return;
    hasBegun = true;
    begin();
  };
  vscode.workspace.textDocuments.forEach(look);
  if (!hasBegun) life.add(vscode.workspace.onDidOpenTextDocument(look));
}
