// What is seen of a map as SVG: points in sight with their shapes, rings, arrows, labels and axis titles as text, and the
// legend below.

import { svgText as escaped } from '../../shared/svgText';
import type { Points } from './camera';
import { endsOf, MOST_RINGS, type Overlay, RING_PX, strongOf } from './drawing';
import type { PointLooks } from './points';

export interface SvgMap {
  overlay: Overlay;
  points: Points;
  looks: PointLooks;
  /** Titles along the axes; empty where they mean nothing. */
  axes: { across: string; up: string };
  /** What stands at the upper edge, of maps side by side. */
  caption?: string;
}

/** What a colour or shape stands for. */
export interface LegendEntry {
  color: string;
  /** As in `PointLooks`. */
  shape: number;
  text: string;
}

const MARGIN_PX = 8;
const rounded = (value: number): string => String(Number(value.toFixed(2)));

/** Corners of the shapes by their number, within a circle of radius 1, y downwards; the first shape is the circle. */
const SHAPE_CORNERS: readonly (readonly (readonly [number, number])[])[] = [
  [],
  [[-0.8, -0.8], [0.8, -0.8], [0.8, 0.8], [-0.8, 0.8]],
  [[0, -1], [1, 0], [0, 1], [-1, 0]],
  [[0, -1], [1, 1], [-1, 1]],
  [[0, 1], [-1, -1], [1, -1]],
  plus(0.34, 0),
  plus(0.32, Math.PI / 4),
]; // prettier-ignore

/** A plus sign whose arms are `half` as wide from the middle, turned by an angle. */
function plus(half: number, angle: number): [number, number][] {
  const quarter: [number, number][] = [
    [half, -half],
    [1, -half],
    [1, half],
  ];
  return [0, 1, 2, 3].flatMap((turn) => {
    const [cos, sin] = [Math.cos((turn * Math.PI) / 2 + angle), Math.sin((turn * Math.PI) / 2 + angle)];
    return quarter.map(([x, y]): [number, number] => [x * cos - y * sin, x * sin + y * cos]);
  });
}

function shapeAt(shape: number, x: number, y: number, radius: number, style: string): string {
  const corners = SHAPE_CORNERS[shape] ?? [];
  if (corners.length === 0) return `<circle cx="${rounded(x)}" cy="${rounded(y)}" r="${rounded(radius)}" ${style}/>`;
  const places = corners.map(([right, down]) => `${rounded(x + radius * right)},${rounded(y + radius * down)}`);
  return `<polygon points="${places.join(' ')}" ${style}/>`;
}

export function svgOf({ overlay, points, looks, axes, caption }: SvgMap): string {
  const { size, height, family, colors } = overlay;
  const { width, height: tall } = size;
  const line = (x: number, y: number, text: string, more: string): string =>
    text === ''
      ? ''
      : `<text x="${rounded(x)}" y="${rounded(y)}" fill="${colors.quiet}" ${more}>${escaped(text)}</text>`;
  const titles = [
    line(width - MARGIN_PX, tall - MARGIN_PX, axes.across, 'text-anchor="end"'),
    line(MARGIN_PX + height, tall / 2, axes.up, `text-anchor="middle" transform="rotate(-90 ${MARGIN_PX + height} ${rounded(tall / 2)})"`),
    line(MARGIN_PX, MARGIN_PX + height, caption ?? '', ''),
  ]; // prettier-ignore
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${tall}" viewBox="0 0 ${width} ${tall}" ` +
      `font-family="${escaped(family)}" font-size="${height}">`,
    `<rect width="${width}" height="${tall}" fill="${colors.halo}"/>`,
    ...pointParts(overlay, points, looks),
    ...ringParts(overlay),
    ...arrowParts(overlay),
    ...labelParts(overlay),
    ...titles.filter((part) => part !== ''),
    '</svg>\n',
  ].join('\n');
}

function pointParts({ size, screen }: Overlay, points: Points, looks: PointLooks): string[] {
  const parts: string[] = [];
  for (let i = 0; i < points.count; i++) {
    const [red, green, blue, opacity] = looks.colors.subarray(4 * i, 4 * i + 4);
    const [x, y] = [screen[2 * i], screen[2 * i + 1]];
    if (!(x >= 0 && x <= size.width && y >= 0 && y <= size.height)) continue;
    const fill = `fill="rgb(${red},${green},${blue})" fill-opacity="${(opacity / 255).toFixed(2)}"`;
    parts.push(shapeAt(looks.shapes[i], x, y, looks.diameter / 2, fill));
  }
  return parts;
}

