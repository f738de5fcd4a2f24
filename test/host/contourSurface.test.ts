// A figure over two keys without a page: triangles, what lies between runs, and which axes are logarithmic.

import assert from 'node:assert/strict';
import { packRows } from '../../src/protocol/packedRows';
import { contourSurface, isSpreadByRatio } from '../../src/webviews/experimentTable/charts/contourSurface';
import { delaunay, type Place, type Triangle } from '../../src/webviews/experimentTable/charts/delaunay';
import { RunTable } from '../../src/webviews/experimentTable/runTable';
import { randomNumbers } from '../faults/randomNumbers';

const SEED = 5;

const areaOf = (points: readonly Place[], triangles: readonly Triangle[]): number =>
  triangles.reduce((sum, corners) => {
    const [a, b, c] = corners.map((corner) => points[corner]);
    return sum + Math.abs((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)) / 2;
  }, 0);

describe('triangles between points', () => {
  it('fill what the points span, and their circles hold no other point', () => {
    const random = randomNumbers(SEED);
    const inside = Array.from({ length: 60 }, () => ({ x: 0.1 + 0.8 * random.next(), y: 0.1 + 0.8 * random.next() }));
    const corners = [0, 1].flatMap((x) => [0, 1].map((y) => ({ x, y })));
    const points = [...inside, ...corners];
    const triangles = delaunay(points);
    assert.ok(Math.abs(areaOf(points, triangles) - 1) < 1e-9, `seed ${SEED}`);
    assert.equal(triangles.length, 2 * points.length - 2 - 4); // Euler, with four points on the border
    for (const [a, b, c] of triangles.map((each) => each.map((corner) => points[corner])))
      for (const point of points) {
        if ([a, b, c].includes(point)) continue;
        const rows = [a, b, c].map(({ x, y }) => [x - point.x, y - point.y, (x - point.x) ** 2 + (y - point.y) ** 2]);
        const [[p, q, r], [s, t, u], [v, w, z]] = rows;
        const turn = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
        const inCircle = p * (t * z - u * w) - q * (s * z - u * v) + r * (s * w - t * v);
        assert.ok(Math.sign(turn) * inCircle <= 1e-9, `seed ${SEED}`);
      }
  });

  it('fill a grid, whose points lie on circles, and are none on a line', () => {
    const grid = Array.from({ length: 20 }, (_, i) => ({ x: (i % 5) / 4, y: Math.floor(i / 5) / 3 }));
    assert.ok(Math.abs(areaOf(grid, delaunay(grid)) - 1) < 1e-9);
    assert.deepEqual(delaunay(grid.slice(0, 5)), []);
    assert.deepEqual(delaunay([]), []);
  });
});

describe('the contour of a figure over two keys', () => {
  const tableOf = (runs: readonly [number, number, number][]): RunTable => {
    const table = new RunTable();
    const rows = runs.map(([rate, hidden, accuracy], i) => ({ id: `r${i}`, values: { rate, hidden, accuracy } }));
    table.apply({ version: 1, whole: packRows(rows), changed: [], removed: [] });
    return table;
  };
  const keys = { figure: 'accuracy', across: 'rate', up: 'hidden' };

  it('has the mean of runs at one place, is linear between places, and is nothing beyond them', () => {
    const rates = [0.001, 0.01, 0.1];
    const plane = (rate: number, hidden: number): number => 3 + Math.log10(rate) + hidden / 100;
    const runs = rates.flatMap((rate) => [10, 20, 30].map((hidden): [number, number, number] => [rate, hidden, plane(rate, hidden)])); // prettier-ignore
    const again = [0.5, -0.5].map((by): [number, number, number] => [0.01, 20, plane(0.01, 20) + by]);
    const table = tableOf([...runs, ...again, [NaN, 1, 1]]);
    const surface = contourSurface(table, [...Array(12).keys()], keys) ?? assert.fail();
    assert.deepEqual([surface.x.isLogarithmic, surface.y.isLogarithmic, surface.places.length], [true, false, 9]);
    assert.deepEqual(surface.places.find(({ ids }) => ids.length > 1)?.ids, ['r4', 'r9', 'r10']);
    const { grid, x, y } = surface;
    let inside = 0;
    grid.values.forEach((value, i) => {
      const [rate, hidden] = [x.value(grid.x[i % grid.x.length]), y.value(grid.y[Math.floor(i / grid.x.length)])];
      const isWithin = rate > 0.001 && rate < 0.1 && hidden > 10 && hidden < 30;
      assert.equal(!Number.isNaN(value), isWithin, `${rate} ${hidden}`);
      if (!isWithin) return;
      inside++;
      assert.ok(Math.abs(value - plane(rate, hidden)) < 1e-9, `${rate} ${hidden}`);
    });
    assert.ok(inside > 2000);
    assert.ok(contourSurface(table, [0, 1, 2], keys)?.grid.values.every(Number.isNaN), 'three on a line');
    assert.equal(contourSurface(table, [], keys), undefined);
  });

  it('has logarithmic axes where values were drawn so', () => {
    const random = randomNumbers(SEED);
    const drawn = (value: (share: number) => number): number[] =>
      Array.from({ length: 40 }, () => value(random.next()));
    assert.ok(isSpreadByRatio(drawn((share) => 1e-4 * 1000 ** share)), `seed ${SEED}`);
    assert.ok(isSpreadByRatio([16, 32, 64, 128]));
    assert.ok(!isSpreadByRatio(drawn((share) => 0.1 + share)), `seed ${SEED}`);
    for (const even of [[1, 2, 3, 4], [0, 0.1, 1, 10], [1, 100], [-1, 10, 100]]) assert.ok(!isSpreadByRatio(even), String(even)); // prettier-ignore
  });
});
