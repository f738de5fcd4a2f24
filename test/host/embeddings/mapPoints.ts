// Points of maps, made up, and where they fall on a screen.

import fc from '../../support/properties';
import { type Camera, type Points, toScreen } from '../../../src/webviews/embeddings/map/camera';

export const SIZE = { width: 800, height: 600 };

const coordinate = fc.integer({ min: -10_000, max: 10_000 });

/** Up to 40 points. */
export const somePoints = (dimensions: 2 | 3): fc.Arbitrary<Points> =>
  fc
    .array(fc.array(coordinate, { minLength: dimensions, maxLength: dimensions }), { minLength: 1, maxLength: 40 })
    .map((rows) => ({ positions: Float32Array.from(rows.flat()), dimensions, count: rows.length }));

/** Where points fall on the screen: [count, 2]. */
export function places(points: Points, camera: Camera): Float32Array {
  const screen = new Float32Array(2 * points.count);
  toScreen(points, camera, SIZE, screen);
  return screen;
}