function ringParts({ screen, emphasis, colors }: Overlay): string[] {
  const ring = (index: number, color: string, width: number, radius = RING_PX): string[] =>
    index < 0 || Number.isNaN(screen[2 * index])
      ? []
      : [shapeAt(0, screen[2 * index], screen[2 * index + 1], radius, `fill="none" stroke="${color}" stroke-width="${width}"`)]; // prettier-ignore
  return [
    ...emphasis.selected.slice(0, MOST_RINGS).flatMap((index) => ring(index, colors.text, 1.5)),
    ...emphasis.neighbors.flatMap((index) => ring(index, colors.neighbor, 1.5)),
    ...ring(emphasis.focus, colors.focus, 2.5, RING_PX + 1),
  ];
}

function arrowParts({ screen, emphasis, colors }: Overlay): string[] {
  return emphasis.arrows.flatMap((arrow) => {
    const ends = endsOf(screen, arrow);
    if (!ends) return [];
    const color = arrow.isFound ? colors.found : colors.focus;
    const [from, ...head] = [ends.from, ends.to, ends.left, ends.right].map(
      ({ x, y }) => `${rounded(x)},${rounded(y)}`,
    );
    const dashes = arrow.isFound ? ' stroke-dasharray="6 4"' : '';
    return [
      `<polyline points="${from} ${head[0]}" fill="none" stroke="${color}" stroke-width="2"${dashes}/>`,
      `<polygon points="${head.join(' ')}" fill="${color}"/>`,
    ];
  });
}

function labelParts(overlay: Overlay): string[] {
  const { labels, textOf, colors } = overlay;
  const strong = strongOf(overlay);
  return labels.map(({ index, x, y }) => {
    const color = strong.size === 0 || strong.has(index) ? colors.text : colors.quiet;
    return `<text x="${rounded(x)}" y="${rounded(y)}" fill="${color}" dominant-baseline="central">${escaped(textOf(index))}</text>`;
  });
}

export interface SvgLegend {
  /** What the colours mean; '' where the entries say it. */
  title: string;
  entries: readonly LegendEntry[];
  /** How wide a text is, in CSS pixels. */
  widthOf(text: string): number;
  /** Of the font, in CSS pixels. */
  height: number;
  family: string;
  color: string;
  background: string;
}

/** Drawings beside each other, with the legend below, its lines broken where the width ends. */
export function svgOfMaps(drawings: readonly string[], legend: SvgLegend | undefined): string {
  const sizes = drawings.map((drawing) => {
    const [, width, height] = /<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(drawing) ?? ['', '0', '0'];
    return { width: Number(width), height: Number(height) };
  });
  const tall = Math.max(...sizes.map(({ height }) => height));
  const width = sizes.reduce((sum, size) => sum + size.width, 0);
  let left = 0;
  const placed = drawings.map((drawing, i) => {
    const part = drawing.replace('<svg ', `<svg x="${left}" y="0" `);
    left += sizes[i].width;
    return part;
  });
  const below = legend && legend.entries.length > 0 ? legendParts(legend, width, tall) : { parts: [], height: 0 };
  const all = tall + below.height;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${all}" viewBox="0 0 ${width} ${all}">`,
    ...placed,
    ...below.parts,
    '</svg>\n',
  ].join('\n');
}

function legendParts(legend: SvgLegend, width: number, top: number): { parts: string[]; height: number } {
  const { title, entries, widthOf, height, family, color, background } = legend;
  const lineHeight = height + MARGIN_PX;
  const parts: string[] = [];
  let x = MARGIN_PX;
  let y = top + lineHeight / 2;
  const place = (part: LegendEntry | string): void => {
    const text = typeof part === 'string' ? part : part.text;
    const sign = typeof part === 'string' ? 0 : height + 2;
    const wide = sign + widthOf(text);
    if (x > MARGIN_PX && x + wide > width) [x, y] = [MARGIN_PX, y + lineHeight];
    if (typeof part !== 'string')
      parts.push(shapeAt(part.shape, x + height / 2, y, height / 2.5, `fill="${part.color}"`));
    parts.push(`<text x="${rounded(x + sign)}" y="${rounded(y)}" fill="${color}" dominant-baseline="central">${escaped(text)}</text>`); // prettier-ignore
    x += wide + 2 * MARGIN_PX;
  };
  for (const entry of entries) place(entry);
  if (title !== '') place(title);
  const tall = y + lineHeight / 2 - top;
  const ground = `<rect x="0" y="${top}" width="${width}" height="${rounded(tall)}" fill="${background}"/>`;
  const font = `<g font-family="${escaped(family)}" font-size="${height}">`;
  return { parts: [ground, font, ...parts, '</g>'], height: Number(rounded(tall)) };
}
