// Activation only: builds the parts, returns. Nothing of the engine is loaded before it is needed.
import * as vscode from 'vscode';
import { learnEngineTexts } from './host/editor/engineTexts';
import { Lifetime } from './host/editor/lifetime';
import { buildParts } from './host/parts';
import { writeTimesIn } from './protocol/figures';
import type { Inspection } from './host/inspection';

let end: (() => Promise<void>) | undefined;

export function activate(context: vscode.ExtensionContext): Inspection {
  const began = performance.now();
  writeTimesIn(vscode.l10n.t);
  if (!/^en\b/.test(vscode.env.language)) void learnEngineTexts();
  const life = new Lifetime();
  context.subscriptions.push(life);
  const { end: endThreads, ...parts } = buildParts(context, life);
  end = endThreads;
  return { activationMs: performance.now() - began, life, ...parts };
}

/** Trainings are stopped between two steps, so that they can be resumed, and their threads are waited for. */
export async function deactivate(): Promise<void> {
  await end?.();
}
