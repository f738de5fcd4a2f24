// Lengths of axes as polynomials: equal lengths have equal spellings, and arithmetic commutes with knowing the axes.

import assert from 'node:assert/strict';
import * as fc from '../../support/properties';
import { addDims, evaluateDim, multiplyDims, sizeOf, termsOf, type Dim } from '../../../src/engine/graph/dims';
import { broadcastAxes, broadcastShapes } from '../../../src/engine/graph/broadcast';

const AXES = ['batch', 'time', 'n2', 'A_1'];
const lengths = fc.tuple(...AXES.map(() => fc.integer({ min: 0, max: 9 })));
const known = (values: readonly number[]): Map<string, number> => new Map(AXES.map((axis, i) => [axis, values[i]]));

const dim: fc.Arbitrary<Dim> = fc.letrec<{ dim: Dim }>((tie) => ({
  dim: fc.oneof(
    { depthSize: 'small' },
    fc.integer({ min: -4, max: 9 }),
    fc.constantFrom(...AXES),
    fc.tuple(tie('dim'), tie('dim')).map(([a, b]) => addDims(a, b)),
    fc.tuple(tie('dim'), tie('dim')).map(([a, b]) => multiplyDims(a, b)),
  ),
})).dim;

describe('axis lengths', () => {
  it('add and multiply as their numbers do', () => {
    fc.assert(
      fc.property(dim, dim, lengths, (a, b, values) => {
        const axes = known(values);
        const [x, y] = [evaluateDim(a, axes), evaluateDim(b, axes)];
        assert.equal(evaluateDim(addDims(a, b), axes), x + y);
        assert.equal(evaluateDim(multiplyDims(a, b), axes), x * y + 0); // −0 is 0
      }),
    );
  });

  it('have one spelling, whatever the order they were put together in', () => {
    fc.assert(
      fc.property(dim, dim, dim, (a, b, c) => {
        assert.equal(addDims(a, b), addDims(b, a));
        assert.equal(multiplyDims(a, b), multiplyDims(b, a));
        assert.equal(addDims(addDims(a, b), c), addDims(a, addDims(b, c)));
        assert.equal(multiplyDims(a, addDims(b, c)), addDims(multiplyDims(a, b), multiplyDims(a, c)));
        assert.equal(addDims(a, multiplyDims(a, -1)), 0);
        assert.equal(addDims(a, 0), a);
        assert.equal(multiplyDims(a, 1), a);
      }),
    );
  });

  it('come apart into terms', () => {
    assert.deepEqual(termsOf(addDims(multiplyDims(3, 'batch'), -2)), [
      { coefficient: 3, axes: ['batch'] },
      { coefficient: -2, axes: [] },
    ]);
    assert.deepEqual(termsOf(5), [{ coefficient: 5, axes: [] }]);
    assert.equal(sizeOf(['time', 'batch', 4]), '4*batch*time');
    assert.equal(sizeOf([]), 1);
  });

  it('cannot be known while an axis is not', () => {
    assert.throws(() => evaluateDim('batch*time', new Map([['batch', 2]])), /"time"/);
  });
});

describe('broadcasting', () => {
  const shape = fc.array(fc.constantFrom<Dim>(1, 2, 3, 'batch'), { maxLength: 4 });

  it('does not depend on order, and leaves shapes that agree alone', () => {
    fc.assert(
      fc.property(shape, shape, (a, b) => {
        assert.deepEqual(broadcastShapes([a, b]), broadcastShapes([b, a]));
        assert.deepEqual(broadcastShapes([a, a]), a);
        const common = broadcastShapes([a, b]);
        if (common) assert.deepEqual(broadcastShapes([common, a]), common);
      }),
    );
  });

  it('names the axes that undo it', () => {
    assert.deepEqual(broadcastShapes([[2, 1], [3]]), [2, 3]);
    assert.equal(broadcastShapes([[2], [3]]), undefined);
    assert.equal(broadcastShapes([['batch'], [3]]), undefined);
    assert.deepEqual(broadcastAxes([4, 2, 3], [2, 1]), { dropped: 1, stretched: [2] });
    assert.deepEqual(broadcastAxes([4, 1], [4, 1]), { dropped: 0, stretched: [] });
  });
});
