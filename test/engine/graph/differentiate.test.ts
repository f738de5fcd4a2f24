// The backward pass as such: what it reaches, what it adds up, and what it leaves alone.

import assert from 'node:assert/strict';
import { gradients } from '../../../src/engine/graph/differentiate';
import * as o from '../../../src/engine/graph/ops';
import { makeProgram } from '../../../src/engine/graph/program';
import type { Value } from '../../../src/engine/graph/value';
import { tensor, type Tensor } from '../../../src/engine/runtime/tensor';
import { evaluate } from '../../support/numeric/evaluate';

const x = o.input('x', 'float64', [2]);
const y = o.input('y', 'float64', [2]);
const feeds: Record<string, Tensor> = { x: tensor('float64', [2], [2, 3]), y: tensor('float64', [2], [5, 7]) };

async function check(loss: Value, values: readonly Value[], expected: readonly number[][]): Promise<void> {
  const found = gradients(loss, values);
  found.forEach((g, i) => assert.deepEqual(g.shape, values[i].shape));
  const results = await evaluate(Object.fromEntries(found.map((g, i) => [`g${i}`, g])), feeds);
  expected.forEach((numbers, i) => assert.deepEqual(Array.from(results[`g${i}`].data, Number), numbers, `value ${i}`));
}

describe('gradients', () => {
  it('add up over all uses of a value', () =>
    check(
      o.sum(o.add(o.mul(x, x), o.mul(x, y))),
      [x, y],
      [
        [9, 13],
        [2, 3],
      ],
    ));

  it('reach values in the middle, also on the way to others that are wanted', async () => {
    const middle = o.mul(x, y);
    await check(
      o.sum(o.mul(middle, middle)),
      [middle, x],
      [
        [20, 42],
        [100, 294],
      ],
    );
  });

  it('of the loss by itself are 1', async () => {
    const loss = o.sum(x);
    await check(loss, [loss, x], [[1], [1, 1]]);
  });

  it('are 0 where nothing depends on a value', () => check(o.sum(x), [y], [[0, 0]]));

  it('do not go through comparisons, whole numbers and signs', () =>
    check(
      o.sum(o.add(o.cast(o.greater(x, 2.5), 'float64'), o.add(o.sign(x), o.cast(o.cast(x, 'int32'), 'float64')))),
      [x],
      [[0, 0]],
    ));

  it('take each value of a split by itself, also where one is not used', async () => {
    const [first] = o.split(x, 0, [1, 1]);
    await check(o.sum(o.mul(first, first)), [x, first], [[4, 0], [4]]);
  });

  it('are asked of a scalar only', () => {
    assert.throws(() => gradients(x, [x]), /must be a scalar, not \[2\]/);
  });

  it('go through a chain of ten thousand operators', async () => {
    let value = x;
    for (let i = 0; i < 10000; i++) value = o.add(value, y);
    const [g] = gradients(o.sum(value), [y]);
    assert.deepEqual(Array.from((await evaluate({ g }, feeds)).g.data, Number), [10000, 10000]);
  });

  it('leave out what the wanted values do not need', () => {
    const [g] = gradients(o.sum(o.mul(o.tanh(x), y)), [y]);
    const operators = makeProgram({ g }).order.map(({ op }) => op);
    assert.deepEqual(operators, ['input', 'tanh'], 'the gradient by y is tanh(x), and nothing else is computed');
  });
});
