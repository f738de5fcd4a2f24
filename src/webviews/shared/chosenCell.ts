// One cell of a picture of rows and columns: chosen under the pointer or by arrow keys, left by Escape, and told in words.

import { say } from './element';
import type { Picture, Size } from './picture';

interface Cell {
  row: number;
  column: number;
}

interface ChosenCellOptions {
  drawing: Picture;
  /** Where it is told. */
  told: HTMLElement;
  /** How many cells there are; undefined while nothing is drawn. */
  cells(): { rows: number; columns: number } | undefined;
  /** The cell at a place of the picture, also beyond the last ones; undefined beside them. */
  cellAt(place: { x: number; y: number }, size: Size): Cell | undefined;
  words(cell: Cell): string;
  /** The first row is at the bottom. */
  isUpward?: boolean;
}

interface ChosenCell {
  readonly cell: Cell | undefined;
  leave(): void;
}

export function chosenCell({ drawing, told, isUpward = false, ...options }: ChosenCellOptions): ChosenCell {
  const { node } = drawing;
  const down = isUpward ? -1 : 1;
  const moves = new Map([
    ['ArrowLeft', [0, -1]],
    ['ArrowRight', [0, 1]],
    ['ArrowUp', [-down, 0]],
    ['ArrowDown', [down, 0]],
  ]);
  let cell: Cell | undefined;

  function choose(row: number, column: number): void {
    const cells = options.cells();
    if (!cells) return;
    const within = (value: number, most: number): number => Math.max(0, Math.min(most - 1, value));
    cell = { row: within(row, cells.rows), column: within(column, cells.columns) };
    say(told, options.words(cell));
    drawing.redraw();
  }

  function leave(): void {
    cell = undefined;
    say(told, '');
    drawing.redraw();
  }

  node.addEventListener('pointermove', (event) => {
    if (!options.cells()) return;
    const found = options.cellAt(drawing.at(event), { width: node.clientWidth, height: node.clientHeight });
    if (found) choose(found.row, found.column);
    else leave();
  });
  node.addEventListener('pointerleave', leave);
  node.addEventListener('keydown', (event) => {
    const move = moves.get(event.key);
    if (event.key === 'Escape') leave();
    else if (!move) return;
    else choose((cell?.row ?? 0) + (cell ? move[0] : 0), (cell?.column ?? 0) + (cell ? move[1] : 0));
    event.preventDefault();
  });
  return {
    get cell() {
      return cell;
    },
    leave,
  };
}
