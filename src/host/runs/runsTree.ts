// The tree *Runs*: what waits to be trained, then the runs with their state, below each its configuration, metrics and checkpoints.
import * as vscode from 'vscode';
import type { RunDetails } from '../../protocol/run';
import type { Lifetime } from '../editor/lifetime';
import { type TreeLook, treeItem } from '../editor/shown/items';
import { MANAGE_TRUST } from '../editor/trust';
import type { SharedEngine } from '../engine/sharedEngine';
import type { TrainingQueue, WaitingTraining } from '../engine/trainingQueue';
import { type DetailGroup, type DetailRow, describeRun, detailsOf, type RunLook } from './describeRun';
import { describeWaiting } from './describeWaiting';
import type { ExpandedNodes } from './expandedNodes';
import { runId } from './runEntry';
import { readDetails } from './runFiles';
import type { Runs } from './runs';
import { TreeChanges } from './treeChanges';

export interface RunNode {
  kind: 'run';
  folder: string;
}
type GroupNode = { kind: 'group'; folder: string; group: DetailGroup };
type RowNode = { kind: 'row'; id: string; row: DetailRow };
/** A training that waits for its turn. */
type WaitingNode = { kind: 'waiting'; id: string; waiting: WaitingTraining };
/** That Restricted Mode keeps runs from being used. */
type RestrictedNode = { kind: 'restricted' };
export type TreeNode = RunNode | GroupNode | RowNode | WaitingNode | RestrictedNode;

/** How a click shows a run: the next one takes its place, and the tree keeps the focus. */
export const CLICKED = { preview: true, preserveFocus: true };

/** Live figures move at most this often. */
const INTERVAL_MS = 400;

export class RunsTree implements vscode.TreeDataProvider<TreeNode> {
  private readonly nodes = new Map<string, RunNode>();
  /** By id. */
  private readonly groups = new Map<string, GroupNode>();
  /** By folder, of runs that were opened in the tree. */
  private readonly configurations = new Map<string, RunDetails['configuration']>();
  private readonly changed = new Set<string>();
  private timer?: ReturnType<typeof setTimeout>;
  /** By folder of a run, and by id of a group. */
  private readonly changes: TreeChanges<string>;
  private readonly emitter: vscode.EventEmitter<TreeNode | undefined>;
  readonly onDidChangeTreeData: vscode.Event<TreeNode | undefined>;

