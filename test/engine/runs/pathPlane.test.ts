// The plane of paths: places of a known plane are found again from inner products, however they are read.

import assert from 'node:assert/strict';
import { innerProducts, planeOf, weightedSums } from '../../../src/engine/runs/pathPlane';

/** Places on a plane in six dimensions, far from the origin, with two tensors each. */
const FIRST = [1, 1, 0, 0, 0, 0].map((value) => value / Math.SQRT2);
const SECOND = [0, 0, 3, 0, 4, 0].map((value) => value / 5);
const COORDINATES = Array.from({ length: 19 }, (_, i): [number, number] => [5 * Math.cos(i), 2 * Math.sin(2 * i)]);
const place = ([a, b]: readonly [number, number]) => {
  const values = FIRST.map((value, i) => 10 + a * value + b * SECOND[i]);
  return new Map([
    ['w', { shape: [2, 2], data: Float32Array.from(values.slice(0, 4)) }],
    ['b', { shape: [2], data: Float32Array.from(values.slice(4)) }],
  ]);
};
const places = COORDINATES.map((each) => () => place(each));
const pause = (): Promise<void> => Promise.resolve();

const near = (actual: number, expected: number, what: string): void =>
  assert.ok(Math.abs(actual - expected) < 1e-4, `${what}: ${actual}, not ${expected}`);

describe('the plane of paths', () => {
  it('keeps all distances of places that lie on one, along directions of length 1', async () => {
    const products = await innerProducts(places, pause);
    const plane = await planeOf(products, places.length);
    assert.ok(plane);
    near(plane.explained[0] + plane.explained[1], 1, 'all of the variance');
    assert.ok(plane.explained[0] > plane.explained[1]);
    COORDINATES.forEach(([a, b], i) =>
      COORDINATES.forEach(([c, d], j) => {
        const [[x0, y0], [x1, y1]] = [plane.coordinates[i], plane.coordinates[j]];
        near(Math.hypot(x0 - x1, y0 - y1), Math.hypot(a - c, b - d), `from ${i} to ${j}`);
      }),
    );
    const directions = weightedSums(places, plane.weights).map((sum) => [
      ...(sum.get('w') ?? []),
      ...(sum.get('b') ?? []),
    ]);
    const product = (a: number[], b: number[]): number => a.reduce((sum, value, i) => sum + value * b[i], 0);
    near(product(directions[0], directions[0]), 1, 'the length of the first');
    near(product(directions[1], directions[1]), 1, 'the length of the second');
    near(product(directions[0], directions[1]), 0, 'the angle between them');
    // Along both from one place another one is reached.
    const [from, to] = [place(COORDINATES[0]), place(COORDINATES[7])].map((one) =>
      [...one.values()].flatMap(({ data }) => [...data]),
    );
    const [[x0, y0], [x1, y1]] = [plane.coordinates[0], plane.coordinates[7]];
    from.forEach((value, i) =>
      near(value + (x1 - x0) * directions[0][i] + (y1 - y0) * directions[1][i], to[i], `number ${i}`),
    );
  });

  it('is none of places on one line', async () => {
    const onLine = COORDINATES.map(
      ([a]) =>
        () =>
          place([a, a]),
    );
    assert.equal(await planeOf(await innerProducts(onLine, pause), onLine.length), undefined);
    const two = places.slice(0, 2);
    assert.equal(await planeOf(await innerProducts(two, pause), 2), undefined);
  });
});
