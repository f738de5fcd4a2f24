// Products of many rows, and sums over them, are computed in blocks or with one operand turned: the same numbers as one by
// one, for any number of rows.

import assert from 'node:assert/strict';
import * as fc from '../../support/properties';
import * as o from '../../../src/engine/graph/ops';
import { makeProgram } from '../../../src/engine/graph/program';
import type { Value } from '../../../src/engine/graph/value';
import { emitProgram } from '../../../src/engine/onnx/emitProgram';
import { compile, type CompiledProgram } from '../../../src/engine/runtime/session';
import { zeros, type Tensor } from '../../../src/engine/runtime/tensor';
import { readModel } from '../../support/readOnnx';

const K = 128;
const N = 130;
const WIDE = 1024;

const x = o.input('x', 'float32', ['time', 'batch', K]);
const w = o.input('w', 'float32', [K, N]);
const v = o.input('v', 'float32', [N, K]);
const c = o.input('c', 'float32', [N]);
const outputs = {
  plain: o.matmul(x, w),
  joined: o.matmul(o.reshape(x, ['batch*time', K]), v, { transposeB: true }),
  biased: o.affine(x, w, c),
  turned: o.affine(x, v, c, { transposeB: true }),
};

const wholeNumbers = (shape: number[], step: number): Tensor => {
  const values = zeros('float32', shape);
  values.data.forEach((_, i) => (values.data[i] = ((i * step) % 7) - 3));
  return values;
};
const weights = { w: wholeNumbers([K, N], 3), v: wholeNumbers([N, K], 5), c: wholeNumbers([N], 2) };

const floats = ({ data }: Tensor): Float32Array => data as Float32Array;

/** Small whole numbers: every sum is exact, whatever its order. */
function expected(rows: Tensor, weight: (k: number, n: number) => number, bias: (n: number) => number): Float32Array {
  const matrix = Float32Array.from({ length: K * N }, (_, at) => weight(Math.floor(at / N), at % N));
  const [left, sums] = [floats(rows), new Float32Array((rows.data.length / K) * N)];
  for (let row = 0; row < sums.length / N; row++)
    for (let n = 0; n < N; n++) {
      let sum = bias(n);
      for (let k = 0; k < K; k++) sum += left[row * K + k] * matrix[k * N + n];
      sums[row * N + n] = sum;
    }
  return sums;
}

const areSame = (a: Float32Array, b: Float32Array): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);

const operatorsOf = (fixed: Record<string, Tensor>): string[] =>
  readModel(emitProgram(makeProgram(outputs), 'a test', fixed)).graph!.node.map(({ opType }) => opType);

describe('a product of many rows', () => {
  let program: CompiledProgram;
  before(async () => {
    program = await compile(outputs, { device: 'cpu', threads: 1 });
  });
  after(() => program.release());

  async function check(time: number, batch: number): Promise<void> {
    const rows = wholeNumbers([time, batch, K], 1);
    const found = await program.run({ x: rows, ...weights });
    const bias = (n: number): number => floats(weights.c)[n];
    const plain = (k: number, n: number): number => floats(weights.w)[k * N + n];
    const turned = (k: number, n: number): number => floats(weights.v)[n * K + k];
    assert.deepEqual(found.plain.shape, [time, batch, N]);
    assert.ok(
      areSame(
        floats(found.plain),
        expected(rows, plain, () => 0),
      ),
      'plain',
    );
    assert.ok(
      areSame(
        floats(found.joined),
        expected(rows, turned, () => 0),
      ),
      'joined',
    );
    assert.ok(areSame(floats(found.biased), expected(rows, plain, bias)), 'biased');
    assert.ok(areSame(floats(found.turned), expected(rows, turned, bias)), 'turned');
  }

  for (const [time, batch, why] of [
    [0, 3, 'none'],
    [1, 1, 'one'],
    [1, 191, 'fewer than a block'],
    [2, 192, 'two blocks'],
    [1, 521, 'a prime number'],
    [7, 111, 'three odd blocks'],
  ] as const)
    it(`is right for ${why}: ${time} x ${batch}`, () => check(time, batch));

  it('is right for any number of rows', () =>
    fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 200 }), check), {
      numRuns: 8,
    }));

  it('is cut into blocks, except where a model prepares its matrices itself', () => {
    assert.equal(operatorsOf({}).filter((op) => op === 'MatMul').length, 4);
    assert.equal(operatorsOf({}).filter((op) => op === 'Gemm').length, 0);
    assert.equal(operatorsOf(weights).filter((op) => op === 'Gemm').length, 4);
    assert.equal(operatorsOf(weights).includes('ReduceMax'), false);
  });

  it('of a fixed, small number of rows stays as it is', () => {
    const few = { y: o.matmul(o.input('few', 'float32', [4, K]), w) };
    const graph = readModel(emitProgram(makeProgram(few))).graph!;
    assert.deepEqual(
      graph.node.map(({ opType }) => opType),
      ['Gemm'],
    );
  });
});

