// Where the nodes of a search stand: steps from left to right; below each other, best first, so that the best
// hypothesis runs along the top. Pure.

import type { BeamSearchTrace, PlacedWord, SearchNode, SearchRule } from '../../protocol/translation';

export interface PlacedNode {
  node: SearchNode;
  /** Row from the top, counted from 0; of inner nodes that of their best child. */
  row: number;
  children: PlacedNode[];
  parent?: PlacedNode;
}

export interface PlacedTree {
  root: PlacedNode;
  /** In the order of the trace. */
  all: PlacedNode[];
  rows: number;
}

export interface TreeOptions {
  /** Nodes of later steps are left out. */
  step: number;
  /** Hypotheses that were never part of the beam are shown too. */
  withDropped: boolean;
}

export const COLUMN_PX = 132;
export const ROW_PX = 38;
export const BOX_PX = { width: 108, height: 32 };
export const PAD_PX = 12;

/** The upper left corner of a node's box. */
export const placeOf = ({ node, row }: PlacedNode): { x: number; y: number } => ({
  x: PAD_PX + node.step * COLUMN_PX,
  y: PAD_PX + row * ROW_PX,
});

/** Of the whole tree. */
export function sizeOf({ all, rows }: PlacedTree): { width: number; height: number } {
  const steps = all.reduce((most, { node }) => Math.max(most, node.step), 0);
  return { width: 2 * PAD_PX + steps * COLUMN_PX + BOX_PX.width, height: 2 * PAD_PX + rows * ROW_PX };
}

/** What became of a node: its place in the outputs, or a sign. */
export const markOf = ({ output, end }: SearchNode): string =>
  output !== undefined ? `#${output + 1}` : end === 'ended' ? '✓' : end ? '×' : '';

/** It was a candidate and no more. */
export const isDropped = ({ end }: SearchNode): boolean =>
  end !== undefined && end !== 'ended' && end !== 'length' && end !== 'worse than finished';

/** Undefined for a search without a root. */
export function placeTree({ nodes }: BeamSearchTrace, { step, withDropped }: TreeOptions): PlacedTree | undefined {
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
  return { root, all: [...placed.values()], rows: placeRows(root) };
}

/** The best place that a hypothesis of this beginning reached in the outputs; without one, a place after all outputs. */
function bestOutput(of: PlacedNode, known: Map<PlacedNode, number>): number {
  const best = of.children.reduce(
    (least, child) => Math.min(least, known.get(child) ?? Infinity),
    of.node.output ?? Infinity,
  );
  known.set(of, best);
  return best;
}

/** Gives each node its row, without recursion: hypotheses may be long. */
function placeRows(root: PlacedNode): number {
  const order: PlacedNode[] = [];
  for (const open = [root]; open.length > 0;) {
    const node = open.pop();
    if (!node) break;
    order.push(node);
    open.push(...node.children);
  }
  const outputs = new Map<PlacedNode, number>();
  for (const node of order.reverse()) bestOutput(node, outputs);
  const before = (one: PlacedNode, other: PlacedNode): number =>
    (outputs.get(one) ?? Infinity) - (outputs.get(other) ?? Infinity) || other.node.score - one.node.score || 0;
  let rows = 0;
  for (const open = [root]; open.length > 0;) {
    const node = open.pop();
    if (!node) break;
    // A first child goes on in its parent's row; every other child begins a row of its own.
    const isFirst = node.parent === undefined || node.parent.children[0] === node;
    node.row = isFirst ? (node.parent?.row ?? 0) : rows;
    rows = Math.max(rows, node.row + 1);
    node.children.sort((one, other) =>
      isNaN(before(one, other)) ? other.node.score - one.node.score : before(one, other),
    );
    open.push(...node.children.toReversed());
  }
  return rows;
}

/** The nodes from the first token to this one. */
export function pathTo(node: PlacedNode): PlacedNode[] {
  const path: PlacedNode[] = [];
  for (let at: PlacedNode | undefined = node; at && at.node.parent >= 0; at = at.parent) path.unshift(at);
  return path;
}

/** The rule that concerns exactly this node. */
export const ruleFor = (node: PlacedNode, kind: SearchRule['kind']): SearchRule => ({
  after: pathTo(node)
    .slice(0, -1)
    .map((one) => one.node.tokenId),
  token: node.node.tokenId,
  kind,
});

export const isSameRule = (one: SearchRule, other: SearchRule): boolean =>
  one.token === other.token && one.kind === other.kind && one.after.join() === other.after.join();

/** A rule added to others; forcing a word at a place takes the place of what else was said of that place. */
export function withRule(rules: readonly SearchRule[], rule: SearchRule): SearchRule[] {
  const isOfPlace = ({ after }: SearchRule): boolean => after.join() === rule.after.join();
  const others = rules.filter((one) =>
    rule.kind === 'force'
      ? !isOfPlace(one)
      : !isSameRule(one, rule) && !(isOfPlace(one) && one.kind === 'force' && one.token === rule.token),
  );
  return [...others, rule];
}

/** A typed word in the place of a node; the root's place is the beginning. */
export const wordFor = (node: PlacedNode, word: string, kind: PlacedWord['kind']): PlacedWord => ({
  after: pathTo(node)
    .slice(0, -1)
    .map((one) => one.node.tokenId),
  ...{ word, kind },
});

export const isSameWord = (one: PlacedWord, other: PlacedWord): boolean =>
  one.word === other.word && one.kind === other.kind && one.after.join() === other.after.join();

/** A word added to others; forcing one takes the place of what else was said with words of that place. */
export function withWord(words: readonly PlacedWord[], word: PlacedWord): PlacedWord[] {
  const isOfPlace = ({ after }: PlacedWord): boolean => after.join() === word.after.join();
  const others = words.filter((one) =>
    word.kind === 'force'
      ? !isOfPlace(one)
      : !isSameWord(one, word) && !(isOfPlace(one) && one.kind === 'force' && one.word === word.word),
  );
  return [...others, word];
}
