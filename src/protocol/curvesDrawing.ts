// Curves of several runs as a drawing (SVG) whose colours are classes, so that they follow the theme of the page that it stands in.

import { amount, figure } from './figures';
import { inHtml } from './textDocument';
import type { CurvePoint } from './report';

export interface DrawnCurve {
  /** Curves of the same name have the same colour and pattern. */
  name: string;
  points: readonly CurvePoint[];
}

/** So many names are told apart. */
export const MOST_NAMES = 7;

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [720, 300, 56, 12, 8, 40];
const TICKS = 5;
/** Told apart without colours as well. */
const DASHES = ['', '6 3', '2 3', '8 3 2 3', '12 4', '4 4', '1 4'];

/** Axes begin where the data do. @param x and y what they are called */
export function curvesDrawing(curves: readonly DrawnCurve[], { x, y }: { x: string; y: string }): string {
  const names = [...new Set(curves.map(({ name }) => name))].slice(0, MOST_NAMES);
  const shown = curves.filter(({ name }) => names.includes(name));
  const points = shown.flatMap((curve) => curve.points);
  const [lowX, highX] = endsOf(points.map((point) => point.x));
  const [lowY, highY] = endsOf(points.map((point) => point.y));
  const legend = names.length * 18;
  const atX = (value: number): number => LEFT + ((value - lowX) / (highX - lowX)) * (WIDTH - LEFT - RIGHT);
  const atY = (value: number): number => HEIGHT - BOTTOM - ((value - lowY) / (highY - lowY)) * (HEIGHT - TOP - BOTTOM);
  const share = (i: number): number => i / (TICKS - 1);
  const ticks = Array.from({ length: TICKS }, (_, i) => [
    textAt(
      atX(lowX + share(i) * (highX - lowX)),
      HEIGHT - BOTTOM + 16,
      amount(Math.round(lowX + share(i) * (highX - lowX))),
      i === 0 ? 'start' : i === TICKS - 1 ? 'end' : 'middle',
    ),
    textAt(LEFT - 6, atY(lowY + share(i) * (highY - lowY)) + 4, figure(lowY + share(i) * (highY - lowY)), 'end'),
  ]).flat();
  const lines = shown.map((curve) => {
    const place = names.indexOf(curve.name);
    const path = curve.points.map((point) => `${atX(point.x).toFixed(1)},${atY(point.y).toFixed(1)}`).join(' ');
    return `<polyline class="curve s${place}" stroke-dasharray="${DASHES[place]}" points="${path}"/>`;
  });
  const keys = names.map((name, i) => {
    const top = HEIGHT + 8 + i * 18;
    return `<line class="curve s${i}" stroke-dasharray="${DASHES[i]}" x1="${LEFT}" x2="${LEFT + 32}" y1="${top}" y2="${top}"/>${textAt(LEFT + 40, top + 4, name, 'start')}`;
  });
  const axes = `<path class="axis" d="M${LEFT} ${TOP}V${HEIGHT - BOTTOM}H${WIDTH - RIGHT}"/>`;
  const named = `${textAt((LEFT + WIDTH) / 2, HEIGHT - 6, x, 'middle')}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT + legend}" viewBox="0 0 ${WIDTH} ${HEIGHT + legend}" role="img" aria-label="${inHtml(y)}">${axes}${[...ticks, named, ...lines, ...keys].join('')}</svg>`;
}

/** Never the same twice. */
function endsOf(values: readonly number[]): [number, number] {
  const [low, high] = values.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [Infinity, -Infinity]);
  return high > low ? [low, high] : [low - 0.5, high + 0.5];
}

const textAt = (x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end'): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${inHtml(text)}</text>`;
