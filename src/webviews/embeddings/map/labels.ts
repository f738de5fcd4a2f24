// Which points bear their word: as many as find room without covering one another, the most important first. Pure.

import type { Size } from '../../shared/picture';

export interface Label {
  index: number;
  /** Left end and middle line of the text, in CSS pixels. */
  x: number;
  y: number;
}

export interface LabelOptions {
  size: Size;
  /** Places of the points, [count, 2]. */
  screen: Float32Array;
  /** Indices by falling importance; looked at until there are `most` labels, or `mostTried` in sight found no room. */
  order: Iterable<number>;
  most: number;
  mostTried?: number;
  /** How wide the label of a point is; 0: it has none. */
  widthOf(index: number): number;
  /** Height of a line. */
  height: number;
  /** Where something else is written already. */
  reserved?: readonly Box[];
}

/** In CSS pixels from the upper left corner. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const BESIDE_PX = 9;
const GAP_PX = 2;

/** Taken room is kept by cells of the height of a line: a label asks only the cells that it would lie in. */
export function placeLabels(options: LabelOptions): Label[] {
  const { size, screen, order, most, widthOf, height, mostTried = 4000, reserved = [] } = options;
  const cell = height + GAP_PX;
  const columns = Math.max(1, Math.ceil(size.width / cell));
  const rows = Math.max(1, Math.ceil(size.height / cell));
  const taken: Box[][] = [];
  const take = (box: Box, cells: readonly number[]): void => cells.forEach((at) => (taken[at] ??= []).push(box));
  for (const box of reserved) take(box, cellsOf(box, cell, columns, rows));
  const labels: Label[] = [];
  const seen = new Set<number>();
  let tried = 0;
  for (const index of order) {
    if (labels.length >= most || tried >= mostTried) break;
    const place = screen[2 * index];
    const y = screen[2 * index + 1];
    if (!(place >= 0 && place < size.width && y >= height / 2 && y < size.height - height / 2)) continue;
    if (seen.has(index)) continue;
    seen.add(index);
    tried++;
    const width = widthOf(index);
    const right = place + BESIDE_PX;
    const x = right + width <= size.width ? right : place - BESIDE_PX - width; // at the edge to the left of its point
    if (width === 0 || x < 0) continue;
    const box = { left: x, right: x + width, top: y - height / 2, bottom: y + height / 2 };
    const cells = cellsOf(box, cell, columns, rows);
    if (cells.some((at) => taken[at]?.some((other) => overlaps(box, other)))) continue;
    take(box, cells);
    labels.push({ index, x, y });
  }
  return labels;
}

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right + GAP_PX && b.left < a.right + GAP_PX && a.top < b.bottom + GAP_PX && b.top < a.bottom + GAP_PX;

/** The cells that a box touches, one more on each side for the gap. */
function cellsOf(box: Box, cell: number, columns: number, rows: number): number[] {
  const clamp = (value: number, most: number): number => Math.min(most - 1, Math.max(0, Math.floor(value / cell)));
  const found: number[] = [];
  for (let row = clamp(box.top - GAP_PX, rows); row <= clamp(box.bottom + GAP_PX, rows); row++)
    for (let column = clamp(box.left - GAP_PX, columns); column <= clamp(box.right + GAP_PX, columns); column++)
      found.push(row * columns + column);
  return found;
}
