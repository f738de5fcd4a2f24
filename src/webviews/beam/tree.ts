// Where the nodes of a search stand: steps from left to right; in a column best first, so that the best hypothesis runs along
// the top. Every column keeps the order of its parents' column, so no edges cross, and a node stands as high as the nodes
// above it in its column and its parent's row allow. What was dropped takes half a row. Pure.

import type { BeamSearchTrace, PlacedWord, SearchNode, SearchRule } from '../../protocol/decoding';

export interface PlacedNode {
  node: SearchNode;
  /** Rows from the top, in halves: 0 is the row of the best hypothesis. */
  row: number;
  /** Those shown, best first. */
  children: PlacedNode[];
  parent?: PlacedNode;
}

/** The line below the dropped children of a node of which there are many. */
export interface Fold {
  parent: PlacedNode;
  row: number;
  /** Children that are not shown; 0 where all are, since a person asked for them. */
  hidden: number;
}

export interface PlacedTree {
  root: PlacedNode;
  /** In the order of the trace. */
  all: PlacedNode[];
  folds: Fold[];
  rows: number;
}

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

export const COLUMN_PX = 144;
export const ROW_PX = 40;
const BOX_WIDTH_PX = 116;
/** The root has no token and no figures. */
const ROOT_WIDTH_PX = 32;
export const PAD_PX = 12;
const BOX_HEIGHT_PX = 34;
const LINE_HEIGHT_PX = 17;

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const boxAt = (step: number, row: number, height: number): Box => {
  const width = step === 0 ? ROOT_WIDTH_PX : BOX_WIDTH_PX;
  const left = step === 0 ? 0 : step * COLUMN_PX + ROOT_WIDTH_PX - BOX_WIDTH_PX;
  return { x: PAD_PX + left, y: PAD_PX + row * ROW_PX, width, height };
};

export const boxOf = ({ node, row }: PlacedNode): Box =>
  boxAt(node.step, row, isDropped(node) ? LINE_HEIGHT_PX : BOX_HEIGHT_PX);

export const boxOfFold = ({ parent, row }: Fold): Box => boxAt(parent.node.step + 1, row, LINE_HEIGHT_PX);

/** The edge from a node to one of its children, or to their fold: a start, two control points and an end, in px. */
export function curve(parent: PlacedNode, to: Box): [x: number, y: number][] {
  const from = boxOf(parent);
  const [startY, endY] = [from.y + from.height / 2, to.y + to.height / 2];
  const startX = from.x + from.width;
  const middle = (startX + to.x) / 2;
  return [
    [startX, startY],
    [middle, startY],
    [middle, endY],
    [to.x, endY],
  ];
}

/** Of the whole tree. */
export function sizeOf({ all, folds, rows }: PlacedTree): { width: number; height: number } {
  let steps = all.reduce((most, { node }) => Math.max(most, node.step), 0);
  for (const { parent } of folds) steps = Math.max(steps, parent.node.step + 1);
  const last = boxAt(steps, 0, BOX_HEIGHT_PX);
  return { width: last.x + last.width + PAD_PX, height: 2 * PAD_PX + rows * ROW_PX };
}

/** What became of a node: its place in the outputs, or a sign. */
export const markOf = ({ output, end }: SearchNode): string =>
  output !== undefined ? `#${output + 1}` : end === 'ended' ? '✓' : end ? '×' : '';

/** It was a candidate and no more. */
export const isDropped = ({ end }: SearchNode): boolean =>
  end !== undefined && end !== 'ended' && end !== 'length' && end !== 'worse than finished';

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
