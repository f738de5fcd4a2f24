// The tree *Corpora*: the files of texts in the workspace, below each its columns and encoding, and the experiments, tokenizers and vectors
// that belong to it.
import * as vscode from 'vscode';
import { corpusEndings, taggedEndings } from '../../protocol/corpusFiles';
import { LabError } from '../../protocol/labError';
import { workspaceFiles } from '../editor/files';
import type { Lifetime } from '../editor/lifetime';
import type { SharedEngine } from '../engine/sharedEngine';
import { contentNodes, corpusItem, type CorpusNode, type PartNode, partItem } from './corpusNodes';
import { relatedNodes } from './relatedFiles';

const MOST_FILES = 500;
/** Texts about the folder rather than texts to learn from. */
const ENDINGS = [...new Set([...corpusEndings, ...taggedEndings])].filter((ending) => ending !== 'md');
const PATTERN = `**/*.{${ENDINGS.flatMap((ending) => [ending, `${ending}.gz`]).join()}}`;

export class CorporaTree {
  /** By address, those that are listed: the editor knows lines by the objects that it was given. */
  private readonly listed = new Map<string, vscode.Uri>();
  private readonly bytes = new Map<string, number>();

  /** @param changed called with the line that is to be drawn anew; without one when there may be other files */
  constructor(
    private readonly engine: SharedEngine,
    changed: (file?: vscode.Uri) => void,
    life: Lifetime,
  ) {
    const watcher = life.add(vscode.workspace.createFileSystemWatcher(PATTERN));
    for (const event of [watcher.onDidCreate, watcher.onDidDelete])
      life.add(event((file) => isListed(file) && changed()));
    life.add(watcher.onDidChange((file) => void this.measureAgain(file).then((line) => line && changed(line))));
    life.add(vscode.workspace.onDidChangeWorkspaceFolders(() => changed()));
  }

  async getChildren(node?: CorpusNode): Promise<CorpusNode[]> {
    if (node instanceof vscode.Uri) return this.partsOf(node);
    if (node) return [];
    const files = await workspaceFiles(PATTERN, MOST_FILES + 1);
    const listed = files.slice(0, MOST_FILES);
    this.listed.clear();
    for (const file of listed) this.listed.set(file.toString(), file);
    await Promise.all(listed.map((file) => this.measure(file)));
    if (files.length === listed.length) return listed;
    const label = vscode.l10n.t('The first {0} files are listed.', MOST_FILES);
    return [...listed, { id: 'more', label, icon: 'info' }];
  }

  getTreeItem(node: CorpusNode): vscode.TreeItem {
    return node instanceof vscode.Uri ? corpusItem(node, this.bytes.get(node.toString())) : partItem(node);
  }

  private async measureAgain(file: vscode.Uri): Promise<vscode.Uri | undefined> {
    const line = this.listed.get(file.toString());
    if (line) await this.measure(line);
    return line;
  }

  private async measure(file: vscode.Uri): Promise<void> {
    try {
      this.bytes.set(file.toString(), (await vscode.workspace.fs.stat(file)).size);
    } catch {
      this.bytes.delete(file.toString());
    }
  }

  private async partsOf(file: vscode.Uri): Promise<PartNode[]> {
    const content = await this.engine
      .call('columns', { file: file.fsPath })
      .then((reply) => contentNodes(file, reply))
      .catch((error: unknown): PartNode[] => [
        { id: `${file.toString()}#fault`, label: LabError.toData(error).message, icon: 'warning' },
      ]);
    return [...content, ...(await relatedNodes(file))];
  }
}

const isListed = (file: vscode.Uri): boolean => !/[\\/](node_modules|\.nlplab)[\\/]/u.test(file.path);
