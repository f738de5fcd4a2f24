// A tensor as a heat map: its cells with the numbers on hover, rows and columns named. Arrows go from cell to cell.

import { figure } from '../../protocol/figures';
import { cutText, tokenFont, turnedText, widest } from './canvasText';
import type { ColorScale } from './colorScale';
import { element, liveText, say } from './element';
import { fit, placeIn, pngOf, type Size } from './picture';
import { isMasked, scaleOf } from './tensorScale';
import { onThemeChange, themeColor } from './theme';
import { tooltip } from './tooltip';

export interface MatrixNames {
  rows: string[];
  columns: string[];
}

export interface NamedMatrix extends MatrixNames {
  values: Float32Array;
}

export interface TensorMap {
  node: HTMLElement;
  show(matrix: NamedMatrix | undefined, label: string): void;
  /** Brings a row into sight, and marks it. */
  markRow(row: number | undefined): void;
  /** The colours in use; undefined where nothing is shown. */
  readonly scale: ColorScale | undefined;
  png(): string;
}

const LABEL_PX = { least: 24, most: 120 };
const ROW_PX = 20;
/** Of lower rows not every one has its name. */
const NAMED_ROW_PX = 14;
const COLUMN_PX = { least: 6, most: 44 };
/** Of narrower columns not every one has its name. */
const NAMED_PX = 14;

interface Layout {
  left: number;
  top: number;
  column: number;
  row: number;
}

interface TensorMapOptions {
  /** Is told of the cell that a person chose. */
  onCell?: (row: number, column: number) => void;
  /** Many rows and columns may be so narrow, so that more are seen at once; rows are as high as names without this. */
  leastPx?: number;
}

export function tensorMap({ onCell, leastPx = ROW_PX }: TensorMapOptions = {}): TensorMap {
  const canvas = element('canvas', { attributes: { 'aria-hidden': 'true' } });
  const hint = tooltip();
  const inner = element('div', { class: 'cells' }, canvas, hint.node);
  const frame = element('div', { class: 'scroll map', attributes: { tabindex: '0', role: 'img' } }, inner);
  const readout = liveText('readout');
  const node = element('div', { class: 'fill' }, frame, readout);
  const context = canvas.getContext('2d');
  let matrix: NamedMatrix | undefined;
  let scale: ColorScale | undefined;
  let layout: Layout = { left: 0, top: 0, column: 0, row: ROW_PX };
  let cell: { row: number; column: number } | undefined;
  let markedRow: number | undefined;

  function draw(): void {
    if (!context) return;
    const width = matrix ? frame.clientWidth : 0;
    if (!matrix || width === 0) return void fit(canvas, { width: 1, height: 1 });
    context.font = tokenFont();
    const { rows, columns } = matrix;
    layout = layOut(context, matrix, { width, height: frame.clientHeight }, leastPx);
    const size = {
      width: layout.left + columns.length * layout.column + 1,
      height: layout.top + rows.length * layout.row + 1,
    };
    fit(canvas, size);
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    context.font = tokenFont();
    context.textBaseline = 'middle';
    scale = scaleOf(matrix.values);
    paint(context, matrix, scale, layout);
    outline(context);
  }

  function outline(pen: CanvasRenderingContext2D): void {
    const { left, top, column, row } = layout;
    pen.strokeStyle = themeColor('focusBorder', 'contrastBorder');
    pen.lineWidth = 2;
    if (matrix && markedRow !== undefined)
      pen.strokeRect(left, top + markedRow * row + 1, matrix.columns.length * column, row - 2);
    if (cell) pen.strokeRect(left + cell.column * column, top + cell.row * row + 1, column, row - 2);
  }

  const linesAt = (row: number, column: number): string[] => {
    if (!matrix) return [];
    const value = matrix.values[row * matrix.columns.length + column];
    return [
      [matrix.rows[row], matrix.columns[column]].filter((name) => name !== '').join(' · '),
      isMasked(value) ? '×' : figure(value),
    ];
  };

  function cellAt(event: MouseEvent): { row: number; column: number } | undefined {
    const { x, y } = placeIn(canvas, event);
    const row = Math.floor((y - layout.top) / layout.row);
    const column = Math.floor((x - layout.left) / layout.column);
    const isIn = matrix && row >= 0 && column >= 0 && row < matrix.rows.length && column < matrix.columns.length;
    return isIn ? { row, column } : undefined;
  }

  function choose(next: { row: number; column: number } | undefined): void {
    cell = next;
    say(readout, next ? linesAt(next.row, next.column).join(': ') : '');
    draw();
    if (!next) return;
    onCell?.(next.row, next.column);
    const { left, top, column, row } = layout;
    const [x, y] = [left + next.column * column, top + next.row * row];
    if (x + column > frame.scrollLeft + frame.clientWidth || x < frame.scrollLeft) frame.scrollLeft = x - left;
    if (y + row > frame.scrollTop + frame.clientHeight || y < frame.scrollTop) frame.scrollTop = y - top;
  }

  canvas.addEventListener('mousemove', (event) => {
    const found = cellAt(event);
    if (found) hint.show(placeIn(canvas, event), linesAt(found.row, found.column));
    else hint.hide();
  });
  canvas.addEventListener('mouseleave', () => hint.hide());
  canvas.addEventListener('click', (event) => choose(cellAt(event)));
  frame.addEventListener('keydown', (event) => {
    if (!matrix) return;
    if (event.key === 'Escape') return choose(undefined);
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    const { row, column } = cell ?? { row: 0, column: 0 };
    const [down, across] = cell ? move : [0, 0];
    choose({
      row: Math.max(0, Math.min(matrix.rows.length - 1, row + down)),
      column: Math.max(0, Math.min(matrix.columns.length - 1, column + across)),
    });
  });
  new ResizeObserver(draw).observe(frame);
  onThemeChange(draw);

  return {
    node,
    show(next, label) {
      matrix = next;
      cell = undefined;
      markedRow = undefined;
      say(readout, '');
      frame.setAttribute('aria-label', label);
      draw();
    },
    markRow(row) {
      markedRow = row;
      draw();
      if (row !== undefined) frame.scrollTop = Math.max(0, row * layout.row - frame.clientHeight / 2);
    },
    get scale() {
      return matrix && scale;
    },
    png: () => pngOf(canvas),
  };
}

