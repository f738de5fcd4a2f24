// What lies over the points: rings around those that matter, arrows, labels, the box or lasso being drawn. `svg.ts` writes
// the same.

import type { Place } from '../../shared/viewport';
import type { Size } from '../../shared/picture';
import type { Label } from './labels';

export interface Arrow {
  from: number;
  to: number;
  /** The relation that was asked for, or the one that was found. */
  isFound: boolean;
}

/** Indices of points that matter now. */
export interface Emphasis {
  /** The word whose neighbours are listed; -1: none. */
  focus: number;
  selected: readonly number[];
  neighbors: readonly number[];
  arrows: readonly Arrow[];
}

interface OverlayColors {
  text: string;
  quiet: string;
  halo: string;
  focus: string;
  neighbor: string;
  found: string;
}

export interface Overlay {
  size: Size;
  screen: Float32Array;
  emphasis: Emphasis;
  hover: number;
  labels: readonly Label[];
  textOf(index: number): string;
  /** Height of the font in CSS pixels, and the font itself. */
  height: number;
  font: string;
  family: string;
  colors: OverlayColors;
  /** The box (two corners) or lasso being drawn. */
  outline?: { kind: 'box' | 'lasso'; places: readonly Place[] };
}

export const RING_PX = 5;
const HEAD_PX = 9;
/** More rings than that are a carpet: selected points are marked by colour alone then. */
export const MOST_RINGS = 2000;

export function paintOverlay(context: CanvasRenderingContext2D, overlay: Overlay): void {
  const { size, screen, emphasis, hover, labels, colors, textOf, font, outline } = overlay;
  context.clearRect(0, 0, size.width, size.height);
  const ring = (index: number, color: string, width: number, radius = RING_PX): void => {
    if (index < 0 || Number.isNaN(screen[2 * index])) return;
    context.strokeStyle = color;
    context.lineWidth = width;
    context.beginPath();
    context.arc(screen[2 * index], screen[2 * index + 1], radius, 0, 2 * Math.PI);
    context.stroke();
  };
  for (const index of emphasis.selected.slice(0, MOST_RINGS)) ring(index, colors.text, 1.5);
  for (const index of emphasis.neighbors) ring(index, colors.neighbor, 1.5);
  ring(emphasis.focus, colors.focus, 2.5, RING_PX + 1);
  ring(hover, colors.text, 1.5, RING_PX + 2);
  for (const arrow of emphasis.arrows) paintArrow(context, screen, arrow, arrow.isFound ? colors.found : colors.focus);
  context.font = font;
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  const strong = strongOf(overlay);
  for (const { index, x, y } of labels) {
    context.strokeStyle = colors.halo;
    context.lineWidth = 3;
    context.strokeText(textOf(index), x, y);
    context.fillStyle = strong.size === 0 || strong.has(index) ? colors.text : colors.quiet;
    context.fillText(textOf(index), x, y);
  }
  if (outline) paintOutline(context, outline, colors.text);
}

export function strongOf({ emphasis, hover }: Overlay): Set<number> {
  const ends = emphasis.arrows.flatMap(({ from, to }) => [from, to]);
  return new Set([emphasis.focus, hover, ...emphasis.selected, ...emphasis.neighbors, ...ends].filter((i) => i >= 0));
}

function paintArrow(context: CanvasRenderingContext2D, screen: Float32Array, arrow: Arrow, color: string): void {
  const ends = endsOf(screen, arrow);
  if (!ends) return;
  const { from, to, left, right } = ends;
  context.strokeStyle = color;
  context.fillStyle = color;
  context.lineWidth = 2;
  context.setLineDash(arrow.isFound ? [6, 4] : []);
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.stroke();
  context.setLineDash([]);
  context.beginPath();
  context.moveTo(to.x, to.y);
  context.lineTo(left.x, left.y);
  context.lineTo(right.x, right.y);
  context.fill();
}

/** Where an arrow begins and ends, and the two other corners of its head. */
export function endsOf(screen: Float32Array, { from, to }: Arrow) {
  const [x0, y0, x1, y1] = [screen[2 * from], screen[2 * from + 1], screen[2 * to], screen[2 * to + 1]];
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (!(length > 1)) return undefined;
  const [across, down] = [(x1 - x0) / length, (y1 - y0) / length];
  const corner = (side: number): Place => ({
    x: x1 - HEAD_PX * across - side * (HEAD_PX / 2) * down,
    y: y1 - HEAD_PX * down + side * (HEAD_PX / 2) * across,
  });
  return { from: { x: x0, y: y0 }, to: { x: x1, y: y1 }, left: corner(1), right: corner(-1) };
}

function paintOutline(
  context: CanvasRenderingContext2D,
  { kind, places }: NonNullable<Overlay['outline']>,
  color: string,
): void {
  context.strokeStyle = color;
  context.lineWidth = 1;
  context.setLineDash([4, 3]);
  context.beginPath();
  if (kind === 'box') context.rect(places[0].x, places[0].y, places[1].x - places[0].x, places[1].y - places[0].y);
  else places.forEach(({ x, y }, i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
  if (kind === 'lasso') context.closePath();
  context.stroke();
  context.setLineDash([]);
}
