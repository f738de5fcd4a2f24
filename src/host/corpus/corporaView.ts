// The view *Corpora*. What it takes is loaded when it is first seen.
import * as vscode from 'vscode';
import type { Lifetime } from '../editor/lifetime';
import type { SharedEngine } from '../engine/sharedEngine';
import type { CorporaTree } from './corporaTree';
import type { CorpusNode } from './corpusNodes';

export function showCorporaView(engine: SharedEngine, life: Lifetime): void {
  const emitter = life.add(new vscode.EventEmitter<CorpusNode | undefined>());
  let loaded: Promise<CorporaTree> | undefined;
  const tree = (): Promise<CorporaTree> =>
    (loaded ??= import('./corporaTree').then(
      (part) => new part.CorporaTree(engine, (file) => emitter.fire(file), life),
    ));
  const treeDataProvider: vscode.TreeDataProvider<CorpusNode> = {
    onDidChangeTreeData: emitter.event,
    getChildren: async (node) => (await tree()).getChildren(node),
    getTreeItem: async (node) => (await tree()).getTreeItem(node),
  };
  const options = { treeDataProvider, showCollapseAll: true, canSelectMany: true };
  life.add(vscode.window.createTreeView('nlpLab.corpora', options));
}
