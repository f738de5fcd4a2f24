// Sizes that an experiment names are looked at before anything is allocated for them.

import assert from 'node:assert/strict';
import { firstNumbers, positionTable } from '../../../src/engine/nn/positions';
import { storedParameters } from '../../../src/engine/train/parameterValues';

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

describe('tables of positions', () => {
  const refused = { code: 'INVALID_EXPERIMENT', message: /33554432.*training\.maxLength/ };

  it('are refused with both figures where they are too large', () => {
    const sizes = { positions: 20_000_000, width: 64, dtype: 'float32' as const };
    assert.throws(() => positionTable(undefined, sizes), refused);
    assert.throws(() => firstNumbers('time', 2 ** 30), refused);
  });
});
