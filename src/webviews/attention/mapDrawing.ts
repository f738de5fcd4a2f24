// Draws a heat map into a canvas: its cells with their weights, the chosen cell, labels and words at the sides.

import type { ColorScale } from '../shared/colorScale';
import type { Size } from '../shared/picture';
import { themeColor } from '../shared/theme';
import type { Place } from '../shared/viewport';
import { cutText, turnedText } from '../shared/canvasText';
import type { Cell, MapData } from './mapData';
import { LABEL_SPACING_PX, type MapLayout, PAD_PX, sizeOfCells } from './mapLayout';

/** Of smaller cells the weights are not written. */
const CELL_OF_NUMBERS = { width: 34, height: 20 };
const LEAST_WRITTEN = 0.005;

export interface MapDrawing {
  data: MapData;
  /** A pixel for each weight. */
  bitmap: HTMLCanvasElement;
  scale: ColorScale;
  chosen: Cell | undefined;
  layout: MapLayout;
  /** Where the first cell's corner is. */
  corner: Place;
}

export function drawMap(context: CanvasRenderingContext2D, size: Size, map: MapDrawing): void {
  const { left, top, cell } = map.layout;
  context.save();
  context.beginPath();
  context.rect(left - 1, top - 1, size.width - left - PAD_PX + 2, size.height - top - PAD_PX + 2);
  context.clip();
  drawCells(context, map);
  if (cell.width >= CELL_OF_NUMBERS.width && cell.height >= CELL_OF_NUMBERS.height) drawNumbers(context, size, map);
  drawFrame(context, map);
  if (map.chosen) drawCross(context, map, map.chosen);
  context.restore();
  drawRowLabels(context, size, map);
  drawColumnLabels(context, size, map);
}

function drawCells(context: CanvasRenderingContext2D, { data, bitmap, layout, corner }: MapDrawing): void {
  const { width, height } = sizeOfCells(layout, data);
  context.imageSmoothingEnabled = Math.min(layout.cell.width, layout.cell.height) < 1;
  context.drawImage(bitmap, corner.x, corner.y, width, height);
}

function drawNumbers(
  context: CanvasRenderingContext2D,
  size: Size,
  { data: { matrix, cuts }, scale, layout: { cell }, corner: { x, y } }: MapDrawing,
): void {
  const { rows, columns, weights } = matrix;
  context.save();
  context.textAlign = 'center';
  const endRow = Math.min(rows, Math.ceil((size.height - y) / cell.height));
  const endColumn = Math.min(columns, Math.ceil((size.width - x) / cell.width));
  for (let row = Math.max(0, Math.floor(-y / cell.height)); row < endRow; row++)
    for (let column = Math.max(0, Math.floor(-x / cell.width)); column < endColumn; column++) {
      const weight = weights[row * columns + column];
      if (weight < Math.max(cuts[row], LEAST_WRITTEN)) continue;
      context.fillStyle = scale.ink(weight);
      const text = weight.toFixed(2).replace(/^0/, '');
      context.fillText(text, x + (column + 0.5) * cell.width, y + (row + 0.5) * cell.height);
    }
  context.restore();
}

function drawFrame(context: CanvasRenderingContext2D, { data, layout, corner }: MapDrawing): void {
  const { width, height } = sizeOfCells(layout, data);
  context.strokeStyle = themeColor('panel-border', 'contrastBorder');
  context.lineWidth = 1;
  context.strokeRect(corner.x - 0.5, corner.y - 0.5, width + 1, height + 1);
}

/** The row and the column of a cell, and the cell. */
function drawCross(
  context: CanvasRenderingContext2D,
  { data, layout, corner: { x, y } }: MapDrawing,
  { row, column }: Cell,
): void {
  const { cell } = layout;
  const { width, height } = sizeOfCells(layout, data);
  const [left, top] = [x + column * cell.width, y + row * cell.height];
  context.strokeStyle = themeColor('focusBorder');
  context.globalAlpha = 0.6;
  context.strokeRect(x, top, width, cell.height);
  context.strokeRect(left, y, cell.width, height);
  context.globalAlpha = 1;
  context.lineWidth = 2;
  context.strokeRect(left, top, Math.max(3, cell.width), Math.max(3, cell.height));
}

function drawRowLabels(context: CanvasRenderingContext2D, size: Size, map: MapDrawing): void {
  const { left, top, labelsLeft } = map.layout;
  const { height: px } = map.layout.cell;
  const { y } = map.corner;
  const { labels, brackets } = map.data.rows;
  context.save();
  context.beginPath();
  context.rect(0, top - PAD_PX, left, size.height - top);
  context.clip();
  context.textAlign = 'right';
  const step = labelStep(px);
  for (let row = firstLabel(top - y, px, step); row < labels.length && y + row * px < size.height; row += step) {
    context.fillStyle = inkOf(isAt(row, map.chosen?.row));
    context.fillText(cutText(context, labels[row], labelsLeft - 6), left - 4, y + (row + 0.5) * px);
  }
  context.strokeStyle = context.fillStyle = inkOf(false);
  const line = left - labelsLeft - 3;
  for (const { first, end, text } of left > labelsLeft + PAD_PX ? brackets : []) {
    context.strokeRect(line + 0.5, y + first * px + 2, 0, (end - first) * px - 4);
    context.fillText(cutText(context, text, line - 8), line - 4, y + ((first + end) / 2) * px);
  }
  context.restore();
}

/** The same along the upper side, turned. */
function drawColumnLabels(context: CanvasRenderingContext2D, size: Size, map: MapDrawing): void {
  const { left, top, labelsTop } = map.layout;
  const { width: px } = map.layout.cell;
  const { x } = map.corner;
  const { labels, brackets } = map.data.columns;
  context.save();
  context.beginPath();
  context.rect(left - PAD_PX, 0, size.width - left, top);
  context.clip();
  context.textAlign = 'left';
  const step = labelStep(px);
  for (let i = firstLabel(left - x, px, step); i < labels.length && x + i * px < size.width; i += step) {
    context.fillStyle = inkOf(isAt(i, map.chosen?.column));
    turnedText(context, cutText(context, labels[i], labelsTop - 6), x + (i + 0.5) * px, top - 4);
  }
  context.strokeStyle = context.fillStyle = inkOf(false);
  const line = top - labelsTop - 3;
  for (const { first, end, text } of top > labelsTop + PAD_PX ? brackets : []) {
    context.strokeRect(x + first * px + 2, line + 0.5, (end - first) * px - 4, 0);
    turnedText(context, cutText(context, text, line - 8), x + ((first + end) / 2) * px, line - 4);
  }
  context.restore();
}

const inkOf = (isMarked: boolean): string => themeColor(isMarked ? 'foreground' : 'descriptionForeground');

const isAt = (label: number, chosen: number | undefined): boolean =>
  chosen !== undefined && Math.abs(chosen - label) < 1;

/** Every so many labels are written. */
const labelStep = (px: number): number => Math.max(1, Math.ceil(LABEL_SPACING_PX / px));

/** The first label in sight, of those that are `step` apart. */
const firstLabel = (hidden: number, px: number, step: number): number =>
  Math.max(0, Math.floor(Math.floor(hidden / px) / step) * step);
