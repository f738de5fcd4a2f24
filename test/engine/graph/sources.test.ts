// Operators without operands: what comes from outside, and numbers that are known when a program is compiled.

import assert from 'node:assert/strict';
import { gradients } from '../../../src/engine/graph/differentiate';
import { addDims, multiplyDims } from '../../../src/engine/graph/dims';
import * as o from '../../../src/engine/graph/ops';
import { scan } from '../../../src/engine/graph/scan';
import type { DType, Value } from '../../../src/engine/graph/value';
import { tensor } from '../../../src/engine/runtime/tensor';
import { randomNumbers } from '../../faults/randomNumbers';
import { evaluate } from '../../support/numeric/evaluate';
import { countOf } from '../../support/numeric/ndArray';

const SHAPES: readonly (readonly number[])[] = [
  ...[[], [1], [5], [0], [3, 4], [1, 4], [4, 1], [2, 0]],
  ...[
    [2, 3, 4],
    [1, 1, 3],
    [2, 1, 3, 2],
    [2, 3, 1, 2],
  ],
];
const DTYPES: readonly DType[] = ['float32', 'float64', 'int32', 'int64', 'bool'];

const wholeNumbers = (shape: readonly number[], dtype: DType): number[] =>
  Array.from({ length: countOf(shape) }, (_, i) => (dtype === 'bool' ? i & 1 : (i % 7) - 3));

async function checkValue(value: Value, feeds: Parameters<typeof evaluate>[1], expected: number[]): Promise<void> {
  const { y } = await evaluate({ y: value }, feeds);
  assert.equal(y.dtype, value.dtype);
  assert.deepEqual([...y.shape], value.shape);
  assert.deepEqual(Array.from(y.data, Number), expected);
}

describe('sources', () => {
  for (const dtype of DTYPES) {
    it(`give ${dtype} inputs and constants as they are, in any shape`, async () => {
      for (const shape of SHAPES) {
        const numbers = wholeNumbers(shape, dtype);
        await checkValue(o.input('x', dtype, shape), { x: tensor(dtype, shape, numbers) }, numbers);
        await checkValue(o.constant(numbers, shape, dtype), {}, numbers);
      }
    });

    it(`fill any shape with one ${dtype}`, async () => {
      for (const shape of SHAPES)
        await checkValue(o.fill(1, shape, dtype), {}, new Array<number>(countOf(shape)).fill(1));
    });
  }

  it('keep constants apart that differ only in what JSON cannot tell', async () => {
    const numbers = [Infinity, -Infinity, NaN, 0, -0];
    const constants = numbers.map((number) => o.constant([number, 1], [2], 'float64'));
    const fills = numbers.map((number) => o.fill(number, [1], 'float64'));
    const results = await evaluate(
      Object.fromEntries([...constants, ...fills].map((value, i) => [`y${i}`, value])),
      {},
    );
    [...numbers, ...numbers].forEach((number, i) =>
      assert.ok(Object.is(results[`y${i}`].data[0], number), `${number} became ${results[`y${i}`].data[0]}`),
    );
  });

  it('tell the lengths of axes, sums and products of them, in every number type', async () => {
    const x = o.input('x', 'float64', ['a', 'b']);
    const dims = { a: 'a', b: 'b', product: multiplyDims('a', 'b'), sum: addDims('a', addDims('b', -1)), fixed: 4 };
    const expected: Record<string, number> = { a: 2, b: 3, product: 6, sum: 4, fixed: 4 };
    for (const dtype of ['float32', 'float64', 'int32', 'int64'] as const)
      for (const [name, dim] of Object.entries(dims)) {
        const { y } = await evaluate(
          { y: o.dimension(dim, dtype), x2: o.neg(x) },
          { x: tensor('float64', [2, 3], [1, 2, 3, 4, 5, 6]) },
        );
        assert.deepEqual([y.dtype, [...y.shape], Number(y.data[0])], [dtype, [], expected[name]], name);
      }
  });

  it('draw random masks from their stream, as long as the axes are', async () => {
    const x = o.input('x', 'float64', ['a', 3]);
    const asked: { length: number; keep: number; stream: string }[] = [];
    const masks = (out: Uint8Array, keep: number, stream: string): void => {
      asked.push({ length: out.length, keep, stream });
      const random = randomNumbers(stream.length);
      for (let i = 0; i < out.length; i++) out[i] = Number(random.next() < keep);
    };
    const mask = o.randomMask(0.75, ['a', 3], 'one');
    const again = o.randomMask(0.75, ['a', 3], 'one');
    const other = o.randomMask(0.5, [2], 'another');
    const outputs = { x2: o.neg(x), mask, again, other };
    const results = await evaluate(outputs, { x: tensor('float64', [4, 3], new Array<number>(12).fill(1)) }, { masks });
    assert.deepEqual(results.mask.data, results.again.data, 'the same stream is drawn once');
    assert.deepEqual(
      asked.sort((p, q) => p.length - q.length),
      [
        { length: 2, keep: 0.5, stream: 'another' },
        { length: 12, keep: 0.75, stream: 'one' },
      ],
    );
    await assert.rejects(evaluate(outputs, { x: tensor('float64', [4, 3], new Array<number>(12).fill(1)) }), /masks/);
  });

  it('take a gradient as it is, and none where they are whole numbers', async () => {
    const x = o.input('x', 'float64', [2]);
    const n = o.input('n', 'int64', [2]);
    const loss = o.sum(o.mul(o.mul(x, [3, 5].length), o.cast(n, 'float64')));
    const [dx, dn] = gradients(loss, [x, n]);
    const feeds = { x: tensor('float64', [2], [1, 2]), n: tensor('int64', [2], [7, 9]) };
    const results = await evaluate({ dx, dn }, feeds);
    assert.deepEqual(Array.from(results.dx.data, Number), [14, 18]);
    assert.deepEqual(Array.from(results.dn.data, Number), [0, 0]);
  });

  it('stand in a loop for its states and steps, and are the same in all steps where they are constant', async () => {
    const x = o.input('x', 'float64', ['time']);
    const { states } = scan(
      (s: { total: Value }, one: { x: Value }) => ({
        total: o.add(o.add(s.total, one.x), o.add(o.scalar(0.5, 'float64'), o.dimension('time', 'float64'))),
      }),
      { total: o.scalar(10, 'float64') },
      { x },
    );
    const { y } = await evaluate({ y: states.total }, { x: tensor('float64', [3], [1, 2, 3]) });
    assert.deepEqual(Array.from(y.data, Number), [14.5, 20, 26.5]);
  });
});
