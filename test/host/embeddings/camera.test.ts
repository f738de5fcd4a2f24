// Where points of a map fall on the screen, and how the camera that looks at them moves.

import assert from 'node:assert/strict';
import fc from '../../support/properties';
import { type Camera, fitCamera, isCamera, panned, zoomed } from '../../../src/webviews/embeddings/map/camera';
import { places, SIZE, somePoints } from './mapPoints';

describe('the camera of a map', () => {
  for (const dimensions of [2, 3] as const)
    it(`fits all points of ${dimensions} dimensions onto the screen`, () => {
      fc.assert(
        fc.property(somePoints(dimensions), (points) => {
          const screen = places(points, fitCamera(points, SIZE));
          for (let i = 0; i < points.count; i++) {
            assert.ok(screen[2 * i] > -1 && screen[2 * i] < SIZE.width + 1);
            assert.ok(screen[2 * i + 1] > -1 && screen[2 * i + 1] < SIZE.height + 1);
          }
        }),
      );
    });

  it('keeps what is under the pointer while it zooms', () => {
    fc.assert(
      fc.property(
        somePoints(2),
        fc.double({ min: 0.5, max: 2, noNaN: true }),
        fc.integer({ min: 0, max: 800 }),
        (points, factor, x) => {
          const camera = fitCamera(points, SIZE);
          const before = places(points, camera);
          const after = places(points, zoomed(camera, factor, { x, y: 200 }, SIZE));
          for (let i = 0; i < points.count; i++) {
            assert.ok(Math.abs(after[2 * i] - (x + factor * (before[2 * i] - x))) < 1);
            assert.ok(Math.abs(after[2 * i + 1] - (200 + factor * (before[2 * i + 1] - 200))) < 1);
          }
        },
      ),
    );
  });

  it('moves its centre by as many pixels as the hand, turned or not', () => {
    fc.assert(
      fc.property(
        fc.float({ min: -3, max: 3, noNaN: true }),
        fc.float({ min: -1, max: 1, noNaN: true }),
        (yaw, pitch) => {
          const camera: Camera = { center: [1, 2, 3], scale: 10, yaw, pitch, distance: 0 };
          const [x, y] = places(
            { positions: Float32Array.of(1, 2, 3), dimensions: 3, count: 1 },
            panned(camera, 30, -20),
          );
          assert.ok(Math.abs(x - 430) < 0.01 && Math.abs(y - 280) < 0.01, `${x}, ${y}`);
        },
      ),
    );
  });

  it('copes with points that are no numbers, and with one point', () => {
    for (const values of [
      [Number.NaN, Number.NaN],
      [5, 5],
    ]) {
      const camera = fitCamera({ positions: Float32Array.from(values), dimensions: 2, count: 1 }, SIZE);
      assert.ok(isCamera(camera));
    }
    assert.ok(!isCamera({ center: [0, 0, 0], scale: 0, yaw: 0, pitch: 0, distance: 0 }));
    assert.ok(!isCamera({ center: [0, Number.NaN, 0], scale: 1, yaw: 0, pitch: 0, distance: 0 }));
    assert.ok(!isCamera(null));
  });
});
