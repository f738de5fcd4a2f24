// The tree *Runs*: runs with their state, below each its configuration, metrics and checkpoints.
import * as vscode from 'vscode';
import type { Lifetime } from '../editor/lifetime';
import { type DetailGroup, type DetailRow, describeRun, detailsOf } from './describeRun';
import { runId } from './runEntry';
import { readConfiguration } from './runFiles';
import type { Runs } from './runs';

export interface RunNode {
  kind: 'run';
  folder: string;
}
type GroupNode = { kind: 'group'; folder: string; group: DetailGroup };
type RowNode = { kind: 'row'; id: string; row: DetailRow };
export type TreeNode = RunNode | GroupNode | RowNode;

/** How a click shows a run: the next one takes its place, and the tree keeps the focus. */
export const CLICKED = { preview: true, preserveFocus: true };

/** Live figures move at most this often. */
const INTERVAL_MS = 400;

export class RunsTree implements vscode.TreeDataProvider<TreeNode> {
  private readonly nodes = new Map<string, RunNode>();
  private readonly changed = new Set<string>();
  private timer?: ReturnType<typeof setTimeout>;
  private readonly emitter: vscode.EventEmitter<TreeNode | undefined>;
  readonly onDidChangeTreeData: vscode.Event<TreeNode | undefined>;

  constructor(
    private readonly runs: Runs,
    life: Lifetime,
  ) {
    this.emitter = life.add(new vscode.EventEmitter());
    this.onDidChangeTreeData = this.emitter.event;
    life.add(runs.onDidChange((folder) => this.onChange(folder)));
    life.add({ dispose: () => clearTimeout(this.timer) });
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (!node) return (await this.runs.ready()).map(({ summary }) => this.nodeOf(summary.folder));
    if (node.kind === 'run') return this.groupsOf(node.folder);
    if (node.kind === 'row') return [];
    const { folder, group } = node;
    return group.rows.map((row, index) => ({ kind: 'row', id: `${folder}#${group.id}#${index}`, row }));
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    if (node.kind === 'run') return this.runItem(node);
    return node.kind === 'group' ? groupItem(node) : rowItem(node);
  }

  getParent(): undefined {
    return undefined;
  }

  private runItem({ folder }: RunNode): vscode.TreeItem {
    const entry = this.runs.at(folder);
    if (!entry) return new vscode.TreeItem(runId(folder));
    const look = describeRun(entry, vscode.l10n.t);
    const item = new vscode.TreeItem(look.label, vscode.TreeItemCollapsibleState.Collapsed);
    item.id = folder;
    item.description = look.description;
    item.tooltip = look.tooltip;
    item.contextValue = look.context;
    item.iconPath = new vscode.ThemeIcon(look.icon, look.color ? new vscode.ThemeColor(look.color) : undefined);
    item.accessibilityInformation = { label: `${look.label}, ${look.description}` };
    item.command = { command: 'nlpLab.openRun', title: vscode.l10n.t('Open Run'), arguments: [runId(folder), CLICKED] };
    return item;
  }

  private async groupsOf(folder: string): Promise<GroupNode[]> {
    const entry = this.runs.at(folder);
    if (!entry) return [];
    const groups = detailsOf(entry, await readConfiguration(folder), vscode.l10n.t);
    return groups.map((group) => ({ kind: 'group', folder, group }));
  }

  private nodeOf(folder: string): RunNode {
    const node = this.nodes.get(folder) ?? { kind: 'run', folder };
    this.nodes.set(folder, node);
    return node;
  }

  private onChange(folder: string | undefined): void {
    if (folder === undefined) {
      this.changed.clear();
      this.emitter.fire(undefined);
      return;
    }
    this.changed.add(folder);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      for (const one of this.changed) this.emitter.fire(this.nodeOf(one));
      this.changed.clear();
    }, INTERVAL_MS);
  }
}

function groupItem({ folder, group }: GroupNode): vscode.TreeItem {
  const item = new vscode.TreeItem(group.label, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `${folder}#${group.id}`;
  item.iconPath = new vscode.ThemeIcon(group.icon);
  return item;
}

function rowItem({ id, row }: RowNode): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label);
  item.id = id;
  item.description = row.value;
  item.tooltip = row.tooltip ?? `${row.label}: ${row.value}`;
  return item;
}
