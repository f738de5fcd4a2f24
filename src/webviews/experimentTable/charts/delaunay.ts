// Triangles between points of a plane, whose circles hold no other point (Delaunay 1934), by adding point after point (Bowyer 1981, Watson
// 1981). From left to right: circles that lie left of a point are left alone from then on. Pure.

export interface Place {
  x: number;
  y: number;
}

/** By the numbers of their points. */
export type Triangle = readonly [number, number, number];

interface Circled {
  corners: Triangle;
  x: number;
  y: number;
  /** Of the radius. */
  square: number;
}

/** Of points within the unit square the corners of a triangle far around it. */
const FAR = 1000;
/** Points on a circle are not within it. */
const WITHIN = 1 - 1e-9;
const LEAST_AREA = 1e-12;

/** @param points within the unit square, no two of them at one place; none where all lie on a line */
export function delaunay(points: readonly Place[]): Triangle[] {
  const { length } = points;
  const all = [...points, { x: -FAR, y: -FAR }, { x: FAR, y: -FAR }, { x: 0, y: FAR }];
  const order = [...points.keys()].sort((a, b) => points[a].x - points[b].x || points[a].y - points[b].y);
  const done: Circled[] = [];
  let open = circled(all, [length, length + 1, length + 2]);
  for (const point of order) {
    const { x, y } = points[point];
    const border = new Map<string, readonly [number, number]>();
    const kept: Circled[] = [];
    for (const one of open) {
      const across = (x - one.x) ** 2;
      if (x > one.x && across > one.square) done.push(one);
      else if (across + (y - one.y) ** 2 >= one.square * WITHIN) kept.push(one);
      else for (const edge of edgesOf(one.corners)) turn(border, edge);
    }
    open = [...kept, ...[...border.values()].flatMap(([a, b]) => circled(all, [a, b, point]))];
  }
  return [...done, ...open]
    .map(({ corners }) => corners)
    .filter((corners) => corners.every((corner) => corner < length));
}

const edgesOf = ([a, b, c]: Triangle): [number, number][] => [
  [a, b],
  [b, c],
  [c, a],
];

/** An edge of two triangles that go is none of the hole's. */
function turn(border: Map<string, readonly [number, number]>, edge: readonly [number, number]): void {
  const name = `${Math.min(...edge)} ${Math.max(...edge)}`;
  if (!border.delete(name)) border.set(name, edge);
}

/** With the circle through its corners; nothing where they lie on a line. */
function circled(points: readonly Place[], corners: Triangle): Circled[] {
  const [a, b, c] = corners.map((corner) => points[corner]);
  const [bx, by, cx, cy] = [b.x - a.x, b.y - a.y, c.x - a.x, c.y - a.y];
  const twice = 2 * (bx * cy - by * cx);
  if (Math.abs(twice) < LEAST_AREA) return [];
  const [b2, c2] = [bx * bx + by * by, cx * cx + cy * cy];
  const [x, y] = [(cy * b2 - by * c2) / twice, (bx * c2 - cx * b2) / twice];
  return [{ corners, x: a.x + x, y: a.y + y, square: x * x + y * y }];
}
