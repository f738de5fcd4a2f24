// What helps while an experiment is written, a line for each.
import * as vscode from 'vscode';
import type { Lifetime } from '../../editor/lifetime';
import type { Log } from '../../editor/shown/log';
import type { SharedEngine } from '../../engine/sharedEngine';
import type { Runs } from '../../runs/runs';
import { NameCompletion } from './completion';
import { FigureHints } from './figureHints';
import { QuickFixes } from './quickFixes';

export interface WritingParts {
  reading: SharedEngine;
  counting: SharedEngine;
  runs: Runs;
  log: Log;
}

const EXPERIMENTS = { pattern: '**/*.nlplab.json' };

export function helpWhileWriting({ reading, counting, runs, log }: WritingParts, life: Lifetime): void {
  const { registerCompletionItemProvider, registerCodeActionsProvider, registerInlayHintsProvider } = vscode.languages;
  const fixes = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
  life.add(registerCompletionItemProvider(EXPERIMENTS, new NameCompletion(reading, log), '"', ':'));
  life.add(registerCodeActionsProvider(EXPERIMENTS, new QuickFixes(reading, log), fixes));
  life.add(registerInlayHintsProvider(EXPERIMENTS, new FigureHints({ engine: counting, runs, log }, life)));
}
