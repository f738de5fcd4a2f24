// The tree *Runs*: what waits to be trained, then the runs with their state, below each its configuration, metrics and checkpoints.
import * as vscode from 'vscode';
import type { RunDetails } from '../../protocol/run';
import type { Lifetime } from '../editor/lifetime';
import { treeItem } from '../editor/shown/items';
import type { SharedEngine } from '../engine/sharedEngine';
import type { TrainingQueue } from '../engine/trainingQueue';
import type { RunGroup } from './arrangedRuns';
import type { Arranging } from './arranging';
import { type DetailGroup, describeRun, detailsOf } from './describeRun';
import { describeWaiting } from './describeWaiting';
import type { ExpandedNodes } from './expandedNodes';
import { type RunEntry, runId } from './runEntry';
import { readDetails } from './runFiles';
import {
  CLICKED,
  type GroupNode,
  lookOf,
  moreItem,
  noneItem,
  RESTRICTED,
  restrictedItem,
  rowItem,
  type RunNode,
  sectionItem,
  type SectionNode,
  type TreeNode,
  type WaitingNode,
} from './runNodes';
import type { Runs } from './runs';
import { TreeChanges } from './treeChanges';

/** Live figures move at most this often. */
const INTERVAL_MS = 400;

/** So many runs stand in a list until more are asked for: of ten thousand lines nobody reads, and the editor takes seconds for them. */
const LISTED_AT_ONCE = 300;
/** The section of runs that are in no group. */
const ALL = 'all';

export interface TreeOptions {
  runs: Runs;
  queue: TrainingQueue;
  expanded: ExpandedNodes;
  arranging: Arranging;
  reading: SharedEngine;
}

