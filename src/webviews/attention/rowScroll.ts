// How high the rows of the head view are, and how far they are scrolled.

import type { Picture } from '../shared/picture';
import { PAD_PX } from './linesLayout';

const USUAL_ROW_PX = 22;
const LEAST_ROW_PX = 1;
const LARGEST_ROW_PX = 44;

export interface RowScroll {
  /** The height of a row, CSS pixels. */
  readonly px: number;
  /** Pixels above the picture. */
  readonly scroll: number;
  /** To the first row. */
  reset(): void;
  scrollBy(pixels: number): void;
  /** Goes no further than so many rows need in this height. */
  limit(rows: number, height: number): void;
  /** What is at `y` stays there. */
  zoomBy(factor: number, y: number): void;
  /** Brings a row into sight. */
  reveal(row: number): void;
}

export function rowScroll(view: Picture): RowScroll {
  let px = USUAL_ROW_PX;
  let scroll = 0;
  return {
    get px() {
      return px;
    },
    get scroll() {
      return scroll;
    },
    reset: () => (scroll = 0),
    scrollBy(pixels) {
      scroll += pixels;
      view.redraw();
    },
    limit: (rows, height) => (scroll = Math.max(0, Math.min(scroll, rows * px + 2 * PAD_PX - height))),
    zoomBy(factor, y) {
      const next = Math.max(LEAST_ROW_PX, Math.min(LARGEST_ROW_PX, px * factor));
      scroll = Math.max(0, ((scroll + y - PAD_PX) * next) / px - y + PAD_PX);
      px = next;
      view.redraw();
    },
    reveal(row) {
      const [place, height] = [row * px + PAD_PX, view.node.clientHeight];
      if (place < scroll) scroll = place;
      else if (place + px > scroll + height) scroll = place + px - height + PAD_PX;
    },
  };
}
