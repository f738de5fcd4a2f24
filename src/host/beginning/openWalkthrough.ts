// Brings the walkthrough to the front.
import * as vscode from 'vscode';
import { WALKTHROUGH } from './walkthrough';

export const openWalkthrough = (): Thenable<unknown> =>
  vscode.commands.executeCommand('workbench.action.openWalkthrough', WALKTHROUGH, false);
