// A grid of numbers as colours: rows are steps of the training, the first at the top. Under the pointer and by arrow keys each cell is
// told.

import { count } from '../../protocol/figures';
import { chosenCell } from '../shared/chosenCell';
import { sequentialScale, type ColorScale } from '../shared/colorScale';
import { element, liveText } from '../shared/element';
import { picture, type Size } from '../shared/picture';
import { themeColor, themeFont } from '../shared/theme';
import type { Grid } from './watchedFigures';

export interface HeatMap {
  node: HTMLElement;
  draw(grid: Grid, range: readonly [number, number], texts: HeatMapTexts): void;
  png(): string;
}

interface HeatMapTexts {
  /** Read aloud. */
  label: string;
  /** Below the columns: the first, what they are, the last. */
  columns: readonly [first: string, title: string, last: string];
  /** What is told of a cell. */
  cell(grid: Grid, row: number, column: number): string;
}

const LEFT = 52;
const BOTTOM = 20;
const ROW_LABELS = 6;

const whole = (place: number): number => Math.round(place * devicePixelRatio) / devicePixelRatio;

export function heatMap(): HeatMap {
  let grid: Grid | undefined;
  let texts: HeatMapTexts | undefined;
  let range: readonly [number, number] = [0, 1];
  const told = liveText('note told');
  const drawing = picture({ label: '', draw: (context, size) => grid && paint(context, size, grid) });

  const inside = ({ width, height }: Size): Size => ({ width: width - LEFT, height: height - BOTTOM });
  const chosen = chosenCell({
    ...{ drawing, told },
    cells: () => grid && { rows: grid.rows.length, columns: grid.columns },
    cellAt({ x, y }, size) {
      const { width, height } = inside(size);
      if (!grid || x < LEFT || y > height) return undefined;
      return {
        row: Math.floor((y / height) * grid.rows.length),
        column: Math.floor(((x - LEFT) / width) * grid.columns),
      };
    },
    words: ({ row, column }) => (grid && texts?.cell(grid, row, column)) ?? '',
  });

  function paint(context: CanvasRenderingContext2D, size: Size, shown: Grid): void {
    const { width, height } = inside(size);
    const rows = shown.rows.length;
    if (rows === 0 || shown.columns === 0 || width <= 0 || height <= 0) return;
    const scale: ColorScale = sequentialScale(range[0], range[1]);
    const [across, down] = [width / shown.columns, height / rows];
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < shown.columns; column++) {
        const value = shown.values[row * shown.columns + column];
        if (Number.isNaN(value)) continue;
        context.fillStyle = scale.color(value);
        // Edges on whole pixels of the display, so that no seams show.
        const [left, top] = [whole(LEFT + column * across), whole(row * down)];
        context.fillRect(left, top, whole(LEFT + (column + 1) * across) - left, whole((row + 1) * down) - top);
      }
    context.strokeStyle = themeColor('panel-border', 'descriptionForeground');
    context.strokeRect(LEFT + 0.5, 0.5, width - 1, height - 1);
    const { cell } = chosen;
    if (cell) {
      context.strokeStyle = themeColor('focusBorder');
      context.lineWidth = 2;
      context.strokeRect(LEFT + cell.column * across, cell.row * down, Math.max(3, across), Math.max(3, down));
      context.lineWidth = 1;
    }
    labels(context, { width, height }, shown);
  }

  function labels(context: CanvasRenderingContext2D, { width, height }: Size, shown: Grid): void {
    context.font = themeFont();
    context.fillStyle = themeColor('descriptionForeground');
    context.textBaseline = 'middle';
    context.textAlign = 'right';
    const rows = shown.rows.length;
    const marks = Math.min(ROW_LABELS, rows, Math.max(1, Math.floor(height / 18)));
    for (let i = 0; i < marks; i++) {
      const row = marks === 1 ? 0 : Math.round((i * (rows - 1)) / (marks - 1));
      const y = Math.min(height - 6, Math.max(6, ((row + 0.5) * height) / rows));
      context.fillText(count(shown.rows[row]), LEFT - 6, y);
    }
    const [first, title, last] = texts?.columns ?? ['', '', ''];
    const y = height + BOTTOM / 2 + 1;
    context.textAlign = 'left';
    context.fillText(first, LEFT, y);
    context.textAlign = 'right';
    context.fillText(last, LEFT + width, y);
    context.textAlign = 'center';
    const room = width - 2 * Math.max(context.measureText(first).width, context.measureText(last).width) - 16;
    if (context.measureText(title).width <= room) context.fillText(title, LEFT + width / 2, y);
  }

  return {
    node: element('figure', { class: 'heat' }, drawing.node, told),
    draw(next, nextRange, nextTexts) {
      grid = next;
      range = nextRange;
      texts = nextTexts;
      drawing.node.setAttribute('aria-label', texts.label);
      chosen.leave();
    },
    png: () => drawing.png(),
  };
}
