// Sessions: what goes in and comes out, where it is written, and what is refused.

import assert from 'node:assert/strict';
import type { Dim } from '../../../src/engine/graph/dims';
import * as o from '../../../src/engine/graph/ops';
import { compile, type SessionSettings } from '../../../src/engine/runtime/session';
import { tensor, zeros } from '../../../src/engine/runtime/tensor';
import { LabError } from '../../../src/protocol/labError';
import { scan } from '../../../src/engine/graph/scan';
import type { Value } from '../../../src/engine/graph/value';

const CPU: SessionSettings = { device: 'cpu', threads: 1 };

const x = o.input('x', 'float32', ['rows', 2]);
const fed = tensor('float32', [2, 2], [1, 2, 3, 4]);

describe('a session', () => {
  it('writes outputs where it is told to, and allocates the others', async () => {
    const program = await compile({ doubled: o.mul(x, 2), total: o.sum(x) }, CPU);
    const doubled = zeros('float32', [2, 2]);
    const results = await program.run({ x: fed }, { fetches: { doubled } });
    assert.equal(results.doubled, doubled);
    assert.deepEqual(Array.from(doubled.data, Number), [2, 4, 6, 8]);
    assert.deepEqual(Array.from(results.total.data, Number), [10]);
    await program.release();
  });

  it('computes only the outputs it is asked for', async () => {
    const program = await compile({ doubled: o.mul(x, 2), total: o.sum(x) }, CPU);
    const results = await program.run({ x: fed }, { outputs: ['total'] });
    assert.deepEqual(Object.keys(results), ['total']);
    await program.release();
  });

  it('runs again with other lengths', async () => {
    const program = await compile({ total: o.sum(x, [0]) }, CPU);
    for (const rows of [1, 3, 2, 50]) {
      const ones = tensor('float32', [rows, 2], new Array<number>(rows * 2).fill(1));
      const { total } = await program.run({ x: ones });
      assert.deepEqual(Array.from(total.data, Number), [rows, rows]);
    }
    await program.release();
  });

  it('divides products in double precision by numbers in double precision', async () => {
    const matrix = (name: string, shape: Dim[]): Value => o.input(name, 'float64', shape);
    const program = await compile({ y: o.div(o.matmul(matrix('a', ['n', 2, 2]), matrix('b', ['n', 2, 2])), 3) }, CPU);
    const identity = tensor('float64', [1, 2, 2], [1, 0, 0, 1]);
    const { y } = await program.run({ a: tensor('float64', [1, 2, 2], [3, 6, 9, 12]), b: identity });
    assert.deepEqual(Array.from(y.data, Number), [1, 2, 3, 4]);
    await program.release();
  });

  it('names an input that is missing', async () => {
    const program = await compile({ y: o.neg(x) }, CPU, 'the training step');
    await assert.rejects(program.run({}), /the training step: the input "x" is missing/);
    await program.release();
  });

  it('ignores what is fed and not needed', async () => {
    const program = await compile({ y: o.neg(x) }, CPU);
    const { y } = await program.run({ x: fed, spare: fed });
    assert.deepEqual(Array.from(y.data, Number), [-1, -2, -3, -4]);
    await program.release();
  });

  it('gives 64-bit whole numbers exactly', async () => {
    const n = o.input('n', 'int64', [2]);
    const program = await compile({ y: o.add(n, n) }, CPU);
    const large = { dtype: 'int64', shape: [2], data: BigInt64Array.of(2n ** 61n, -3n) } as const;
    assert.deepEqual((await program.run({ n: large })).y.data, BigInt64Array.of(2n ** 62n, -6n));
    await program.release();
  });

  it('leaves its feeds as they were', async () => {
    const total = scan(
      (s: { h: Value }, one: { x: Value }) => ({ h: o.add(s.h, one.x) }),
      { h: o.input('h', 'float32', [2]) },
      { x },
    );
    const program = await compile({ last: total.last.h, states: total.states.h }, CPU);
    const h = tensor('float32', [2], [10, 20]);
    const { last } = await program.run({ x: fed, h });
    assert.deepEqual(Array.from(last.data, Number), [14, 26]);
    assert.deepEqual(
      [Array.from(h.data, Number), Array.from(fed.data, Number)],
      [
        [10, 20],
        [1, 2, 3, 4],
      ],
    );
    await program.release();
  });

  it('says which setting to change where a device is missing', async () => {
    const opened = compile({ y: o.neg(x) }, { device: 'cuda', threads: 1 });
    try {
      await (await opened).release(); // a machine that has one
    } catch (error) {
      assert.ok(error instanceof LabError && error.code === 'INVALID_ARGUMENT', String(error));
      assert.match(error.message, /runtime\.device/);
      assert.deepEqual(error.place, { key: ['runtime', 'device'] });
    }
  });
});

describe('a tensor', () => {
  it('holds as many numbers as its shape says', () => {
    assert.throws(() => tensor('float32', [2, 2], [1, 2, 3]), /3 numbers for shape \[2, 2\]/);
    assert.equal(tensor('float64', [], [1]).data.length, 1);
    assert.equal(zeros('bool', [0, 3]).data.length, 0);
  });
});
