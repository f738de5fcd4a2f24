// The head view: two columns of tokens with lines between them, thicker and stronger the larger the weight. Lines are drawn
// into a bitmap of their own, which is made anew only when they change; what the pointer is on is drawn over it.

import { element } from '../shared/element';
import { fit, picture, type Size } from '../shared/picture';
import { onThemeChange } from '../shared/theme';
import { tooltip } from '../shared/tooltip';
import type { Axis } from './axis';
import { tokenFont, widest } from './canvasText';
import { drawLabels, drawMarked, type Layout, type Point, strokeLines } from './lineDrawing';
import { type Cell, type MapData, type MapPicture, type MapPictureOptions, movedCell } from './mapData';
import { type Lines, strongestLines } from './weights';

const USUAL_ROW_PX = 22;
const LEAST_ROW_PX = 1;
const LARGEST_ROW_PX = 44;
const PAD_PX = 8;
/** More lines than this at once are neither seen apart nor drawn in time. */
const MOST_LINES = 6000;
/** While the lines move fewer are drawn, so that they follow at 60 frames a second; all of them once they rest. */
const MOST_MOVING_LINES = 1500;
const REST_MS = 120;

export interface HeadLines extends MapPicture {
  /** Lines drawn, and how many there would be. */
  readonly counts: { shown: number; total: number };
}

