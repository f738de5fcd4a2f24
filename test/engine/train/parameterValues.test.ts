// Sizes that an experiment names are looked at before anything is allocated for them.

import assert from 'node:assert/strict';
import type { Initializer } from '../../../src/engine/nn/initializers';
import { zeros } from '../../../src/engine/runtime/tensor';
import { firstNumbers, positionTable } from '../../../src/engine/nn/positions';
import { copyStored, drawParameters, feedsOf, storedParameters } from '../../../src/engine/train/parameterValues';

const initialize = (): void => undefined;

describe('stored parameters', () => {
  const stored = new Map([['w', { shape: [2, 3], data: Float32Array.from([1, 2, 3, 4, 5, 6]) }]]);

  it('are those of a model of their shapes', () => {
    const { w } = storedParameters({ w: { shape: [2, 3], initialize } }, stored, 'model.safetensors');
    assert.deepEqual([w.dtype, w.shape, [...w.data]], ['float32', [2, 3], [1, 2, 3, 4, 5, 6]]);
  });

  it('are refused with both sizes by a model too large for any machine', () => {
    const tree = { w: { shape: [65_536, 65_536], initialize } };
    assert.throws(() => storedParameters(tree, stored, 'model.safetensors'), {
      code: 'INVALID_FILE',
      message: /\[2, 3\] instead of \[65536, 65536\]/,
    });
  });
});

describe('stored tensors', () => {
  const into = () => ({ a: zeros('float32', [2]), b: zeros('float32', []) });
  const tensors = (change: object = {}) =>
    new Map(
      Object.entries({
        ...{ a: { shape: [2], data: Float32Array.of(1, 2) }, b: { shape: [], data: Float32Array.of(3) } },
        ...change,
      }).filter(([, tensor]) => tensor !== undefined),
    );

  it('are copied where all of them fit, and become inputs as they are', () => {
    const feeds = into();
    copyStored(tensors(), feeds, 'x');
    assert.deepEqual([[...feeds.a.data], [...feeds.b.data]], [[1, 2], [3]]); // prettier-ignore
    const stored = tensors();
    const { a } = feedsOf(stored);
    assert.deepEqual([a.dtype, a.shape, a.data === stored.get('a')?.data], ['float32', [2], true]);
  });

  it('are refused where one is missing, too many, of another shape or type; nothing is copied then', () => {
    const rows: [change: object, message: RegExp][] = [
      [{ b: undefined }, /"\/x" does not belong to this model: the tensor "b" is missing/],
      [{ c: { shape: [], data: new Float32Array(1) } }, /it has a tensor "c" that the model has not/],
      [{ b: { shape: [1], data: new Float32Array(1) } }, /"b" is \[1\] instead of \[\]/],
      [{ b: { shape: [], data: new Float64Array(1) } }, /"b" is not float32/],
    ];
    for (const [change, message] of rows) {
      const feeds = into();
      assert.throws(() => copyStored(tensors(change), feeds, '/x'), {
        ...{ code: 'INVALID_FILE', message, place: { file: '/x' } },
      });
      assert.deepEqual([...feeds.a.data], [0, 0]);
    }
  });

  it('are drawn in their order', () => {
    const drawn: Initializer = (out, shape, next) => void out.fill(next()).fill(shape.length, 0, 1);
    const feeds = into();
    let numbers = 5;
    drawParameters(
      { b: { shape: [], initialize: drawn }, a: { shape: [2], initialize: drawn } },
      feeds,
      () => numbers++,
    );
    assert.deepEqual([[...feeds.a.data], [...feeds.b.data]], [[1, 6], [0]]); // prettier-ignore
  });
});

describe('tables of positions', () => {
  const refused = { code: 'INVALID_EXPERIMENT', message: /33554432.*training\.maxLength/ };

  it('are refused with both figures where they are too large', () => {
    const sizes = { positions: 20_000_000, width: 64, dtype: 'float32' as const };
    assert.throws(() => positionTable(undefined, sizes), refused);
    assert.throws(() => firstNumbers('time', 2 ** 30), refused);
  });
});
