// The heat map: one bitmap with a pixel for each weight, stretched to the cells; labels, words and marks around and over it.
// Ctrl/Cmd and the wheel zoom, the wheel and dragging move, arrows go from cell to cell.

import { picture, type Size } from '../shared/picture';
import { onThemeChange, themeColor } from '../shared/theme';
import { tooltip } from '../shared/tooltip';
import type { Axis } from './axis';
import { bitmapOf } from './bitmap';
import { cutText, tokenFont, turnedText, widest } from './canvasText';
import { type Cell, type MapData, type MapPicture, type MapPictureOptions, movedCell } from './mapData';

const LARGEST_CELL_PX = 40;
const MOST_ZOOMED_PX = 60;
const CELL_OF_NUMBERS_PX = 34;
const LABEL_SPACING_PX = 12;
const PAD_PX = 6;

interface Layout {
  left: number;
  top: number;
  /** Widths of the gutters of the labels alone; the rest is for words. */
  labelsLeft: number;
  labelsTop: number;
  cell: number;
  x: number;
  y: number;
}

export function heatMap({ label, scale, describe, onSelect }: MapPictureOptions): MapPicture {
  let data: MapData | undefined;
  let cell: Cell | undefined;
  let bitmap: HTMLCanvasElement | undefined;
  let layout: Layout | undefined;
  let zoom = 1;
  let shift = { x: 0, y: 0 };
  let grabbed: { x: number; y: number; moved: boolean } | undefined;

  const view = picture({ label, draw });
  const hint = tooltip();
  view.node.append(hint.node);

  function layOut(
    context: CanvasRenderingContext2D,
    { width, height }: Size,
    { matrix, rows, columns }: MapData,
  ): Layout {
    const labelsOf = ({ labels }: Axis, room: number): number =>
      Math.min(widest(context, labels) + 8, Math.max(40, room * 0.28), 160);
    const wordsOf = ({ brackets }: Axis, room: number): number =>
      brackets.length === 0
        ? 0
        : Math.min(
            widest(
              context,
              brackets.map(({ text }) => text),
            ) + 14,
            room * 0.2,
            120,
          );
    const labelsLeft = labelsOf(rows, width);
    const labelsTop = labelsOf(columns, height);
    const place = (wordsLeft: number, wordsTop: number) => {
      const left = labelsLeft + wordsLeft + PAD_PX;
      const top = labelsTop + wordsTop + PAD_PX;
      const room = { width: width - left - PAD_PX, height: height - top - PAD_PX };
      const fitting = Math.min(room.width / matrix.columns, room.height / matrix.rows, LARGEST_CELL_PX);
      return { left, top, room, cellPx: Math.min(Math.max(0.25, fitting) * zoom, Math.max(fitting, MOST_ZOOMED_PX)) };
    };
    // Words take room only where the cells are large enough for each label.
    const roomy = place(wordsOf(rows, width), wordsOf(columns, height));
    const { left, top, room, cellPx } = roomy.cellPx >= LABEL_SPACING_PX ? roomy : place(0, 0);
    shift = {
      x: Math.min(0, Math.max(shift.x, room.width - cellPx * matrix.columns)),
      y: Math.min(0, Math.max(shift.y, room.height - cellPx * matrix.rows)),
    };
    return { left, top, labelsLeft, labelsTop, cell: cellPx, x: left + shift.x, y: top + shift.y };
  }

  function draw(context: CanvasRenderingContext2D, size: Size): void {
    if (!data) return;
    context.font = tokenFont();
    context.textBaseline = 'middle';
    layout = layOut(context, size, data);
    bitmap ??= bitmapOf(data.matrix, data.cuts, scale());
    const { left, top, cell: cellPx, x, y } = layout;
    const { rows, columns } = data.matrix;
    context.save();
    context.beginPath();
    context.rect(left - 1, top - 1, size.width - left - PAD_PX + 2, size.height - top - PAD_PX + 2);
    context.clip();
    context.imageSmoothingEnabled = cellPx < 1;
    context.drawImage(bitmap, x, y, cellPx * columns, cellPx * rows);
    if (cellPx >= CELL_OF_NUMBERS_PX) drawNumbers(context, size, layout, data);
    context.strokeStyle = themeColor('panel-border', 'contrastBorder');
    context.lineWidth = 1;
    context.strokeRect(x - 0.5, y - 0.5, cellPx * columns + 1, cellPx * rows + 1);
    if (cell) drawCross(context, layout, cell, data);
    context.restore();
    drawRowLabels(context, size, layout, data.rows);
    drawColumnLabels(context, size, layout, data.columns);
  }

  function drawNumbers(
    context: CanvasRenderingContext2D,
    size: Size,
    { cell: px, x, y }: Layout,
    shown: MapData,
  ): void {
    const { rows, columns, weights } = shown.matrix;
    const colors = scale();
    context.save();
    context.textAlign = 'center';
    const end = {
      row: Math.min(rows, Math.ceil((size.height - y) / px)),
      column: Math.min(columns, Math.ceil((size.width - x) / px)),
    };
    for (let row = Math.max(0, Math.floor(-y / px)); row < end.row; row++)
      for (let column = Math.max(0, Math.floor(-x / px)); column < end.column; column++) {
        const weight = weights[row * columns + column];
        if (weight < Math.max(shown.cuts[row], 0.005)) continue;
        context.fillStyle = colors.ink(weight);
        context.fillText(weight.toFixed(2).replace(/^0/, ''), x + (column + 0.5) * px, y + (row + 0.5) * px);
      }
    context.restore();
  }

  function drawCross(
    context: CanvasRenderingContext2D,
    { cell: px, x, y }: Layout,
    at: Cell,
    { matrix }: MapData,
  ): void {
    context.strokeStyle = themeColor('focusBorder');
    context.globalAlpha = 0.6;
    context.strokeRect(x, y + at.row * px, px * matrix.columns, px);
    context.strokeRect(x + at.column * px, y, px, px * matrix.rows);
    context.globalAlpha = 1;
    context.lineWidth = 2;
    context.strokeRect(x + at.column * px, y + at.row * px, Math.max(3, px), Math.max(3, px));
  }

  function drawRowLabels(context: CanvasRenderingContext2D, size: Size, at: Layout, axis: Axis): void {
    const { left, top, cell: px, y, labelsLeft } = at;
    context.save();
    context.beginPath();
    context.rect(0, top - PAD_PX, left, size.height - top);
    context.clip();
    context.textAlign = 'right';
    const step = Math.max(1, Math.ceil(LABEL_SPACING_PX / px));
    for (let row = firstLabel(top - y, px, step); row < axis.labels.length && y + row * px < size.height; row += step) {
      context.fillStyle = inkOf(cell !== undefined && Math.abs(cell.row - row) < 1);
      context.fillText(cutText(context, axis.labels[row], labelsLeft - 6), left - 4, y + (row + 0.5) * px);
    }
    context.strokeStyle = context.fillStyle = inkOf(false);
    const line = left - labelsLeft - 3;
    for (const { first, end, text } of left > labelsLeft + PAD_PX ? axis.brackets : []) {
      context.strokeRect(line + 0.5, y + first * px + 2, 0, (end - first) * px - 4);
      context.fillText(cutText(context, text, line - 8), line - 4, y + ((first + end) / 2) * px);
    }
    context.restore();
  }

  function drawColumnLabels(context: CanvasRenderingContext2D, size: Size, at: Layout, axis: Axis): void {
    const { left, top, cell: px, x, labelsTop } = at;
    context.save();
    context.beginPath();
    context.rect(left - PAD_PX, 0, size.width - left, top);
    context.clip();
    context.textAlign = 'left';
    const step = Math.max(1, Math.ceil(LABEL_SPACING_PX / px));
    for (
      let column = firstLabel(left - x, px, step);
      column < axis.labels.length && x + column * px < size.width;
      column += step
    ) {
      context.fillStyle = inkOf(cell !== undefined && Math.abs(cell.column - column) < 1);
      turnedText(context, cutText(context, axis.labels[column], labelsTop - 6), x + (column + 0.5) * px, top - 4);
    }
    context.strokeStyle = context.fillStyle = inkOf(false);
    const line = top - labelsTop - 3;
    for (const { first, end, text } of top > labelsTop + PAD_PX ? axis.brackets : []) {
      context.strokeRect(x + first * px + 2, line + 0.5, (end - first) * px - 4, 0);
      turnedText(context, cutText(context, text, line - 8), x + ((first + end) / 2) * px, line - 4);
    }
    context.restore();
  }

  function cellAt(event: MouseEvent): Cell | undefined {
    if (!data || !layout) return undefined;
    const at = view.at(event);
    if (at.x < layout.left || at.y < layout.top) return undefined;
    const row = Math.floor((at.y - layout.y) / layout.cell);
    const column = Math.floor((at.x - layout.x) / layout.cell);
    return row >= 0 && row < data.matrix.rows && column >= 0 && column < data.matrix.columns
      ? { row, column }
      : undefined;
  }

  function zoomBy(factor: number, at: { x: number; y: number }): void {
    if (!layout) return;
    const next = Math.max(1, Math.min(200, zoom * factor));
    const real = next / zoom;
    shift = {
      x: at.x - layout.left - (at.x - layout.x) * real,
      y: at.y - layout.top - (at.y - layout.y) * real,
    };
    zoom = next;
    view.redraw();
  }

  view.node.addEventListener('pointermove', (event) => {
    if (grabbed && event.buttons > 0) {
      shift = { x: shift.x + event.movementX, y: shift.y + event.movementY };
      grabbed.moved ||= Math.abs(event.clientX - grabbed.x) + Math.abs(event.clientY - grabbed.y) > 4;
      hint.hide();
      return view.redraw();
    }
    const found = cellAt(event);
    view.node.style.cursor = found ? 'crosshair' : '';
    if (found) hint.show(view.at(event), describe(found));
    else hint.hide();
  });
  view.node.addEventListener('pointerleave', () => hint.hide());
  view.node.addEventListener('pointerdown', ({ clientX: x, clientY: y }) => (grabbed = { x, y, moved: false }));
  view.node.addEventListener('click', (event) => {
    const moved = grabbed?.moved;
    grabbed = undefined;
    if (!moved) onSelect(cellAt(event));
  });
  view.node.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      if (event.ctrlKey || event.metaKey) return zoomBy(Math.exp(-event.deltaY / 300), view.at(event));
      const [x, y] = event.shiftKey ? [event.deltaY, event.deltaX] : [event.deltaX, event.deltaY];
      shift = { x: shift.x - x, y: shift.y - y };
      view.redraw();
    },
    { passive: false },
  );
  view.node.addEventListener('keydown', (event) => {
    if (!data) return;
    const middle = { x: view.node.clientWidth / 2, y: view.node.clientHeight / 2 };
    const next = movedCell(event.key, cell, data.matrix.rows, data.matrix.columns);
    if (next) onSelect(next);
    else if (event.key === 'Escape') onSelect(undefined);
    else if (event.key === '+' || event.key === '=') zoomBy(1.25, middle);
    else if (event.key === '-') zoomBy(0.8, middle);
    else return;
    event.preventDefault();
  });
  onThemeChange(() => {
    bitmap = undefined;
    view.redraw();
  });

  /** Brings a cell that keys have gone to into sight. */
  function reveal({ row, column }: Cell): void {
    if (!layout) return;
    const { left, top, cell: px } = layout;
    const inside = (place: number, size: number, from: number): number =>
      place + from < 0 ? -place : place + px + from > size ? size - place - px : from;
    shift = {
      x: inside(column * px, view.node.clientWidth - left - PAD_PX, shift.x),
      y: inside(row * px, view.node.clientHeight - top - PAD_PX, shift.y),
    };
  }

  return {
    node: view.node,
    show(next, at) {
      const isOther = data?.matrix.rows !== next.matrix.rows || data.matrix.columns !== next.matrix.columns;
      if (data?.matrix !== next.matrix || data.cuts !== next.cuts) bitmap = undefined;
      if (isOther) [zoom, shift] = [1, { x: 0, y: 0 }];
      data = next;
      if (at && (at.row !== cell?.row || at.column !== cell.column)) reveal(at);
      cell = at;
      view.redraw();
    },
    png: () => view.png(),
  };
}

const inkOf = (isMarked: boolean): string => themeColor(isMarked ? 'foreground' : 'descriptionForeground');

/** The first label in sight, of those that are `step` apart. */
const firstLabel = (hidden: number, px: number, step: number): number =>
  Math.max(0, Math.floor(Math.floor(hidden / px) / step) * step);
