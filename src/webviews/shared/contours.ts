// Lines of equal value over a grid (marching squares), and which values are worth a line. Pure.

export interface GridValues {
  x: readonly number[];
  y: readonly number[];
  /** `[y, x]` */
  values: ArrayLike<number>;
}

/** From x and y to x and y, in the units of the grid. */
type Segment = [number, number, number, number];

/** Of squares with four known corners. */
export function contour({ x, y, values }: GridValues, level: number): Segment[] {
  const segments: Segment[] = [];
  const at = (row: number, column: number): number => values[row * x.length + column];
  for (let row = 0; row + 1 < y.length; row++)
    for (let column = 0; column + 1 < x.length; column++) {
      const corners = [
        [x[column], y[row], at(row, column)],
        [x[column + 1], y[row], at(row, column + 1)],
        [x[column + 1], y[row + 1], at(row + 1, column + 1)],
        [x[column], y[row + 1], at(row + 1, column)],
      ];
      if (!corners.every(([, , value]) => Number.isFinite(value))) continue;
      const crossings = corners.flatMap(([x0, y0, a], i) => {
        const [x1, y1, b] = corners[(i + 1) % 4];
        if (a < level === b < level) return [];
        const part = (level - a) / (b - a);
        return [[x0 + part * (x1 - x0), y0 + part * (y1 - y0)]];
      });
      for (let i = 0; i + 1 < crossings.length; i += 2)
        segments.push([crossings[i][0], crossings[i][1], crossings[i + 1][0], crossings[i + 1][1]]);
    }
  return segments;
}

/** What the colours span: the least loss, and one that nine of ten do not exceed, so that single peaks hide nothing. */
export function colorRange(losses: ArrayLike<number>): [number, number] {
  const sorted = Array.from(losses)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  if (sorted.length === 0) return [0, 1];
  return [sorted[0], sorted[Math.floor(0.9 * (sorted.length - 1))]];
}

/** Evenly between, without the ends. */
export const levelsBetween = ([from, to]: readonly [number, number], count: number): number[] =>
  Array.from({ length: count }, (_, i) => from + ((i + 1) * (to - from)) / (count + 1));