describe('a product that sums over many rows', () => {
  const wide = o.input('wide', 'float32', ['time', 'batch', WIDE]);
  const flat = (value: Value): Value => o.reshape(value, ['batch*time', value.shape[2]]);
  const sums = {
    narrowWide: o.matmul(flat(x), flat(wide), { transposeA: true }),
    wideNarrow: o.matmul(flat(wide), flat(x), { transposeA: true }),
    square: o.matmul(flat(x), flat(x), { transposeA: true }),
  };

  /** a [rows, m], b [rows, n] -> aᵀ·b [m, n] */
  function expectedSum(a: Tensor, b: Tensor): Float32Array {
    const [[, , m], [, , n]] = [a.shape, b.shape];
    const [left, right, sum] = [floats(a), floats(b), new Float32Array(m * n)];
    for (let row = 0; row < left.length / m; row++)
      for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) sum[i * n + j] += left[row * m + i] * right[row * n + j];
    return sum;
  }

  for (const [time, batch] of [
    [1, 1],
    [3, 67],
    [2, 150],
  ])
    it(`is right for ${time} x ${batch} rows, whichever operand is the wider one`, async () => {
      const feeds = { x: wholeNumbers([time, batch, K], 1), wide: wholeNumbers([time, batch, WIDE], 3) };
      const program = await compile(sums, { device: 'cpu', threads: 1 });
      const found = await program.run(feeds);
      await program.release();
      assert.ok(areSame(floats(found.narrowWide), expectedSum(feeds.x, feeds.wide)), 'narrow by wide');
      assert.ok(areSame(floats(found.wideNarrow), expectedSum(feeds.wide, feeds.x)), 'wide by narrow');
      assert.ok(areSame(floats(found.square), expectedSum(feeds.x, feeds.x)), 'square');
    });

  it('gives the same bits with 1, 2 and 4 threads', async () => {
    let state = 1;
    const random = (shape: number[]): Tensor => {
      const values = zeros('float32', shape);
      values.data.forEach((_, i) => (values.data[i] = (state = (state * 48271) % 2147483647) / 2147483647 - 0.5));
      return values;
    };
    const feeds = { x: random([2, 301, K]), wide: random([2, 301, WIDE]), w: random([K, N]), c: random([N]) };
    const results: Record<string, Tensor>[] = [];
    for (const threads of [1, 2, 4]) {
      const program = await compile({ ...sums, rows: o.affine(x, w, c) }, { device: 'cpu', threads });
      results.push(await program.run(feeds));
      await program.release();
    }
    for (const [name, { data }] of Object.entries(results[0]))
      for (const other of results.slice(1)) assert.ok(areSame(data as Float32Array, floats(other[name])), name);
  });

  it('turns one operand', () => {
    const graph = readModel(emitProgram(makeProgram({ y: sums.narrowWide }))).graph!;
    const operators = graph.node.map(({ opType }) => opType);
    assert.deepEqual(
      operators.filter((op) => op === 'Transpose' || op === 'Gemm'),
      ['Transpose', 'Gemm'],
    );
  });
});
