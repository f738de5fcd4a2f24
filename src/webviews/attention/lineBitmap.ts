// All lines in sight in a bitmap of their own, which is made anew only when they change. While they move fewer are drawn, so
// that they follow at 60 frames a second; all of them once they rest.

import { element } from '../shared/element';
import { fit, type Size } from '../shared/picture';
import { strokeLines } from './lineDrawing';
import type { Layout } from './linesLayout';
import type { MapData } from './mapData';
import { type Lines, strongestLines } from './weights';

/** More lines than this at once are neither seen apart nor drawn in time. */
const MOST_LINES = 6000;
const MOST_MOVING_LINES = 1500;
const REST_MS = 120;

export interface LineBitmap {
  canvas: HTMLCanvasElement;
  /** Lines drawn, and how many there would be. */
  readonly counts: { shown: number; total: number };
  /** False where the lines of this place are drawn already. */
  draw(size: Size, at: Layout, heads: MapData['heads']): boolean;
  /** Other weights or colours: the next drawing is made anew. */
  forget(): void;
  /** The lines move; `onRest` is told when they have come to rest. */
  move(onRest: () => void): void;
}

export function lineBitmap(): LineBitmap {
  const canvas = element('canvas');
  let lines: Lines | undefined;
  let drawnFor = '';
  let most = MOST_LINES;
  let resting: ReturnType<typeof setTimeout> | undefined;
  return {
    canvas,
    get counts() {
      return { shown: lines?.row.length ?? 0, total: lines?.total ?? 0 };
    },
    draw(size, at, heads) {
      const name = [size.width, size.height, devicePixelRatio, at.left, at.right, at.row, at.y].join();
      const context = canvas.getContext('2d');
      if (!context || (lines && name === drawnFor)) return false;
      drawnFor = name;
      fit(canvas, size);
      context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
      context.clearRect(0, 0, size.width, size.height);
      const from = Math.max(0, Math.floor(-at.y / at.row));
      const to = Math.ceil((size.height - at.y) / at.row);
      lines = strongestLines(heads, { from, to, most });
      strokeLines(context, at, lines);
      return true;
    },
    forget: () => (drawnFor = ''),
    move(onRest) {
      most = MOST_MOVING_LINES;
      clearTimeout(resting);
      resting = setTimeout(() => {
        most = MOST_LINES;
        drawnFor = '';
        onRest();
      }, REST_MS);
    },
  };
}