  constructor(
    private readonly runs: Runs,
    private readonly queue: TrainingQueue,
    private readonly expanded: ExpandedNodes,
    private readonly reading: SharedEngine,
    life: Lifetime,
  ) {
    this.emitter = life.add(new vscode.EventEmitter<TreeNode | undefined>());
    this.onDidChangeTreeData = this.emitter.event;
    this.changes = life.add(
      new TreeChanges((id) =>
        this.emitter.fire(id === undefined ? undefined : (this.groups.get(id) ?? this.nodeOf(id))),
      ),
    );
    life.add(runs.onDidChange((folder) => this.onChange(folder)));
    life.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.onChange(undefined)));
    life.add({ dispose: () => clearTimeout(this.timer) });
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (!node) return this.topNodes();
    if (node.kind === 'run') return this.groupsOf(node.folder);
    if (node.kind !== 'group') return [];
    const { folder, group } = node;
    this.changes.asked(idOf(node));
    if (group.id === 'configuration' && group.rows.length === 0) void this.readConfiguration(node);
    return group.rows.map((row, index) => ({ kind: 'row', id: `${folder}#${group.id}#${index}`, row }));
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    if (node.kind === 'run') return this.runItem(node);
    if (node.kind === 'waiting')
      return treeItem(lookOf(describeWaiting(this.queue, node.waiting, vscode.l10n.t), node.id));
    if (node.kind === 'restricted') return restrictedItem();
    return node.kind === 'group' ? this.groupItem(node) : rowItem(node);
  }

  getParent(): undefined {
    return undefined;
  }

  private runItem({ folder }: RunNode): vscode.TreeItem {
    this.changes.asked(folder);
    const entry = this.runs.at(folder);
    if (!entry) return treeItem({ label: runId(folder) });
    const title = vscode.l10n.t('Open Run');
    const command = { command: 'nlpLab.openRun', title, arguments: [runId(folder), CLICKED] };
    return treeItem({
      ...lookOf(describeRun(entry, vscode.l10n.t), folder),
      ...{ state: this.expanded.stateOf(folder), command },
    });
  }

  /** Where nothing is to be listed, the view says how to begin. */
  private async topNodes(): Promise<TreeNode[]> {
    this.changes.asked(undefined);
    const runs = (await this.runs.ready()).map(({ summary }) => this.nodeOf(summary.folder));
    const waiting = this.queue.waiting.map((one): WaitingNode => ({ kind: 'waiting', id: one.id, waiting: one }));
    const isRestricted = !vscode.workspace.isTrusted && runs.length > 0;
    return [...(isRestricted ? [RESTRICTED] : []), ...waiting, ...runs];
  }

  private groupItem(node: GroupNode): vscode.TreeItem {
    const id = idOf(node);
    const { label, icon } = node.group;
    return treeItem({ label, id, icon, state: this.expanded.stateOf(id) });
  }

  /**
   * Nothing is waited for, and nothing is told to be drawn anew: a tree that gets other children of a run while it asks for those of
   * its groups may stand still for good. So the configuration, which never changes, is read when its group is opened.
   */
  private groupsOf(folder: string): GroupNode[] {
    const entry = this.runs.at(folder);
    if (!entry) return [];
    const groups = detailsOf(entry, this.configurations.get(folder), vscode.l10n.t);
    return groups.map((group) => this.groupOf(folder, group));
  }

  private async readConfiguration(node: GroupNode): Promise<void> {
    const { configuration } = await readDetails(this.reading, node.folder);
    if (configuration.length === 0) return; // to be tried again
    this.configurations.set(node.folder, configuration);
    this.groupsOf(node.folder); // gives the node its rows
    this.changes.changed(idOf(node)); // told until the editor asks: it may still be drawing the group without rows
  }

  private groupOf(folder: string, group: DetailGroup): GroupNode {
    const made: GroupNode = { kind: 'group', folder, group };
    const node = this.groups.get(idOf(made)) ?? made;
    node.group = group;
    this.groups.set(idOf(node), node);
    return node;
  }

  private nodeOf(folder: string): RunNode {
    const node = this.nodes.get(folder) ?? { kind: 'run', folder };
    this.nodes.set(folder, node);
    return node;
  }

  private onChange(folder: string | undefined): void {
    if (folder === undefined) {
      this.changed.clear();
      this.changes.changed(undefined);
      return;
    }
    this.changed.add(folder);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      for (const one of this.changed) this.changes.changed(one);
      this.changed.clear();
    }, INTERVAL_MS);
  }
}

const idOf = (node: RunNode | GroupNode): string =>
  node.kind === 'run' ? node.folder : `${node.folder}#${node.group.id}`;

/** The id of a node that can be open. */
export const openableId = (node: TreeNode): string | undefined =>
  node.kind === 'run' || node.kind === 'group' ? idOf(node) : undefined;

const RESTRICTED: RestrictedNode = { kind: 'restricted' };

function restrictedItem(): vscode.TreeItem {
  const title = vscode.l10n.t('Manage Workspace Trust');
  return treeItem({
    label: vscode.l10n.t('Restricted Mode: runs can only be looked at'),
    description: title,
    tooltip: vscode.l10n.t('This is off in Restricted Mode. Trust this folder to train and to use models in it.'),
    icon: 'shield',
    command: { command: MANAGE_TRUST, title },
  });
}

const lookOf = (look: RunLook, id: string): TreeLook => ({ ...look, id, spoken: `${look.label}, ${look.description}` });

const rowItem = ({ id, row: { label, value, tooltip } }: RowNode): vscode.TreeItem =>
  treeItem({ label, id, description: value, tooltip: tooltip ?? `${label}: ${value}` });
