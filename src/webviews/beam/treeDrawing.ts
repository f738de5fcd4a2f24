// Draws a tree into a canvas: edges first, then boxes over them. Boxes that are out of sight are left out.

import type { SearchNode } from '../../protocol/decoding';
import { cutText } from '../shared/canvasText';
import type { Size } from '../shared/picture';
import { themeColor } from '../shared/theme';
import type { Viewport } from '../shared/viewport';
import { figuresOf, markOf, tokenOf } from './nodeText';
import { type Fold, isDropped, pathTo, type PlacedNode, type PlacedTree } from './tree';
import { type Box, boxOf, boxOfFold, COLUMN_PX, curve, edgeWidth, ROW_PX } from './treeBoxes';

export interface TreeDrawing {
  tree: PlacedTree;
  chosen: PlacedNode | undefined;
  viewport: Viewport;
  rootText: string;
  foldText(fold: Fold): string;
}

interface Fonts {
  /** Of figures. */
  small: string;
  token: string;
  /** Of dropped hypotheses. */
  dropped: string;
}

/** Of the page: the editor's own for tokens. */
function fontsNow(): Fonts {
  const { fontFamily, fontSize } = getComputedStyle(document.body);
  const px = Number.parseFloat(fontSize) || 13;
  const mono =
    getComputedStyle(document.documentElement).getPropertyValue('--vscode-editor-font-family') || 'monospace';
  return { small: `${px - 2}px ${fontFamily}`, token: `${px}px ${mono}`, dropped: `${px - 1}px ${mono}` };
}

export function drawTree(context: CanvasRenderingContext2D, size: Size, drawing: TreeDrawing): void {
  const { tree, chosen, viewport } = drawing;
  const path: ReadonlySet<PlacedNode> = new Set(chosen ? pathTo(chosen) : []);
  const fonts = fontsNow();
  const isSeen = (box: Box): boolean => isInSight(box, viewport, size);
  context.translate(viewport.x, viewport.y);
  context.scale(viewport.zoom, viewport.zoom);
  context.textBaseline = 'middle';
  drawFolds(context, drawing, { fonts, isSeen });
  for (const node of tree.all) {
    if (!node.parent) continue;
    const look = { width: edgeWidth(node), isFaint: isDropped(node.node), isOnPath: path.has(node) };
    drawEdge(context, node.parent, boxOf(node), look);
  }
  for (const node of tree.all) {
    const box = boxOf(node);
    if (!isSeen(box)) continue;
    drawBox(context, box, { isChosen: node === chosen, isOnPath: path.has(node), isDashed: isDropped(node.node) });
    writeNode(context, node.node, box, { fonts, rootText: drawing.rootText });
  }
}

function drawFolds(
  context: CanvasRenderingContext2D,
  { tree, foldText }: TreeDrawing,
  { fonts, isSeen }: { fonts: Fonts; isSeen(box: Box): boolean },
): void {
  for (const fold of tree.folds) {
    const box = boxOfFold(fold);
    drawEdge(context, fold.parent, box, { width: 0.75, isFaint: true, isOnPath: false });
    if (!isSeen(box)) continue;
    context.font = fonts.small;
    context.fillStyle = themeColor('textLink-foreground');
    context.fillText(foldText(fold), box.x + 6, box.y + box.height / 2);
  }
}

const isInSight = (box: Box, { x, y, zoom }: Viewport, { width, height }: Size): boolean =>
  (box.x + COLUMN_PX) * zoom + x > 0 &&
  box.x * zoom + x < width &&
  (box.y + ROW_PX) * zoom + y > 0 &&
  box.y * zoom + y < height;

interface EdgeLook {
  width: number;
  isFaint: boolean;
  isOnPath: boolean;
}

function drawEdge(
  context: CanvasRenderingContext2D,
  parent: PlacedNode,
  to: Box,
  { width, isFaint, isOnPath }: EdgeLook,
): void {
  const [start, first, second, end] = curve(parent, to);
  context.strokeStyle = themeColor(isOnPath ? 'charts-blue' : 'descriptionForeground');
  context.globalAlpha = isFaint && !isOnPath ? 0.35 : 0.9;
  context.lineWidth = width;
  context.beginPath();
  context.moveTo(...start);
  context.bezierCurveTo(...first, ...second, ...end);
  context.stroke();
  context.globalAlpha = 1;
}

interface BoxLook {
  isChosen: boolean;
  isOnPath: boolean;
  isDashed: boolean;
}

function drawBox(
  context: CanvasRenderingContext2D,
  { x, y, width, height }: Box,
  { isChosen, isOnPath, isDashed }: BoxLook,
): void {
  context.fillStyle = themeColor('editor-background');
  context.fillRect(x, y, width, height);
  const border = isChosen ? 'focusBorder' : isOnPath ? 'charts-blue' : 'panel-border';
  context.strokeStyle = themeColor(border, 'contrastBorder');
  context.lineWidth = isChosen ? 2 : 1;
  context.setLineDash(isDashed ? [3, 3] : []);
  context.strokeRect(x + 0.5, y + 0.5, width, height);
  context.setLineDash([]);
}

/** The token, what became of it at the right, its figures below; of a dropped one all in one line. */
function writeNode(
  context: CanvasRenderingContext2D,
  node: SearchNode,
  { x, y, width, height }: Box,
  { fonts, rootText }: { fonts: Fonts; rootText: string },
): void {
  const isRoot = node.parent < 0;
  const isFaded = isDropped(node);
  const middle = y + height / 2;
  const line = isFaded ? middle + 1 : y + 10;
  context.font = fonts.small;
  const room = width - (isRoot ? 8 : 16) - context.measureText(markOf(node)).width;
  context.textAlign = 'right';
  context.fillStyle = themeColor(node.output === undefined ? 'descriptionForeground' : 'foreground');
  context.fillText(markOf(node), x + width - 5, line);
  context.textAlign = 'left';
  context.font = isFaded ? fonts.dropped : fonts.token;
  context.fillStyle = themeColor(isFaded ? 'descriptionForeground' : 'foreground');
  context.fillText(cutText(context, tokenOf(node, rootText), room), x + 6, isRoot ? middle : line);
  if (isFaded || isRoot) return;
  context.font = fonts.small;
  context.fillStyle = themeColor('descriptionForeground');
  context.fillText(figuresOf(node), x + 6, y + 25);
}
