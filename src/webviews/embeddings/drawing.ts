// What lies over the points: rings around those that matter, arrows, labels, the box or lasso being drawn. The same list of
// shapes is painted on a canvas and written as SVG.

import type { Points, ScreenSize } from './camera';
import type { Label } from './labels';
import type { ScreenPlace } from './pick';
import type { PointLooks } from './pointLayer';

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

export interface OverlayColors {
  text: string;
  quiet: string;
  halo: string;
  focus: string;
  neighbor: string;
  found: string;
}

export interface Overlay {
  size: ScreenSize;
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
  outline?: { kind: 'box' | 'lasso'; places: readonly ScreenPlace[] };
}

const RING_PX = 5;
const HEAD_PX = 9;
/** More rings than that are a carpet: selected points are marked by colour alone then. */
const MOST_RINGS = 2000;

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

function strongOf({ emphasis, hover }: Overlay): Set<number> {
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
function endsOf(screen: Float32Array, { from, to }: Arrow) {
  const [x0, y0, x1, y1] = [screen[2 * from], screen[2 * from + 1], screen[2 * to], screen[2 * to + 1]];
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (!(length > 1)) return undefined;
  const [across, down] = [(x1 - x0) / length, (y1 - y0) / length];
  const corner = (side: number): ScreenPlace => ({
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

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
const rounded = (value: number): string => value.toFixed(1);

/** What is seen as SVG: points in sight, rings, arrows and labels as text. */
export function svgOf(overlay: Overlay, points: Points, looks: PointLooks, background: string): string {
  const { size, screen, emphasis, labels, textOf, height, family, colors } = overlay;
  const strong = strongOf(overlay);
  const parts: string[] = [];
  const dot = (index: number, radius: number, style: string): string =>
    `<circle cx="${rounded(screen[2 * index])}" cy="${rounded(screen[2 * index + 1])}" r="${radius}" ${style}/>`;
  for (let i = 0; i < points.count; i++) {
    const [red, green, blue, opacity] = looks.colors.subarray(4 * i, 4 * i + 4);
    const [x, y] = [screen[2 * i], screen[2 * i + 1]];
    if (!(x >= 0 && x <= size.width && y >= 0 && y <= size.height)) continue;
    const fill = `fill="rgb(${red},${green},${blue})" fill-opacity="${(opacity / 255).toFixed(2)}"`;
    parts.push(dot(i, looks.diameter / 2, fill));
  }
  const ring = (color: string, width: number): string => `fill="none" stroke="${color}" stroke-width="${width}"`;
  const isSeen = (index: number): boolean => index >= 0 && !Number.isNaN(screen[2 * index]);
  for (const index of emphasis.selected.slice(0, MOST_RINGS).filter(isSeen))
    parts.push(dot(index, RING_PX, ring(colors.text, 1.5)));
  for (const index of emphasis.neighbors.filter(isSeen)) parts.push(dot(index, RING_PX, ring(colors.neighbor, 1.5)));
  if (isSeen(emphasis.focus)) parts.push(dot(emphasis.focus, RING_PX + 1, ring(colors.focus, 2.5)));
  for (const arrow of emphasis.arrows) {
    const ends = endsOf(screen, arrow);
    if (!ends) continue;
    const color = arrow.isFound ? colors.found : colors.focus;
    const [line, ...head] = [ends.from, ends.to, ends.left, ends.right].map(
      ({ x, y }) => `${rounded(x)},${rounded(y)}`,
    );
    const dashes = arrow.isFound ? ' stroke-dasharray="6 4"' : '';
    parts.push(
      `<polyline points="${line} ${head[0]}" fill="none" stroke="${color}" stroke-width="2"${dashes}/>`,
      `<polygon points="${head.join(' ')}" fill="${color}"/>`,
    );
  }
  for (const { index, x, y } of labels) {
    const place = `x="${rounded(x)}" y="${rounded(y)}" fill="${strong.size === 0 || strong.has(index) ? colors.text : colors.quiet}"`;
    parts.push(`<text ${place} dominant-baseline="central">${escaped(textOf(index))}</text>`);
  }
  const { width, height: tall } = size;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${tall}" viewBox="0 0 ${width} ${tall}" ` +
      `font-family="${escaped(family)}" font-size="${height}">`,
    `<rect width="${width}" height="${tall}" fill="${background}"/>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}
