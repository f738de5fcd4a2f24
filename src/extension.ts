// Activation only: builds the parts, connects them, returns. Nothing of the engine is loaded here.
import * as vscode from 'vscode';
import { Lifetime } from './host/lifetime';

export function activate(context: vscode.ExtensionContext): { activationMs: number } {
  const start = performance.now();
  const life = new Lifetime();
  context.subscriptions.push(life);
  const log = life.add(vscode.window.createOutputChannel('NLP Lab', { log: true }));
  life.add(vscode.commands.registerCommand('nlpLab.showLog', () => log.show()));
  return { activationMs: performance.now() - start };
}
