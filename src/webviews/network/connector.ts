// The lines from the steps of one layer to those of the next.

import { type Lines, pairsOf } from './wiring';

const BOX_PX = 56;
const GAP_PX = 18;
const HEIGHT_PX = 26;
const SVG = 'http://www.w3.org/2000/svg';

/** Of a row of so many boxes. */
export const stripWidth = (steps: number): number => steps * BOX_PX + Math.max(0, steps - 1) * GAP_PX;

const middleOf = (step: number): number => step * (BOX_PX + GAP_PX) + BOX_PX / 2;

/** @param sizes steps of the upper and of the lower row, undefined where it is one box; and of the longest row */
export function connector(
  lines: Lines | undefined,
  { from, to, steps }: { from: number | undefined; to: number | undefined; steps: number },
): SVGElement {
  const width = stripWidth(steps);
  const svg = node('svg', { width: String(width), height: String(HEIGHT_PX), 'aria-hidden': 'true', class: 'lines' });
  if (!lines) return svg;
  const isOne = from === undefined && to === undefined;
  const pairs = isOne ? ([[0, 0]] as const) : pairsOf(lines, from ?? to ?? 1, to ?? from ?? 1);
  for (const [i, j] of pairs) {
    const [x1, x2] = isOne ? [width / 2, width / 2] : [middleOf(i), middleOf(j)];
    const ends = { x1: String(x1), y1: '0', x2: String(x2), y2: String(HEIGHT_PX - 4) };
    svg.append(node('line', ends));
    const tip = HEIGHT_PX - 1;
    svg.append(node('path', { d: `M${x2 - 3} ${tip - 5}L${x2} ${tip}L${x2 + 3} ${tip - 5}` }));
  }
  return svg;
}

function node(name: string, attributes: Record<string, string>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
