// Which nodes of a tree are open, over a reload of the window.
import * as vscode from 'vscode';
import type { Lifetime } from '../editor/lifetime';

const KEY = 'nlpLab.expandedRuns';
/** Those opened longest ago are forgotten beyond this number. */
const MOST_KEPT = 200;

export class ExpandedNodes {
  private ids: readonly string[];

  constructor(private readonly memory: vscode.Memento) {
    this.ids = memory.get<readonly string[]>(KEY, []);
  }

  /** How a node with children is shown. */
  stateOf(id: string): vscode.TreeItemCollapsibleState {
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    return this.ids.includes(id) ? Expanded : Collapsed;
  }

  /** @param idOf the id of an item, as the tree gives it to the editor */
  follow<T>(view: vscode.TreeView<T>, idOf: (node: T) => string | undefined, life: Lifetime): void {
    life.add(view.onDidExpandElement(({ element }) => this.set(idOf(element), true)));
    life.add(view.onDidCollapseElement(({ element }) => this.set(idOf(element), false)));
  }

  private set(id: string | undefined, isOpen: boolean): void {
    if (id === undefined) return;
    const others = this.ids.filter((other) => other !== id);
    this.ids = isOpen ? [id, ...others].slice(0, MOST_KEPT) : others;
    void this.memory.update(KEY, this.ids);
  }
}