export class RunsTree implements vscode.TreeDataProvider<TreeNode> {
  private readonly nodes = new Map<string, RunNode>();
  /** By folder, the ids of a run's lines. */
  private readonly lines = new Map<string, Set<string>>();
  private readonly sections = new Map<string, SectionNode>();
  /** By section, how many runs stand in it where that are more than at once. */
  private readonly shown = new Map<string, number>();
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
    private readonly options: TreeOptions,
    life: Lifetime,
  ) {
    const { runs, arranging } = options;
    this.emitter = life.add(new vscode.EventEmitter<TreeNode | undefined>());
    this.onDidChangeTreeData = this.emitter.event;
    this.changes = life.add(
      new TreeChanges((id) =>
        this.emitter.fire(id === undefined ? undefined : (this.groups.get(id) ?? this.nodes.get(id))),
      ),
    );
    life.add(runs.onDidChange((folder) => this.onChange(folder)));
    life.add(arranging.onDidChange(() => this.onArranged()));
    life.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.onChange(undefined)));
    life.add({ dispose: () => clearTimeout(this.timer) });
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (!node) return this.topNodes();
    if (node.kind === 'run') return this.groupsOf(node);
    if (node.kind === 'section') return this.listed(node.id, node.group.entries);
    if (node.kind !== 'group') return [];
    const { group } = node;
    this.changes.asked(idOf(node));
    if (group.id === 'configuration' && group.rows.length === 0) void this.readConfiguration(node);
    return group.rows.map((row, index) => ({ kind: 'row', id: `${idOf(node)}#${index}`, row }));
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    switch (node.kind) {
      case 'run':
        return this.runItem(node);
      case 'section':
        return sectionItem(node, this.options.expanded.stateOf(node.id));
      case 'waiting':
        return treeItem(lookOf(describeWaiting(this.options.queue, node.waiting, vscode.l10n.t), node.id));
      case 'group':
        return this.groupItem(node);
      case 'row':
        return rowItem(node);
      case 'more':
        return moreItem(node);
      case 'none':
        return noneItem(node);
      case 'restricted':
        return restrictedItem();
    }
  }

  getParent(): undefined {
    return undefined;
  }

  /** The selected lines; the view that shows the tree knows them. */
  selection: () => readonly TreeNode[] = () => [];

  /** Lists more runs of a section. */
  showMore(section: string): void {
    this.shown.set(section, this.shownIn(section) + LISTED_AT_ONCE);
    this.onChange(undefined);
  }

  private shownIn(section: string): number {
    return this.shown.get(section) ?? LISTED_AT_ONCE;
  }

  private runItem({ id, folder }: RunNode): vscode.TreeItem {
    this.changes.asked(id);
    const entry = this.options.runs.at(folder);
    if (!entry) return treeItem({ label: runId(folder), id });
    const title = vscode.l10n.t('Open Run');
    const command = { command: 'nlpLab.openRun', title, arguments: [runId(folder), CLICKED] };
    return treeItem({
      ...lookOf(describeRun(entry, vscode.l10n.t), id),
      ...{ state: this.options.expanded.stateOf(id), command },
    });
  }

  /** Where nothing is to be listed, the view says how to begin. */
  private async topNodes(): Promise<TreeNode[]> {
    this.changes.asked(undefined);
    const { queue, runs, arranging } = this.options;
    const { chosenRuns, groupsOf } = await import('./arrangedRuns');
    const all = await runs.ready();
    const waiting = queue.waiting.map((one): WaitingNode => ({ kind: 'waiting', id: one.id, waiting: one }));
    const isRestricted = !vscode.workspace.isTrusted && all.length > 0;
    const { grouping, filter } = arranging.current;
    const chosen = chosenRuns(all, arranging.current);
    const none = chosen.length === 0 && all.length > 0 ? [{ kind: 'none', filter } as const] : [];
    const arranged =
      grouping === 'none'
        ? this.listed(ALL, chosen)
        : groupsOf(chosen, grouping, vscode.l10n.t).map((group) => this.sectionOf(`${grouping}:${group.key}`, group));
    return [...(isRestricted ? [RESTRICTED] : []), ...waiting, ...none, ...arranged];
  }

  private listed(section: string, entries: readonly RunEntry[]): TreeNode[] {
    const shown = entries.slice(0, this.shownIn(section));
    const left = entries.length - shown.length;
    const isRepeated = this.options.arranging.current.grouping === 'tag';
    const nodes = shown.map(({ summary: { folder } }) =>
      this.nodeOf(folder, isRepeated ? `${section}|${folder}` : folder),
    );
    return left > 0 ? [...nodes, { kind: 'more', section, left }] : nodes;
  }

  private sectionOf(id: string, group: RunGroup): SectionNode {
    const node = this.sections.get(id) ?? { kind: 'section', id, group };
    node.group = group;
    this.sections.set(id, node);
    return node;
  }

  private groupItem(node: GroupNode): vscode.TreeItem {
    const id = idOf(node);
    const { label, icon } = node.group;
    return treeItem({ label, id, icon, state: this.options.expanded.stateOf(id) });
  }

  /**
   * Nothing is waited for, and nothing is told to be drawn anew: a tree that gets other children of a run while it asks for those of
   * its groups may stand still for good. So the configuration, which never changes, is read when its group is opened.
   */
  private groupsOf(run: RunNode): GroupNode[] {
    const entry = this.options.runs.at(run.folder);
    if (!entry) return [];
    const groups = detailsOf(entry, this.configurations.get(run.folder), vscode.l10n.t);
    return groups.map((group) => this.groupOf(run, group));
  }

  private async readConfiguration({ run, group }: GroupNode): Promise<void> {
    const { configuration } = await readDetails(this.options.reading, run.folder);
    if (configuration.length === 0) return; // to be tried again
    this.configurations.set(run.folder, configuration);
    this.groupsOf(run); // gives the node its rows
    this.changes.changed(idOf({ kind: 'group', run, group })); // told until the editor asks: it may still be drawing the group without rows
  }

  private groupOf(run: RunNode, group: DetailGroup): GroupNode {
    const made: GroupNode = { kind: 'group', run, group };
    const node = this.groups.get(idOf(made)) ?? made;
    node.group = group;
    this.groups.set(idOf(node), node);
    return node;
  }

  private nodeOf(folder: string, id: string): RunNode {
    const node = this.nodes.get(id) ?? { kind: 'run', id, folder };
    this.nodes.set(id, node);
    this.lines.set(folder, (this.lines.get(folder) ?? new Set()).add(id));
    return node;
  }

  private onArranged(): void {
    for (const map of [this.shown, this.nodes, this.lines, this.sections, this.groups]) map.clear();
    this.onChange(undefined);
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
      for (const one of this.changed) for (const id of this.lines.get(one) ?? []) this.changes.changed(id);
      this.changed.clear();
    }, INTERVAL_MS);
  }
}

const idOf = (node: RunNode | GroupNode): string => (node.kind === 'run' ? node.id : `${node.run.id}#${node.group.id}`);

/** The id of a node that can be open. */
export function openableId(node: TreeNode): string | undefined {
  if (node.kind === 'section') return node.id;
  return node.kind === 'run' || node.kind === 'group' ? idOf(node) : undefined;
}
