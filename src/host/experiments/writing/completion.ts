// Completes what experiments name: columns, runs, files. What can stand where is known to the engine.
import * as vscode from 'vscode';
import type { Proposal } from '../../../protocol/writing';
import type { Log } from '../../editor/shown/log';
import { proposal } from '../../editor/shown/whileWriting';
import type { SharedEngine } from '../../engine/sharedEngine';
import { whileWanted, writtenExperiment } from './asked';
import { namedFiles } from './namedFiles';

const { Field, Reference, Folder, File } = vscode.CompletionItemKind;
const KINDS: Record<Proposal['kind'], vscode.CompletionItemKind> = { column: Field, run: Reference, folder: Folder };

export class NameCompletion implements vscode.CompletionItemProvider {
  constructor(
    private readonly engine: SharedEngine,
    private readonly log: Log,
  ) {}

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionItem[]> {
    const experiment = writtenExperiment(document);
    const asked = { ...experiment, offset: document.offsetAt(position) };
    const reply = await whileWanted(token, this.log, (signal) => this.engine.call('proposals', asked, { signal }));
    if (!reply) return [];
    const { proposals, files, replaced } = reply;
    const named = await namedFiles(files, experiment.baseFolder);
    const all = [
      ...proposals.map(({ value, kind, detail, about }) => ({
        ...{ text: JSON.stringify(value), kind: KINDS[kind], detail: inWords(detail), about: about.map(inWords) },
      })),
      ...named.map((name) => ({ text: JSON.stringify(name), kind: File, detail: '', about: [] })),
    ];
    const range = new vscode.Range(
      document.positionAt(replaced.offset),
      document.positionAt(replaced.offset + replaced.length),
    );
    return all.map((one, rank) => proposal({ ...one, range, rank }));
  }
}

function inWords({ text, values = [] }: Proposal['detail']): string {
  const translate = vscode.l10n.t;
  return translate(text, ...values);
}
