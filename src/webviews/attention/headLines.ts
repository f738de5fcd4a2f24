// The head view: two columns of tokens with lines between them, thicker and stronger the larger the weight. The lines of the
// token that is pointed at or chosen are drawn over the bitmap of all lines.

import { picture, type Size } from '../shared/picture';
import { onThemeChange } from '../shared/theme';
import { onWheel } from '../shared/zooming';
import { tokenFont } from '../shared/canvasText';
import { handleCellKeys } from './cellKeys';
import { lineBitmap, type LineBitmap } from './lineBitmap';
import { drawLabels, drawMarked } from './lineDrawing';
import { type Layout, layOut, PAD_PX, type Point } from './linesLayout';
import type { Cell, MapData, MapPicture, MapPictureOptions } from './mapData';
import { rowScroll } from './rowScroll';
import { tokenPointer } from './tokenPointer';

export type HeadLines = MapPicture & Pick<LineBitmap, 'counts'>;

export function headLines(options: MapPictureOptions & { onDrawn(): void }): HeadLines {
  const { label, describe, onSelect, onDrawn } = options;
  let data: MapData | undefined;
  let chosen: Cell | undefined;
  let layout: Layout | undefined;
  const lines = lineBitmap();
  const view = picture({ label, draw });
  const rows = rowScroll(view);
  const pointer = tokenPointer({ view, describe, onSelect, drawn: () => data && layout && { data, layout } });
  onWheel(view.node, {
    onZoom: (factor, event) => move(() => rows.zoomBy(factor, view.at(event).y)),
    onMove: ({ deltaY }) => move(() => rows.scrollBy(deltaY)),
  });
  const onZoom = (factor: number): void => rows.zoomBy(factor, view.node.clientHeight / 2);
  handleCellKeys(view.node, { data: () => data, cell: () => chosen, onSelect, onZoom });
  onThemeChange(() => {
    lines.forget();
    view.redraw();
  });

  function draw(context: CanvasRenderingContext2D, size: Size): void {
    if (!data) return;
    context.font = tokenFont();
    context.textBaseline = 'middle';
    rows.limit(Math.max(data.rows.labels.length, data.columns.labels.length), size.height);
    const at = (layout = layOut(context, size, data, { row: rows.px, y: PAD_PX - rows.scroll }));
    if (lines.draw(size, at, data.heads)) onDrawn();
    const marked: Point | undefined = pointer.point ?? (chosen && { side: 'row', index: chosen.row });
    context.globalAlpha = marked ? 0.15 : 1;
    context.drawImage(lines.canvas, 0, 0, size.width, size.height);
    context.globalAlpha = 1;
    if (marked) drawMarked(context, at, marked, data);
    drawLabels(context, size, at, { axis: data.rows, side: 'row', marked });
    drawLabels(context, size, at, { axis: data.columns, side: 'column', marked });
  }

  function move(change: () => void): void {
    change();
    lines.move(view.redraw);
  }

  return {
    node: view.node,
    get counts() {
      return lines.counts;
    },
    show(next, cell) {
      if (data?.heads !== next.heads) lines.forget();
      if (data?.rows.labels.length !== next.rows.labels.length) rows.reset();
      if (cell && cell.row !== chosen?.row && layout) rows.reveal(cell.row);
      data = next;
      chosen = cell;
      view.redraw();
    },
    png: () => view.png(),
  };
}
