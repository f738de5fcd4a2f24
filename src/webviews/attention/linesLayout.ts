// Where the two columns of tokens of the head view stand, and which token is under the pointer.

import type { Size } from '../shared/picture';
import type { Place } from '../shared/viewport';
import type { Axis } from './axis';
import { widest } from '../shared/canvasText';
import type { Cell, MapData } from './mapData';
import type { Weights } from './weights';

export const PAD_PX = 8;
/** Lines are not longer than makes them easy to follow: wider pictures have room at both sides. */
const WIDEST_PX = 1200;
const REACH_PX = 4;

/** In CSS pixels. */
export interface Layout {
  /** Where lines begin and end. */
  left: number;
  right: number;
  labelsLeft: number;
  labelsRight: number;
  /** The height of a row. */
  row: number;
  /** The top of the first row. */
  y: number;
}

/** A token of one of the columns. */
export interface Point {
  side: 'row' | 'column';
  index: number;
}

/** The context's font counts. `y`: the top of the first row. */
export function layOut(
  context: CanvasRenderingContext2D,
  { width }: Size,
  { rows, columns }: MapData,
  { row, y }: Pick<Layout, 'row' | 'y'>,
): Layout {
  const labelsLeft = labelsRoom(context, rows, width);
  const labelsRight = labelsRoom(context, columns, width);
  const spare = Math.max(0, width - WIDEST_PX) / 2;
  return {
    left: PAD_PX + spare + labelsLeft + wordsRoom(context, rows, width),
    right: width - PAD_PX - spare - labelsRight - wordsRoom(context, columns, width),
    ...{ labelsLeft, labelsRight, row, y },
  };
}

const labelsRoom = (context: CanvasRenderingContext2D, { labels }: Axis, width: number): number =>
  Math.min(widest(context, labels) + 8, width * 0.24, 200);

function wordsRoom(context: CanvasRenderingContext2D, { brackets }: Axis, width: number): number {
  if (brackets.length === 0) return 0;
  const texts = brackets.map(({ text }) => text);
  return Math.min(widest(context, texts) + 14, width * 0.14, 140);
}

export function pointIn({ left, right, row, y }: Layout, { rows, columns }: MapData, at: Place): Point | undefined {
  const side = at.x < left + REACH_PX ? 'row' : at.x > right - REACH_PX ? 'column' : undefined;
  const index = Math.floor((at.y - y) / row);
  if (!side || index < 0 || index >= (side === 'row' ? rows : columns).labels.length) return undefined;
  return { side, index };
}

/** Where a token looks most, or what looks most at it. */
export function strongestOf({ side, index }: Point, { rows, columns, weights }: Weights): Cell | undefined {
  let best: Cell | undefined;
  let most = -1;
  for (let other = 0; other < (side === 'row' ? columns : rows); other++) {
    const found = side === 'row' ? { row: index, column: other } : { row: other, column: index };
    const weight = weights[found.row * columns + found.column];
    if (weight > most) [most, best] = [weight, found];
  }
  return best;
}
