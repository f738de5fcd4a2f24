// Which points of a map are meant by a place, a box, a lasso or an arrow key.

import assert from 'node:assert/strict';
import fc from '../../support/properties';
import { nearestPoint, nextPoint, pointsInBox, pointsInLasso } from '../../../src/webviews/embeddings/map/pick';

describe('points that are meant', () => {
  const screen = Float32Array.of(100, 100, 200, 100, 300, 300, Number.NaN, Number.NaN);

  it('are the nearest within reach, the first of equals', () => {
    assert.equal(nearestPoint(screen, 4, { x: 104, y: 103 }, 10), 0);
    assert.equal(nearestPoint(screen, 4, { x: 150, y: 100 }, 60), 0);
    assert.equal(nearestPoint(screen, 4, { x: 500, y: 500 }, 10), -1);
  });

  it('are those in a box, drawn in any direction', () => {
    assert.deepEqual(pointsInBox(screen, 4, { x: 250, y: 150 }, { x: 50, y: 50 }), [0, 1]);
  });

  it('are those in a lasso: in a rectangle the same as in a box', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 99 })), { maxLength: 50 }),
        (pairs) => {
          const some = Float32Array.from(pairs.flatMap(([x, y]) => [x + 0.5, y + 0.5]));
          const [low, high] = [20, 70];
          const corners = [
            { x: low, y: low },
            { x: high, y: low },
            { x: high, y: high },
            { x: low, y: high },
          ];
          assert.deepEqual(
            pointsInLasso(some, pairs.length, corners),
            pointsInBox(some, pairs.length, corners[0], corners[2]),
          );
        },
      ),
    );
    const hollow = [
      { x: 0, y: 0 },
      { x: 400, y: 0 },
      { x: 400, y: 50 },
      { x: 50, y: 50 },
      { x: 50, y: 400 },
      { x: 0, y: 400 },
    ];
    assert.deepEqual(pointsInLasso(screen, 4, hollow), []);
  });

  it('are the next in the direction of an arrow key', () => {
    assert.equal(nextPoint(screen, 4, 0, 1, 0), 1);
    assert.equal(nextPoint(screen, 4, 0, 0, 1), 2);
    assert.equal(nextPoint(screen, 4, 0, -1, 0), -1);
  });
});
