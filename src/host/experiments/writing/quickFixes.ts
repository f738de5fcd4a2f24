// Quick fixes for what is wrong in experiments: the engine says what puts it right, and has tried it.
import * as vscode from 'vscode';
import type { Fix, WrittenExperiment } from '../../../protocol/writing';
import { MARKED_BY } from '../../editor/shown/texts';
import type { Log } from '../../editor/shown/log';
import { quickFix } from '../../editor/shown/whileWriting';
import type { SharedEngine } from '../../engine/sharedEngine';
import { whileWanted, writtenExperiment } from './asked';
import { namedFiles } from './namedFiles';

export class QuickFixes implements vscode.CodeActionProvider {
  constructor(
    private readonly engine: SharedEngine,
    private readonly log: Log,
  ) {}

  async provideCodeActions(
    document: vscode.TextDocument,
    _: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    const experiment = writtenExperiment(document);
    const places = new Map<string, vscode.Diagnostic[]>();
    for (const one of diagnostics.filter(({ source }) => source === MARKED_BY)) {
      const { line, character } = one.range.start;
      const key = `${line}:${character}`;
      places.set(key, [...(places.get(key) ?? []), one]);
    }
    const actions: vscode.CodeAction[] = [];
    for (const here of places.values()) {
      const { start } = here[0].range;
      const fixes = await whileWanted(token, this.log, (signal) => this.fixesAt(experiment, start, signal));
      for (const [i, fix] of (fixes ?? []).entries())
        actions.push(
          quickFix({ says: inWords(fix), edit: editOf(document, fix), diagnostics: here, isPreferred: i === 0 }),
        );
    }
    return actions;
  }

  private async fixesAt(
    experiment: WrittenExperiment,
    { line, character }: vscode.Position,
    signal: AbortSignal,
  ): Promise<Fix[]> {
    const place = { ...experiment, line: line + 1, column: character + 1 };
    const { fixes, files } = await this.engine.call('fixes', place, { signal });
    if (files.length === 0) return fixes;
    const named = await namedFiles(files, experiment.baseFolder);
    return named.length === 0 ? fixes : (await this.engine.call('fixes', { ...place, files: named }, { signal })).fixes;
  }
}

function inWords({ kind, text }: Fix): string {
  const { t } = vscode.l10n;
  if (kind === 'rename') return t('Rename to {0}', text);
  if (kind === 'add') return t('Add {0}', text);
  return kind === 'remove' ? t('Take out {0}', text) : t('Change to {0}', text);
}

function editOf(document: vscode.TextDocument, { edits }: Fix): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { offset, length, content } of edits)
    edit.replace(
      document.uri,
      new vscode.Range(document.positionAt(offset), document.positionAt(offset + length)),
      content,
    );
  return edit;
}
