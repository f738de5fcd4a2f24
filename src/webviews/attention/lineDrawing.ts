// Draws what the head view shows into a canvas: all lines, those of one token, the tokens with their words.

import { CATEGORY_COLORS, categoryColor } from '../shared/colorScale';
import type { Size } from '../shared/picture';
import { themeColor } from '../shared/theme';
import type { Axis } from './axis';
import { cutText } from '../shared/canvasText';
import type { Layout, Point } from './linesLayout';
import type { MapData } from './mapData';
import type { Lines } from './weights';

const LABEL_SPACING_PX = 13;
const STRENGTHS = 10;

/** One path for each head and strength: thousands of strokes would take long. */
export function strokeLines(context: CanvasRenderingContext2D, at: Layout, all: Lines): void {
  const paths = new Map<number, Path2D>();
  for (let i = 0; i < all.row.length; i++) {
    const strength = Math.min(STRENGTHS - 1, Math.floor(all.weight[i] ** 0.75 * STRENGTHS));
    const kind = all.of[i] * STRENGTHS + strength;
    const path = paths.get(kind) ?? new Path2D();
    paths.set(kind, path);
    path.moveTo(at.left + 4, middleOf(at, all.row[i]));
    path.lineTo(at.right - 4, middleOf(at, all.column[i]));
  }
  for (const [kind, path] of [...paths].sort(([one], [other]) => (one % STRENGTHS) - (other % STRENGTHS))) {
    const strength = ((kind % STRENGTHS) + 0.6) / STRENGTHS;
    setHead(context, Math.floor(kind / STRENGTHS));
    context.globalAlpha = strength;
    context.lineWidth = 0.5 + 3 * strength;
    context.stroke(path);
  }
  setHead(context, 0);
  context.globalAlpha = 1;
}

/** The lines of one token, with no limit but the cuts. */
export function drawMarked(
  context: CanvasRenderingContext2D,
  at: Layout,
  { side, index }: Point,
  { heads }: MapData,
): void {
  heads.forEach(({ matrix: { rows, columns, weights }, cuts }, of) => {
    setHead(context, of);
    const count = side === 'row' ? columns : rows;
    for (let other = 0; other < count; other++) {
      const [row, column] = side === 'row' ? [index, other] : [other, index];
      const weight = weights[row * columns + column];
      if (row >= rows || column >= columns || !(weight > 0) || weight < cuts[row]) continue;
      context.globalAlpha = Math.max(0.15, Math.sqrt(weight));
      context.lineWidth = 0.75 + 3 * weight;
      context.beginPath();
      context.moveTo(at.left + 4, middleOf(at, row));
      context.lineTo(at.right - 4, middleOf(at, column));
      context.stroke();
    }
  });
  setHead(context, 0);
  context.globalAlpha = 1;
}

export interface Labels {
  axis: Axis;
  side: Point['side'];
  marked: Point | undefined;
}

/** The tokens of one side, and of its words those that are not tokens themselves. */
export function drawLabels(context: CanvasRenderingContext2D, size: Size, at: Layout, labels: Labels): void {
  const step = Math.max(1, Math.ceil(LABEL_SPACING_PX / at.row));
  drawTokens(context, size, at, labels, step);
  if (step === 1) drawBrackets(context, size, at, labels);
}

function drawTokens(
  context: CanvasRenderingContext2D,
  size: Size,
  at: Layout,
  { axis: { labels }, side, marked }: Labels,
  step: number,
): void {
  const { edge, width, sign } = placeOf(at, side);
  context.textAlign = side === 'row' ? 'right' : 'left';
  const first = Math.max(0, Math.floor(Math.floor(-at.y / at.row) / step) * step);
  for (let i = first; i < labels.length && at.y + i * at.row < size.height; i += step) {
    const isMarked = marked?.side === side && Math.abs(marked.index - i) < 1;
    context.fillStyle = themeColor(isMarked || !marked ? 'foreground' : 'descriptionForeground');
    context.fillText(cutText(context, labels[i], width - 6), edge, middleOf(at, i));
    if (isMarked) context.strokeRect(...boxOf(edge, width, sign, middleOf(at, i), at.row));
  }
}

function drawBrackets(
  context: CanvasRenderingContext2D,
  size: Size,
  at: Layout,
  { axis: { brackets }, side }: Labels,
): void {
  const { edge, width, sign } = placeOf(at, side);
  context.fillStyle = context.strokeStyle = themeColor('descriptionForeground');
  const line = edge + sign * (width + 2);
  const room = (sign < 0 ? line : size.width - line) - 8;
  for (const { first, end, text } of brackets) {
    const top = at.y + first * at.row;
    if (top > size.height || top + (end - first) * at.row < 0) continue;
    context.strokeRect(line, top + 3, 0, (end - first) * at.row - 6);
    context.fillText(cutText(context, text, room), line + sign * 5, top + ((end - first) * at.row) / 2);
  }
}

/** Where the lines end beside a column, how wide its labels are, and on which side of the end they stand. */
const placeOf = (at: Layout, side: Point['side']): { edge: number; width: number; sign: 1 | -1 } =>
  side === 'row'
    ? { edge: at.left, width: at.labelsLeft, sign: -1 }
    : { edge: at.right, width: at.labelsRight, sign: 1 };

/** Heads have colours; those for which there are no more are dashed. */
function setHead(context: CanvasRenderingContext2D, index: number): void {
  context.strokeStyle = categoryColor(index);
  context.setLineDash(isDashed(index) ? [6, 4] : []);
}

export const isDashed = (index: number): boolean => index >= CATEGORY_COLORS.length;

const middleOf = ({ y, row }: Layout, index: number): number => y + (index + 0.5) * row;

const boxOf = (
  edge: number,
  width: number,
  sign: number,
  middle: number,
  row: number,
): [number, number, number, number] => [sign < 0 ? edge - width : edge - 3, middle - row / 2 + 1, width + 3, row - 2];