export function headLines(options: MapPictureOptions & { onDrawn(): void }): HeadLines {
  const { label, describe, onSelect, onDrawn } = options;
  let data: MapData | undefined;
  let cell: Cell | undefined;
  let pointed: Point | undefined;
  let layout: Layout | undefined;
  let rowPx = USUAL_ROW_PX;
  let scroll = 0;
  let lines: Lines | undefined;
  let drawnFor = '';
  let most = MOST_LINES;
  let resting: ReturnType<typeof setTimeout> | undefined;
  const base = element('canvas');
  const view = picture({ label, draw });
  const hint = tooltip();
  view.node.append(hint.node);

  function layOut(context: CanvasRenderingContext2D, { width, height }: Size, { rows, columns }: MapData): Layout {
    const side = (axis: Axis): [labels: number, words: number] => [
      Math.min(widest(context, axis.labels) + 8, width * 0.24, 200),
      axis.brackets.length === 0
        ? 0
        : Math.min(
            widest(
              context,
              axis.brackets.map(({ text }) => text),
            ) + 14,
            width * 0.14,
            140,
          ),
    ];
    const [labelsLeft, wordsLeft] = side(rows);
    const [labelsRight, wordsRight] = side(columns);
    const spare = Math.max(0, width - 720) / 2;
    const content = Math.max(rows.labels.length, columns.labels.length) * rowPx;
    scroll = Math.max(0, Math.min(scroll, content + 2 * PAD_PX - height));
    return {
      left: PAD_PX + spare + labelsLeft + wordsLeft,
      right: width - PAD_PX - spare - labelsRight - wordsRight,
      ...{ labelsLeft, labelsRight, row: rowPx, y: PAD_PX - scroll },
    };
  }

  function draw(context: CanvasRenderingContext2D, size: Size): void {
    if (!data) return;
    context.font = tokenFont();
    context.textBaseline = 'middle';
    const at = (layout = layOut(context, size, data));
    drawBase(size, at, data);
    const marked = markedPoint();
    context.globalAlpha = marked ? 0.15 : 1;
    context.drawImage(base, 0, 0, size.width, size.height);
    context.globalAlpha = 1;
    if (marked) drawMarked(context, at, marked, data);
    drawLabels(context, size, at, data.rows, 'row', marked);
    drawLabels(context, size, at, data.columns, 'column', marked);
  }

  const markedPoint = (): Point | undefined => pointed ?? (cell && { side: 'row', index: cell.row });

  /** Draws all lines in sight, unless that has been done for this place and these data. */
  function drawBase(size: Size, at: Layout, { heads }: MapData): void {
    const name = [size.width, size.height, devicePixelRatio, at.left, at.right, at.row, at.y].join();
    if (lines && name === drawnFor) return;
    drawnFor = name;
    fit(base, size);
    const context = base.getContext('2d');
    if (!context) return;
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    const from = Math.max(0, Math.floor(-at.y / at.row));
    const to = Math.ceil((size.height - at.y) / at.row);
    lines = strongestLines(heads, { from, to, most });
    strokeLines(context, at, lines);
    onDrawn();
  }

  function pointAt(event: MouseEvent): Point | undefined {
    if (!data || !layout) return undefined;
    const { x, y } = view.at(event);
    const side = x < layout.left + 4 ? 'row' : x > layout.right - 4 ? 'column' : undefined;
    const index = Math.floor((y - layout.y) / layout.row);
    if (!side || index < 0 || index >= (side === 'row' ? data.rows : data.columns).labels.length) return undefined;
    return { side, index };
  }

  function strongestAt({ side, index }: Point): Cell | undefined {
    if (!data) return undefined;
    const { rows, columns, weights } = data.matrix;
    let best: Cell | undefined;
    let most = -1;
    for (let other = 0; other < (side === 'row' ? columns : rows); other++) {
      const found = side === 'row' ? { row: index, column: other } : { row: other, column: index };
      const weight = weights[found.row * columns + found.column];
      if (weight > most) [most, best] = [weight, found];
    }
    return best;
  }

  view.node.addEventListener('pointermove', (event) => {
    const found = pointAt(event);
    const isOther = found?.side !== pointed?.side || found?.index !== pointed?.index;
    pointed = found;
    view.node.style.cursor = found ? 'pointer' : '';
    const best = found && strongestAt(found);
    if (best) hint.show(view.at(event), describe(best));
    else hint.hide();
    if (isOther) view.redraw();
  });
  view.node.addEventListener('pointerleave', () => {
    pointed = undefined;
    hint.hide();
    view.redraw();
  });
  view.node.addEventListener('click', (event) => {
    const found = pointAt(event);
    onSelect(found && strongestAt(found));
  });
  view.node.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      if (event.ctrlKey || event.metaKey) zoomBy(Math.exp(-event.deltaY / 300), view.at(event).y);
      else scroll += event.deltaY;
      move();
    },
    { passive: false },
  );

  function move(): void {
    most = MOST_MOVING_LINES;
    clearTimeout(resting);
    resting = setTimeout(() => {
      most = MOST_LINES;
      drawnFor = '';
      view.redraw();
    }, REST_MS);
    view.redraw();
  }

  function zoomBy(factor: number, y: number): void {
    const next = Math.max(LEAST_ROW_PX, Math.min(LARGEST_ROW_PX, rowPx * factor));
    scroll = Math.max(0, ((scroll + y - PAD_PX) * next) / rowPx - y + PAD_PX);
    rowPx = next;
    view.redraw();
  }

  view.node.addEventListener('keydown', (event) => {
    if (!data) return;
    const next = movedCell(event.key, cell, data.matrix.rows, data.matrix.columns);
    if (next) onSelect(next);
    else if (event.key === 'Escape') onSelect(undefined);
    else if (event.key === '+' || event.key === '=') zoomBy(1.25, view.node.clientHeight / 2);
    else if (event.key === '-') zoomBy(0.8, view.node.clientHeight / 2);
    else return;
    event.preventDefault();
  });
  onThemeChange(() => {
    drawnFor = '';
    view.redraw();
  });

  return {
    node: view.node,
    get counts() {
      return { shown: lines?.row.length ?? 0, total: lines?.total ?? 0 };
    },
    show(next, at) {
      if (data?.heads !== next.heads) drawnFor = '';
      if (data?.rows.labels.length !== next.rows.labels.length) scroll = 0;
      if (at && at.row !== cell?.row && layout) {
        const place = at.row * rowPx + PAD_PX;
        if (place < scroll) scroll = place;
        else if (place + rowPx > scroll + view.node.clientHeight)
          scroll = place + rowPx - view.node.clientHeight + PAD_PX;
      }
      data = next;
      cell = at;
      view.redraw();
    },
    png: () => view.png(),
  };
}
