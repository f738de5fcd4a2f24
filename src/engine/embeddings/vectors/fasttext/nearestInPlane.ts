// Which of a plane's centroids is nearest to a point, exactly: the plane is cut into cells, and of each cell those centroids are kept that
// are nearest to any of its points (Bentley, Weide and Yao 1980). What a cell leaves out, its quarters do too.

import type { NearestCentroid } from './outwardSearch';

/** Cells of an axis are 2 to this. Their borders are quantiles of the centroids', so that all have as much to do. */
const LEVELS = 5;
const CELLS = 2 ** LEVELS;
/** Of an axis, to look up the cell of a number. */
const SLOTS = 1024;
/** For what rounding may take from a distance. */
const SLACK = 1 + 1e-9;

/** @param centroids [count, 2] @param elsewhere for points beyond all centroids on an axis */
export function nearestInPlane(centroids: Float32Array, elsewhere: NearestCentroid): NearestCentroid {
  const [x, y] = [axisOf(centroids, 0), axisOf(centroids, 1)];
  const { starts, ends, listed } = candidatesOf(centroids, x.borders, y.borders);
  const places = new Float32Array(2 * listed.length); // as they are looked at, beside each other
  listed.forEach((centroid, i) => {
    places[2 * i] = centroids[2 * centroid];
    places[2 * i + 1] = centroids[2 * centroid + 1];
  });

  return (points, at) => {
    const px = points[at];
    const py = points[at + 1];
    const column = x.cellOf(px);
    const row = y.cellOf(py);
    if (column < 0 || row < 0) return elsewhere(points, at);
    const cell = row * CELLS + column;
    const end = ends[cell];
    let best = starts[cell];
    let least = Infinity;
    for (let i = best; i < end; i++) {
      const across = px - places[2 * i];
      const up = py - places[2 * i + 1];
      const distance = across * across + up * up;
      if (distance >= least) continue;
      best = i;
      least = distance;
    }
    return listed[best];
  };
}

/** By cell the centroids that may be nearest to a point in it: `listed[starts[cell]]` up to `listed[ends[cell]]`. */
function candidatesOf(centroids: Float32Array, across: Float64Array, up: Float64Array) {
  const count = centroids.length / 2;
  const [starts, ends] = [new Int32Array(CELLS * CELLS), new Int32Array(CELLS * CELLS)];
  /** By size of the cells, the largest first: those of the cell that is being divided. */
  const kept = Array.from({ length: LEVELS + 2 }, () => new Int32Array(count));
  const nearest = new Float64Array(count);
  let listed = new Int32Array(16 * CELLS * CELLS);
  let used = 0;

  /** Of `candidates` in `kept[level]`, which of them are at no point of the box farther than another one is at every point. */
  function reduce(level: number, candidates: number, box: readonly [number, number, number, number]): number {
    const [left, right, low, high] = box;
    const [from, to] = [kept[level], kept[level + 1]];
    let most = Infinity;
    for (let i = 0; i < candidates; i++) {
      const x = centroids[2 * from[i]];
      const y = centroids[2 * from[i] + 1];
      const [beyondX, beyondY] = [Math.max(right - x, x - left), Math.max(high - y, y - low)];
      const [beforeX, beforeY] = [Math.max(0, left - x, x - right), Math.max(0, low - y, y - high)];
      most = Math.min(most, beyondX * beyondX + beyondY * beyondY);
      nearest[i] = beforeX * beforeX + beforeY * beforeY;
    }
    let found = 0;
    for (let i = 0; i < candidates; i++) if (nearest[i] <= most * SLACK) to[found++] = from[i];
    return found;
  }

  /** Cells [column, column + size) × [row, row + size). */
  function divide(level: number, candidates: number, column: number, row: number): void {
    const size = CELLS >> level;
    const found = reduce(level, candidates, [across[column], across[column + size], up[row], up[row + size]]);
    if (size > 1) {
      const half = size / 2;
      for (let quarter = 0; quarter < 4; quarter++)
        divide(level + 1, found, column + half * (quarter & 1), row + half * (quarter >> 1));
      return;
    }
    const cell = row * CELLS + column;
    if (used + found > listed.length) {
      const more = new Int32Array(2 * listed.length + found);
      more.set(listed);
      listed = more;
    }
    listed.set(kept[level + 1].subarray(0, found), used);
    starts[cell] = used;
    ends[cell] = used += found;
  }

  for (let i = 0; i < count; i++) kept[0][i] = i;
  divide(0, count, 0, 0);
  return { starts, ends, listed: listed.subarray(0, used) };
}

/** The cells of one axis: their borders, and which of them a number is in; −1: in none. */
function axisOf(centroids: Float32Array, axis: 0 | 1): { borders: Float64Array; cellOf: (value: number) => number } {
  const sorted = new Float64Array(centroids.length / 2);
  for (let i = 0; i < sorted.length; i++) sorted[i] = centroids[2 * i + axis];
  sorted.sort();
  const least = sorted[0];
  const most = sorted[sorted.length - 1];
  const borders = new Float64Array(CELLS + 1).fill(most);
  for (let cell = 0; cell < CELLS; cell++) borders[cell] = sorted[Math.floor((cell * sorted.length) / CELLS)];
  const scale = most > least ? SLOTS / (most - least) : 0;
  // By slot the cell in which the slot before it begins: the search goes on from there.
  const cells = new Uint8Array(SLOTS + 1);
  for (let slot = 1, cell = 0; slot <= SLOTS; slot++) {
    while (cell < CELLS - 1 && borders[cell + 1] <= least + (slot - 1) / scale) cell++;
    cells[slot] = cell;
  }
  return {
    borders,
    cellOf(value) {
      if (!(value >= least && value <= most)) return -1;
      let cell = cells[((value - least) * scale) | 0];
      while (cell < CELLS - 1 && value >= borders[cell + 1]) cell++;
      return cell;
    },
  };
}