const MOVES: Partial<Record<string, [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function layOut(
  context: CanvasRenderingContext2D,
  { rows, columns }: NamedMatrix,
  { width, height }: Size,
  leastPx: number,
): Layout {
  const within = (pixels: number): number => Math.min(LABEL_PX.most, Math.max(LABEL_PX.least, pixels + 8));
  const left = within(widest(context, rows));
  const top = within(widest(context, columns));
  const share = (width - left - 2) / Math.max(1, columns.length);
  const rowShare = Math.floor((height - top - 2) / Math.max(1, rows.length));
  return {
    ...{ left, top, column: Math.min(COLUMN_PX.most, Math.max(Math.min(COLUMN_PX.least, leastPx), share)) },
    row: Math.min(ROW_PX, Math.max(leastPx, rowShare)),
  };
}

function paint(
  context: CanvasRenderingContext2D,
  { rows, columns, values }: NamedMatrix,
  scale: ColorScale,
  { left, top, column, row: high }: Layout,
): void {
  rows.forEach((_, row) =>
    columns.forEach((__, place) => {
      const value = values[row * columns.length + place];
      const [x, y] = [left + place * column, top + row * high];
      if (isMasked(value) || !Number.isFinite(value)) return cross(context, x, y, column, high);
      context.fillStyle = scale.color(value);
      context.fillRect(x, y, Math.max(1, column - (column > 8 ? 1 : 0)), high - (high > 8 ? 1 : 0));
    }),
  );
  context.strokeStyle = themeColor('panel-border', 'contrastBorder');
  context.lineWidth = 1;
  context.strokeRect(left - 0.5, top - 0.5, columns.length * column + 0.5, rows.length * high + 0.5);
  context.fillStyle = themeColor('foreground');
  context.textAlign = 'right';
  const everyRow = Math.max(1, Math.ceil(NAMED_ROW_PX / high));
  rows.forEach((name, row) => {
    if (row % everyRow === 0) context.fillText(cutText(context, name, left - 6), left - 5, top + (row + 0.5) * high);
  });
  context.textAlign = 'left';
  const every = Math.max(1, Math.ceil(NAMED_PX / column));
  columns.forEach((name, place) => {
    if (place % every > 0) return;
    turnedText(context, cutText(context, name, top - 6), left + (place + 0.5) * column, top - 4);
  });
}

function cross(context: CanvasRenderingContext2D, x: number, y: number, column: number, high: number): void {
  const reach = Math.min(column, high) / 5;
  const [middleX, middleY] = [x + column / 2, y + high / 2];
  context.strokeStyle = themeColor('descriptionForeground', 'foreground');
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(middleX - reach, middleY - reach);
  context.lineTo(middleX + reach, middleY + reach);
  context.moveTo(middleX + reach, middleY - reach);
  context.lineTo(middleX - reach, middleY + reach);
  context.stroke();
}
