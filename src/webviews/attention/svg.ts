// The maps as SVG: whole, whatever part the view shows. Pure but for colours, which are given.

import { figure } from '../../protocol/figures';
import { svgText as escaped } from '../shared/svgText';
import type { Axis } from './axis';
import type { MapData } from './mapData';
import { strongestLines } from './weights';

const CELL_PX = 20;
const CHARACTER_PX = 7.3;
/** More cells than this become larger files than a drawing program opens gladly. */
const MOST_SVG_CELLS = 40_000;
const MOST_SVG_LINES = 10_000;

export interface SvgColors {
  background: string;
  foreground: string;
  /** Of a weight. */
  cell(weight: number): string;
  /** Of the index-th head. */
  head(index: number): string;
}

const widthOf = (axis: Axis): number => {
  const characters = axis.labels.reduce((most, label) => Math.max(most, label.length), 0);
  return 12 + CHARACTER_PX * Math.min(60, characters) * 1.3;
};

function svg(width: number, height: number, { background, foreground }: SvgColors, parts: readonly string[]): string {
  const size = `width="${width.toFixed(0)}" height="${height.toFixed(0)}"`;
  const font = `font-family="monospace" font-size="12" fill="${escaped(foreground)}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} ${font}>\n<rect ${size} fill="${escaped(background)}"/>\n${parts.join('\n')}\n</svg>\n`;
}

const text = (x: number, y: number, anchor: 'start' | 'end', label: string, turned = false): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" dominant-baseline="central"${
    turned ? ` transform="rotate(-90 ${x.toFixed(1)} ${y.toFixed(1)})"` : ''
  }>${escaped(label)}</text>`;

/** Undefined where there are too many cells. */
export function mapSvg({ matrix, cuts, rows, columns }: MapData, colors: SvgColors): string | undefined {
  if (matrix.rows * matrix.columns > MOST_SVG_CELLS) return undefined;
  const [left, top] = [widthOf(rows), widthOf(columns)];
  const parts: string[] = [];
  for (let row = 0; row < matrix.rows; row++)
    for (let column = 0; column < matrix.columns; column++) {
      const weight = matrix.weights[row * matrix.columns + column];
      if (weight < cuts[row] || weight === 0) continue;
      const place = `x="${left + column * CELL_PX}" y="${top + row * CELL_PX}" width="${CELL_PX}" height="${CELL_PX}"`;
      parts.push(`<rect ${place} fill="${escaped(colors.cell(weight))}"><title>${figure(weight)}</title></rect>`);
    }
  rows.labels.forEach((label, i) => parts.push(text(left - 4, top + (i + 0.5) * CELL_PX, 'end', label)));
  columns.labels.forEach((label, i) => parts.push(text(left + (i + 0.5) * CELL_PX, top - 4, 'start', label, true)));
  return svg(left + matrix.columns * CELL_PX + 8, top + matrix.rows * CELL_PX + 8, colors, parts);
}

/** The lines between the two columns of tokens. */
export function linesSvg({ heads, rows, columns }: MapData, colors: SvgColors): string {
  const [left, right] = [widthOf(rows), widthOf(columns)];
  const [from, to] = [left + 4, left + 304];
  const middle = (index: number): number => 8 + (index + 0.5) * CELL_PX;
  const lines = strongestLines(heads, { from: 0, to: rows.labels.length, most: MOST_SVG_LINES });
  const parts = Array.from(lines.weight, (weight, i) => {
    const ends = `x1="${from}" y1="${middle(lines.row[i])}" x2="${to}" y2="${middle(lines.column[i])}"`;
    const look = `stroke-opacity="${Math.sqrt(weight).toFixed(3)}" stroke-width="${(0.5 + 3 * weight).toFixed(2)}"`;
    return `<line ${ends} stroke="${escaped(colors.head(lines.of[i]))}" ${look}/>`;
  });
  rows.labels.forEach((label, i) => parts.push(text(left, middle(i), 'end', label)));
  columns.labels.forEach((label, i) => parts.push(text(to + 4, middle(i), 'start', label)));
  const height = 16 + Math.max(rows.labels.length, columns.labels.length) * CELL_PX;
  return svg(to + right + 8, height, colors, parts);
}
