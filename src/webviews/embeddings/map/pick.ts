// Which points are meant: the nearest to a place, those in a box, those in a lasso, the next in a direction. Pure; all
// take places on the screen, [count, 2] in CSS pixels, NaN for points that are not seen.

import type { Place } from '../../shared/viewport';

/** The index of the point nearest to `at` within `reach` pixels; of equally near ones the first. -1: none. */
export function nearestPoint(screen: Float32Array, count: number, at: Place, reach: number): number {
  let best = -1;
  let least = reach * reach;
  for (let i = 0; i < count; i++) {
    const x = screen[2 * i] - at.x;
    const y = screen[2 * i + 1] - at.y;
    const distance = x * x + y * y;
    if (distance < least) {
      least = distance;
      best = i;
    }
  }
  return best;
}

export function pointsInBox(screen: Float32Array, count: number, from: Place, to: Place): number[] {
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
  const found: number[] = [];
  for (let i = 0; i < count; i++) {
    const x = screen[2 * i];
    const y = screen[2 * i + 1];
    if (x >= left && x <= right && y >= top && y <= bottom) found.push(i);
  }
  return found;
}

/** Points inside a polygon, by the even-odd rule; what a lasso that crosses itself encloses twice is outside. */
export function pointsInLasso(screen: Float32Array, count: number, lasso: readonly Place[]): number[] {
  if (lasso.length < 3) return [];
  const xs = lasso.map(({ x }) => x);
  const ys = lasso.map(({ y }) => y);
  const low = { x: Math.min(...xs), y: Math.min(...ys) };
  const high = { x: Math.max(...xs), y: Math.max(...ys) };
  return pointsInBox(screen, count, low, high).filter((i) => isInside(screen[2 * i], screen[2 * i + 1], xs, ys));
}

function isInside(x: number, y: number, xs: readonly number[], ys: readonly number[]): boolean {
  let inside = false;
  for (let i = 0, before = xs.length - 1; i < xs.length; before = i++) {
    const crosses = ys[i] > y !== ys[before] > y;
    if (crosses && x < ((xs[before] - xs[i]) * (y - ys[i])) / (ys[before] - ys[i]) + xs[i]) inside = !inside;
  }
  return inside;
}

/**
 * The point that an arrow key moves to: the nearest in that direction, where a step aside counts twice. -1: none there.
 */
export function nextPoint(screen: Float32Array, count: number, from: number, right: number, down: number): number {
  const [fromX, fromY] = [screen[2 * from], screen[2 * from + 1]];
  let best = -1;
  let least = Infinity;
  for (let i = 0; i < count; i++) {
    if (i === from) continue;
    const x = screen[2 * i] - fromX;
    const y = screen[2 * i + 1] - fromY;
    const along = x * right + y * down;
    const aside = Math.abs(x * down - y * right);
    if (!(along > 0) || aside > along) continue;
    const cost = along + 2 * aside;
    if (cost < least) {
      least = cost;
      best = i;
    }
  }
  return best;
}
