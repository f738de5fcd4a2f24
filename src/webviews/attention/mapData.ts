// What the pictures of a pane draw: matrices with their axes, and where a person is in them.

import type { ColorScale } from '../shared/colorScale';
import type { Axis } from './axis';
import type { Weights } from './weights';

export interface MapData {
  /** The mean of `heads`. */
  matrix: Weights;
  /** By row of `matrix`, the smallest weight that is shown. */
  cuts: Float32Array;
  /** Each head by itself, with its own cuts. */
  heads: { matrix: Weights; cuts: Float32Array; name: string }[];
  rows: Axis;
  columns: Axis;
}

/** A place in a map; without a column a whole row. */
export interface Cell {
  row: number;
  column: number;
}

export interface MapPicture {
  node: HTMLElement;
  show(data: MapData, cell: Cell | undefined): void;
  /** Base64 of what is seen. */
  png(): string;
}

export interface MapPictureOptions {
  label: string;
  scale(): ColorScale;
  /** Lines for the tooltip. */
  describe(cell: Cell): string[];
  onSelect(cell: Cell | undefined): void;
}

/** A cell moved by a key; undefined where the key means nothing here. */
export function movedCell(key: string, cell: Cell | undefined, rows: number, columns: number): Cell | undefined {
  const { row, column } = cell ?? { row: 0, column: 0 };
  if (!cell && /^(Arrow|Page|Home|End)/.test(key)) return { row: 0, column: 0 };
  const to = (nextRow: number, nextColumn: number): Cell => ({
    row: Math.max(0, Math.min(rows - 1, nextRow)),
    column: Math.max(0, Math.min(columns - 1, nextColumn)),
  });
  switch (key) {
    case 'ArrowDown':
      return to(row + 1, column);
    case 'ArrowUp':
      return to(row - 1, column);
    case 'ArrowRight':
      return to(row, column + 1);
    case 'ArrowLeft':
      return to(row, column - 1);
    case 'PageDown':
      return to(row + 10, column);
    case 'PageUp':
      return to(row - 10, column);
    case 'Home':
      return to(row, 0);
    case 'End':
      return to(row, columns - 1);
    default:
      return undefined;
  }
}
