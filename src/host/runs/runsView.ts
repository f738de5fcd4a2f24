// The view *Runs*: its tree, and what stands above it of how that is arranged.
import * as vscode from 'vscode';
import type { Lifetime } from '../editor/lifetime';
import { setTreeTexts } from '../editor/shown/items';
import { type Arranging, groupingInWords, orderInWords, PLAIN } from './arranging';
import type { ExpandedNodes } from './expandedNodes';
import type { TreeNode } from './runNodes';
import { openableId, type RunsTree } from './runsTree';
import type { TreeDragging } from './treeDragging';

interface ViewParts {
  tree: RunsTree;
  expanded: ExpandedNodes;
  arranging: Arranging;
  dragging: TreeDragging;
}

export function showRunsView({ tree, expanded, arranging, dragging }: ViewParts, life: Lifetime): void {
  const options = {
    treeDataProvider: tree,
    showCollapseAll: true,
    canSelectMany: true,
    dragAndDropController: dragging,
  };
  const view: vscode.TreeView<TreeNode> = life.add(vscode.window.createTreeView('nlpLab.runs', options));
  expanded.follow(view, openableId, life);
  tree.selection = () => view.selection;
  const tell = (): void => {
    const { grouping, order, filter } = arranging.current;
    const words = [
      ...(grouping === PLAIN.grouping ? [] : [groupingInWords(grouping)]),
      ...(order === PLAIN.order ? [] : [orderInWords(order)]),
    ];
    setTreeTexts(view, words.join(', '), filter === '' ? undefined : vscode.l10n.t('Filter: {0}', filter));
  };
  tell();
  life.add(arranging.onDidChange(tell));
}
