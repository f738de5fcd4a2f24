// How high the rows of the head view are, and how far they are scrolled.

import type { Picture } from '../shared/picture';
import { PAD_PX } from './linesLayout';

const USUAL_ROW_PX = 22;
/** Few rows are as high as fills the picture, but no higher than this unasked. */
const ROOMY_ROW_PX = 36;
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
  let usual = USUAL_ROW_PX;
  /** Undefined until a person has zoomed. */
  let zoomed: number | undefined;
  let scroll = 0;
  const height = (): number => zoomed ?? usual;
  return {
    get px() {
      return height();
    },
    get scroll() {
      return scroll;
    },
    reset: () => (scroll = 0),
    scrollBy(pixels) {
      scroll += pixels;
      view.redraw();
    },
    limit(rows, room) {
      usual = Math.max(USUAL_ROW_PX, Math.min(ROOMY_ROW_PX, (room - 2 * PAD_PX) / Math.max(1, rows)));
      scroll = Math.max(0, Math.min(scroll, rows * height() + 2 * PAD_PX - room));
    },
    zoomBy(factor, y) {
      const next = Math.max(LEAST_ROW_PX, Math.min(LARGEST_ROW_PX, height() * factor));
      scroll = Math.max(0, ((scroll + y - PAD_PX) * next) / height() - y + PAD_PX);
      zoomed = next;
      view.redraw();
    },
    reveal(row) {
      const [px, room] = [height(), view.node.clientHeight];
      const place = row * px + PAD_PX;
      if (place < scroll) scroll = place;
      else if (place + px > scroll + room) scroll = place + px - room + PAD_PX;
    },
  };
}
