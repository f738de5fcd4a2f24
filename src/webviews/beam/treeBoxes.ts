// Rows and columns of a tree in CSS pixels: boxes of nodes and folds, edges between them. Pure.

import { type Fold, isDropped, type PlacedNode, type PlacedTree } from './tree';

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

/** The thicker the more probable its token, CSS pixels. */
export const edgeWidth = ({ node }: PlacedNode): number => 0.75 + 4 * Math.exp(node.logProbability);
