// A figure over two keys: the mean of the runs at each place, between places linear over triangles, and nothing beyond them. Pure.

import type { RunTable } from '../runTable';
import { delaunay } from './delaunay';
import { type Scale, scaleOver } from './scale';

export interface ContourPlace {
  x: number;
  y: number;
  /** The mean. */
  value: number;
  /** Of the runs. */
  ids: string[];
}

export interface ContourSurface {
  places: ContourPlace[];
  x: Scale;
  y: Scale;
  /** Middles of the cells, as shares of the axes from the left and from below, and their values; not numbers where nothing is. */
  grid: { x: number[]; y: number[]; values: Float64Array };
  /** Of the places. */
  least: number;
  greatest: number;
}

export const COLUMNS = 64;
export const ROWS = 48;

interface ContourKeys {
  figure: string;
  across: string;
  up: string;
}

/** Runs that have all three; undefined where there are none. */
export function contourSurface(
  table: RunTable,
  rows: readonly number[],
  keys: ContourKeys,
): ContourSurface | undefined {
  const places = placesOf(table, rows, keys);
  if (places.length === 0) return undefined;
  const scale = (values: number[]): Scale => scaleOver(values, isSpreadByRatio(values));
  const [x, y] = [scale(places.map((place) => place.x)), scale(places.map((place) => place.y))];
  const values = places.map(({ value }) => value);
  return {
    ...{ places, x, y, least: Math.min(...values), greatest: Math.max(...values) },
    grid: gridOf(places.map((place) => ({ x: x.share(place.x), y: y.share(place.y), value: place.value }))),
  };
}

/** By rising keys. */
function placesOf(table: RunTable, rows: readonly number[], { figure, across, up }: ContourKeys): ContourPlace[] {
  const places = new Map<string, { x: number; y: number; values: number[]; ids: string[] }>();
  for (const row of rows) {
    const [x, y, value] = [across, up, figure].map((key) => table.number(row, key));
    if (![x, y, value].every(Number.isFinite)) continue;
    const name = `${x} ${y}`;
    const known = places.get(name) ?? { x, y, values: [], ids: [] };
    places.set(name, known);
    known.values.push(value);
    known.ids.push(table.ids[row]);
  }
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return [...places.values()]
    .map(({ values, ...place }) => ({ ...place, value: mean(values) }))
    .sort((a, b) => a.x - b.x || a.y - b.y);
}

/**
 * Whether values lie more evenly on a logarithmic axis than on an even one, as those that a sweep drew so: by how far their distribution is
 * from the even one (Kolmogorov's distance).
 */
export function isSpreadByRatio(values: readonly number[]): boolean {
  const sorted = [...new Set(values)].sort((a, b) => a - b);
  if (sorted.length < 3 || sorted[0] <= 0) return false;
  return unevenness(sorted.map(Math.log)) < unevenness(sorted) - 1e-9;
}

/** @param sorted rising, at least two different ones */
function unevenness(sorted: readonly number[]): number {
  const [first, last] = [sorted[0], sorted[sorted.length - 1]];
  return sorted.reduce((most, value, i) => {
    const share = (value - first) / (last - first);
    return Math.max(most, Math.abs(share - i / (sorted.length - 1)));
  }, 0);
}

/** @param points as shares of both axes */
function gridOf(points: readonly { x: number; y: number; value: number }[]): ContourSurface['grid'] {
  const middles = (count: number): number[] => Array.from({ length: count }, (_, i) => (i + 0.5) / count);
  const [x, y] = [middles(COLUMNS), middles(ROWS)];
  const values = new Float64Array(COLUMNS * ROWS).fill(NaN);
  for (const corners of delaunay(points)) {
    const [a, b, c] = corners.map((corner) => points[corner]);
    const twice = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    const [left, right] = cellsOver([a.x, b.x, c.x], COLUMNS);
    const [low, high] = cellsOver([a.y, b.y, c.y], ROWS);
    for (let row = low; row <= high; row++)
      for (let column = left; column <= right; column++) {
        const [dx, dy] = [x[column] - a.x, y[row] - a.y];
        const ofB = (dx * (c.y - a.y) - dy * (c.x - a.x)) / twice;
        const ofC = (dy * (b.x - a.x) - dx * (b.y - a.y)) / twice;
        if (ofB >= 0 && ofC >= 0 && ofB + ofC <= 1)
          values[row * COLUMNS + column] = a.value + ofB * (b.value - a.value) + ofC * (c.value - a.value);
      }
  }
  return { x, y, values };
}

/** The first and the last cell whose middle may lie between these shares. */
function cellsOver(shares: readonly number[], count: number): [number, number] {
  const within = (cell: number): number => Math.max(0, Math.min(count - 1, cell));
  return [within(Math.floor(Math.min(...shares) * count)), within(Math.ceil(Math.max(...shares) * count))];
}
