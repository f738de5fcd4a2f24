// What the view of the loss around paths draws of a grid.

import assert from 'node:assert/strict';
import { colorRange, contour } from '../../src/webviews/shared/contours';

describe('lines of equal loss', () => {
  const grid = { x: [0, 1, 2], y: [0, 1], values: [0, 1, 2, 0, 1, 2] };

  it('lie where the loss has that value', () => {
    assert.deepEqual(
      contour(grid, 0.5).map((segment) => [...segment].sort()),
      [[0, 0.5, 0.5, 1]],
    );
    assert.deepEqual(contour(grid, 5), []);
    assert.deepEqual(contour({ ...grid, values: [NaN, 1, 2, 0, 1, 2] }, 0.5), []);
  });

  it('span no single peaks', () => assert.deepEqual(colorRange([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, NaN, 1e9]), [1, 10]));
});
