// The heat map: one bitmap with a pixel for each weight, stretched to the cells; labels, words and marks around and over it.
// Ctrl/Cmd and the wheel zoom, the wheel and dragging move, arrows go from cell to cell.

import { panZoom } from '../shared/panZoom';
import { picture, type Size } from '../shared/picture';
import { onThemeChange } from '../shared/theme';
import { tooltip } from '../shared/tooltip';
import { bitmapOf } from './bitmap';
import { tokenFont } from '../shared/canvasText';
import { handleCellKeys } from './cellKeys';
import type { Cell, MapData, MapPicture, MapPictureOptions } from './mapData';
import { drawMap } from './mapDrawing';
import { cellIn, cornerOf, layOut, type MapLayout, sizeOfCells } from './mapLayout';

const ZOOM = { least: 1, most: 200 };

export function heatMap({ label, scale, describe, onSelect }: MapPictureOptions): MapPicture {
  let data: MapData | undefined;
  let chosen: Cell | undefined;
  let bitmap: HTMLCanvasElement | undefined;
  let layout: MapLayout | undefined;
  const view = picture({ label, draw });
  const hint = tooltip();
  view.node.append(hint.node);
  const hands = panZoom({
    ...{ view, limits: ZOOM, onPoint: point, onLeave: hint.hide },
    origin: () => ({ x: layout?.left ?? 0, y: layout?.top ?? 0 }),
    onClick: (event) => onSelect(cellAt(event)),
  });
  handleCellKeys(view.node, { data: () => data, cell: () => chosen, onSelect, onZoom: hands.zoomBy });
  onThemeChange(() => {
    bitmap = undefined;
    view.redraw();
  });

  function draw(context: CanvasRenderingContext2D, size: Size): void {
    if (!data) return;
    context.font = tokenFont();
    context.textBaseline = 'middle';
    layout = layOut(context, size, data, hands.viewport.zoom);
    hands.limit(sizeOfCells(layout, data), layout.room);
    bitmap ??= bitmapOf(data.matrix, data.cuts, scale());
    const corner = cornerOf(layout, hands.viewport);
    drawMap(context, size, { data, bitmap, scale: scale(), chosen, layout, corner });
  }

  function cellAt(event: MouseEvent): Cell | undefined {
    return data && layout && cellIn(layout, hands.viewport, data, view.at(event));
  }

  function point(event: MouseEvent): void {
    const found = cellAt(event);
    view.node.style.cursor = found ? 'crosshair' : '';
    if (found) hint.show(view.at(event), describe(found));
    else hint.hide();
  }

  /** Brings a cell that keys have gone to into sight. */
  function reveal({ row, column }: Cell): void {
    if (!layout) return;
    const { cell, room } = layout;
    hands.reveal({ x: column * cell.width, y: row * cell.height, ...cell }, room);
  }

  return {
    node: view.node,
    show(next, cell) {
      const isOther = data?.matrix.rows !== next.matrix.rows || data.matrix.columns !== next.matrix.columns;
      if (data?.matrix !== next.matrix || data.cuts !== next.cuts) bitmap = undefined;
      if (isOther) hands.reset();
      data = next;
      if (cell && (cell.row !== chosen?.row || cell.column !== chosen.column)) reveal(cell);
      chosen = cell;
      view.redraw();
    },
    png: () => view.png(),
  };
}
