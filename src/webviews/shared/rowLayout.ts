// How the rows of a table lie: all columns side by side, or, where that is too narrow and the table allows it, in two lines.

import { element } from './element';

const LINE_PX = 22;

export interface RowLayoutOptions {
  /** What scrolls, and the table in it. */
  node: HTMLElement;
  grid: HTMLElement;
  /** The least width of each column, in characters. */
  widths: readonly number[];
  /** How wide each is beside the others below the first, where rows have two lines: parts of the whole. */
  below: readonly number[];
  stacks: boolean;
}

export interface RowLayout {
  /** Fits the rows to the width that there is; returns their height, CSS pixels. */
  fit(): number;
}

export function rowLayout({ node, grid, widths, below, stacks }: RowLayoutOptions): RowLayout {
  const least = `${widths.reduce((sum, width) => sum + width, 0)}ch`;
  const ruler = element('span', { class: 'ruler', attributes: { 'aria-hidden': 'true' } });
  ruler.style.width = least;
  grid.style.minWidth = least;
  if (stacks) {
    node.append(ruler);
    grid.style.setProperty(
      '--below',
      below
        .slice(1)
        .map((width) => `minmax(0, ${width}fr)`)
        .join(' '),
    );
  }
  return {
    fit() {
      const isStacked = stacks && node.clientWidth > 0 && ruler.offsetWidth > node.clientWidth;
      node.classList.toggle('stacked', isStacked);
      return isStacked ? 2 * LINE_PX : LINE_PX;
    },
  };
}
