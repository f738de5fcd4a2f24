// What is wrong in files that experiments name, as models that people write: shown there, for as long as an experiment says so.
import * as vscode from 'vscode';
import type { Problem } from '../../protocol/engine';
import type { LabErrorPlace } from '../../protocol/labError';
import type { Lifetime } from '../editor/lifetime';
import { diagnostic } from '../editor/shown/texts';

export class SourceProblems {
  private readonly collection: vscode.DiagnosticCollection;
  /** By experiment. */
  private readonly problems = new Map<string, readonly Problem[]>();

  constructor(life: Lifetime) {
    this.collection = life.add(vscode.languages.createDiagnosticCollection('nlp-lab-models'));
  }

  /** @param experiment its address; of one that is shown no more without problems */
  set(experiment: string, problems: readonly Problem[]): void {
    const before = this.filesOf(this.problems.get(experiment) ?? []);
    this.problems.set(experiment, problems);
    for (const file of new Set([...before, ...this.filesOf(problems)])) this.show(file);
  }

  private filesOf(problems: readonly Problem[]): string[] {
    return problems.flatMap(({ source }) => source?.file ?? []);
  }

  private show(file: string): void {
    const found = new Map<string, vscode.Diagnostic>();
    for (const { source, message, code } of [...this.problems.values()].flat())
      if (source?.file === file)
        found.set(message, diagnostic(rangeOf(source), { message, severity: vscode.DiagnosticSeverity.Error, code }));
    this.collection.set(vscode.Uri.file(file), [...found.values()]);
  }
}

function rangeOf({ line = 1, column = 1, length = 1 }: LabErrorPlace): vscode.Range {
  const start = new vscode.Position(line - 1, column - 1);
  return new vscode.Range(start, start.translate(0, length));
}
