// How the rows of a table lie: all columns side by side, or, where that is too narrow and the table allows it, in lines: the first column
// alone, and below it the others, in as many lines as give each its least width.

import { element } from './element';

const LINE_PX = 22;

export interface RowLayoutOptions {
  /** What scrolls, and the table in it. */
  node: HTMLElement;
  grid: HTMLElement;
  /** The least width of each column, in characters. */
  widths: readonly number[];
  /** The same below the first column, where they are set smaller. */
  below: readonly number[];
  stacks: boolean;
}

export interface RowLayout {
  /** Fits the rows to the width that there is; returns their height, CSS pixels. */
  fit(): number;
}

export function rowLayout({ node, grid, widths, below, stacks }: RowLayoutOptions): RowLayout {
  const characters = sumOf(widths);
  const least = `${characters}ch`;
  const ruler = element('span', { class: 'ruler', attributes: { 'aria-hidden': 'true' } });
  ruler.style.width = least;
  grid.style.minWidth = least;
  if (stacks) node.append(ruler);
  return {
    fit() {
      const isStacked = stacks && node.clientWidth > 0 && ruler.offsetWidth > node.clientWidth;
      node.classList.toggle('stacked', isStacked);
      if (!isStacked) return LINE_PX;
      const { columns, lines } = linesOf(below.slice(1), (node.clientWidth / ruler.offsetWidth) * characters);
      grid.style.setProperty('--below', columns.map((width) => `minmax(0, ${width}fr)`).join(' '));
      grid.style.setProperty('--lines', String(1 + lines));
      return (1 + lines) * LINE_PX;
    },
  };
}

/**
 * Cells of these widths in as few lines as have room for them, column below column.
 * @param room of a line, in the same unit
 * @returns the widest cell of each column
 */
function linesOf(widths: readonly number[], room: number): { columns: number[]; lines: number } {
  for (let lines = 1; ; lines++) {
    const inLine = Math.ceil(widths.length / lines);
    const columns = Array.from({ length: inLine }, (_, column) =>
      Math.max(...widths.filter((__, i) => i % inLine === column)),
    );
    if (sumOf(columns) <= room || inLine <= 1)
      return { columns, lines: Math.ceil(widths.length / Math.max(1, inLine)) };
  }
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);
