// Where the parts of a heat map stand: gutters for labels and words, cells as large as fit, and what is under the pointer.

import type { Size } from '../shared/picture';
import type { Place, Viewport } from '../shared/viewport';
import type { Axis } from './axis';
import { widest } from '../shared/canvasText';
import type { Cell, MapData } from './mapData';

export const PAD_PX = 6;
/** Between the middles of labels. */
export const LABEL_SPACING_PX = 12;
const LARGEST_CELL_PX = 64;
const MOST_ZOOMED_PX = 80;
const LEAST_CELL_PX = 0.25;
/** Cells that fill the room better than squares do may be so much longer on one side. */
const MOST_ASPECT = 2;

/** In CSS pixels. */
export interface MapLayout {
  /** Widths of the gutters of the labels alone; the rest up to `left` and `top` is for words. */
  labelsLeft: number;
  labelsTop: number;
  /** Where cells may begin to be seen. */
  left: number;
  top: number;
  /** The room of the cells. */
  room: Size;
  /** Of a cell. */
  cell: Size;
}

/** The context's font counts. */
export function layOut(
  context: CanvasRenderingContext2D,
  { width, height }: Size,
  { matrix, rows, columns }: MapData,
  zoom: number,
): MapLayout {
  const labelsLeft = labelsRoom(context, rows, width);
  const labelsTop = labelsRoom(context, columns, height);
  const place = (wordsLeft: number, wordsTop: number): MapLayout => {
    const left = labelsLeft + wordsLeft + PAD_PX;
    const top = labelsTop + wordsTop + PAD_PX;
    const room = { width: width - left - PAD_PX, height: height - top - PAD_PX };
    return { labelsLeft, labelsTop, left, top, room, cell: cellFor(room, matrix, zoom) };
  };
  // Words take room only where the cells are large enough for each label.
  const roomy = place(wordsRoom(context, rows, width), wordsRoom(context, columns, height));
  return Math.min(roomy.cell.width, roomy.cell.height) >= LABEL_SPACING_PX ? roomy : place(0, 0);
}

/** As large as all of them fit, in both directions. */
function cellFor(room: Size, { rows, columns }: MapData['matrix'], zoom: number): Size {
  const [width, height] = [room.width / columns, room.height / rows];
  const most = MOST_ASPECT * Math.min(width, height);
  const side = (fitting: number): number => {
    const fitted = Math.min(fitting, most, LARGEST_CELL_PX);
    return Math.min(Math.max(LEAST_CELL_PX, fitted) * zoom, Math.max(fitted, MOST_ZOOMED_PX));
  };
  return { width: side(width), height: side(height) };
}

const labelsRoom = (context: CanvasRenderingContext2D, { labels }: Axis, room: number): number =>
  Math.min(widest(context, labels) + 8, Math.max(40, room * 0.28), 160);

function wordsRoom(context: CanvasRenderingContext2D, { brackets }: Axis, room: number): number {
  if (brackets.length === 0) return 0;
  const texts = brackets.map(({ text }) => text);
  return Math.min(widest(context, texts) + 14, room * 0.2, 120);
}

/** Size of all cells. */
export const sizeOfCells = ({ cell }: MapLayout, { matrix }: MapData): Size => ({
  width: cell.width * matrix.columns,
  height: cell.height * matrix.rows,
});

/** Where the first cell's corner is. */
export const cornerOf = ({ left, top }: MapLayout, { x, y }: Viewport): Place => ({ x: left + x, y: top + y });

export function cellIn(layout: MapLayout, viewport: Viewport, { matrix }: MapData, at: Place): Cell | undefined {
  if (at.x < layout.left || at.y < layout.top) return undefined;
  const { x, y } = cornerOf(layout, viewport);
  const [row, column] = [Math.floor((at.y - y) / layout.cell.height), Math.floor((at.x - x) / layout.cell.width)];
  const isInside = row >= 0 && row < matrix.rows && column >= 0 && column < matrix.columns;
  return isInside ? { row, column } : undefined;
}
