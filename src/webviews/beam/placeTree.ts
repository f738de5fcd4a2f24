// Where the nodes of a search stand: steps from left to right; in a column best first, so that the best hypothesis runs along
// the top. Every column keeps the order of its parents' column, so no edges cross, and a node stands as high as the nodes
// above it in its column and its parent's row allow. What was dropped takes half a row. Pure.

import type { BeamSearchTrace } from '../../protocol/decoding';
import { type Fold, isDropped, type PlacedNode, type PlacedTree } from './tree';

export interface TreeOptions {
  /** Nodes of later steps are left out. */
  step: number;
  /** Hypotheses that were never part of the beam are shown too. */
  withDropped: boolean;
  /** Where a node has more dropped children than this, the worst are folded; without it none are. */
  mostDropped?: number;
  /** Nodes whose dropped children are shown all the same. */
  unfolded?: ReadonlySet<number>;
}

/** Undefined for a search without a root. */
export function placeTree(
  { nodes }: BeamSearchTrace,
  { step, withDropped, mostDropped = Infinity, unfolded = new Set() }: TreeOptions,
): PlacedTree | undefined {
  const placed = new Map<number, PlacedNode>();
  for (const node of nodes)
    if (node.step <= step && (withDropped || !isDropped(node))) placed.set(node.id, { node, row: 0, children: [] });
  const root = [...placed.values()].find(({ node }) => node.parent < 0);
  if (!root) return undefined;
  for (const one of placed.values()) {
    const parent = placed.get(one.node.parent);
    if (!parent) continue;
    one.parent = parent;
    parent.children.push(one);
  }
  const outputs = bestOutputs(root);
  const folds: Fold[] = [];
  for (const one of placed.values()) {
    one.children.sort((first, second) => order(first, second, outputs));
    const kept = one.children.findIndex(({ node }) => isDropped(node));
    if (kept < 0 || one.children.length - kept <= mostDropped) continue;
    // The line of the fold takes the place of a node, so that it never stands for a single one.
    const shown = unfolded.has(one.node.id) ? one.children.length : kept + Math.max(0, mostDropped - 1);
    const hidden = one.children.splice(shown);
    for (const { node } of hidden) placed.delete(node.id);
    folds.push({ parent: one, row: 0, hidden: hidden.length });
  }
  return { root, all: [...placed.values()], folds, rows: placeRows(root, folds) };
}

/** Kept ones first, of these those that lead to the best output; then by score. */
function order(one: PlacedNode, other: PlacedNode, outputs: ReadonlyMap<PlacedNode, number>): number {
  const keys = (of: PlacedNode): number[] => [
    Number(isDropped(of.node)),
    outputs.get(of) ?? Infinity,
    -of.node.score,
    of.node.rank,
  ];
  const others = keys(other);
  for (const [i, key] of keys(one).entries()) if (key !== others[i]) return key < others[i] ? -1 : 1;
  return 0;
}

/** For each node the best place in the outputs that a hypothesis with this beginning reached; Infinity without one. */
function bestOutputs(root: PlacedNode): Map<PlacedNode, number> {
  const best = new Map<PlacedNode, number>();
  for (const node of fromRoot(root).reverse())
    best.set(
      node,
      node.children.reduce(
        (least, child) => Math.min(least, best.get(child) ?? Infinity),
        node.node.output ?? Infinity,
      ),
    );
  return best;
}

/** Parents before their children, a first child's descendants before the second child; no recursion: outputs may be long. */
function fromRoot(root: PlacedNode): PlacedNode[] {
  const found: PlacedNode[] = [];
  for (const open = [root]; open.length > 0;) {
    const node = open.pop();
    if (!node) break;
    found.push(node);
    for (let i = node.children.length - 1; i >= 0; i--) open.push(node.children[i]);
  }
  return found;
}

/** Gives each node and fold its row; returns the rows of the highest column. */
function placeRows(root: PlacedNode, folds: readonly Fold[]): number {
  const foldOf = new Map(folds.map((fold) => [fold.parent, fold]));
  /** The first free row of each column. */
  const free = new Map<number, number>([[root.node.step, 1]]);
  const place = (parent: PlacedNode, height: number): number => {
    const column = parent.node.step + 1;
    const row = Math.max(parent.row, free.get(column) ?? 0);
    free.set(column, row + height);
    return row;
  };
  for (const node of fromRoot(root)) {
    for (const child of node.children) child.row = place(node, isDropped(child.node) ? 0.5 : 1);
    const fold = foldOf.get(node);
    if (fold) fold.row = place(node, 0.5);
  }
  return [...free.values()].reduce((most, rows) => Math.max(most, rows), 0);
}
