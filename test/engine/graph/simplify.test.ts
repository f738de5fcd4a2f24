// Making programs smaller: what must fall away does, and no result changes.

import assert from 'node:assert/strict';
import * as fc from '../../support/properties';
import { gradients } from '../../../src/engine/graph/differentiate';
import * as o from '../../../src/engine/graph/ops';
import { makeProgram, type CompilerPasses } from '../../../src/engine/graph/program';
import { scanWithOutputs } from '../../../src/engine/graph/scan';
import { simplify } from '../../../src/engine/graph/simplify';
import { GraphError, topologicalOrder, type Value } from '../../../src/engine/graph/value';
import { tensor } from '../../../src/engine/runtime/tensor';
import { randomNumbers } from '../../faults/randomNumbers';
import { assertClose } from '../../support/numeric/compare';
import { evaluate } from '../../support/numeric/evaluate';
import { countOf } from '../../support/numeric/ndArray';
import { seedOf } from '../../support/seed';

const SEED = seedOf(1234);

const x = o.input('x', 'float64', ['rows', 3]);
const k = o.input('k', 'float64', [3]);

const drawn = randomNumbers(SEED);

/** Drawn numbers between ±1. */
function numbersOf(shape: number[]) {
  const draw = (): number => 2 * drawn.next() - 1;
  return tensor('float64', shape, Array.from({ length: countOf(shape) }, draw));
}

/** Operators of the simplified value, in an order in which they can run. */
const operatorsOf = (value: Value): string[] =>
  topologicalOrder(simplify([value]), ({ inputs }) => inputs).map(({ op }) => op);

describe('simplifying', () => {
  it('shares equal subexpressions', () => {
    const twice = o.add(o.tanh(o.mul(x, k)), o.tanh(o.mul(x, k)));
    assert.deepEqual(operatorsOf(twice), ['input', 'input', 'mul', 'tanh', 'add']);
    const [a, b] = simplify([o.tanh(x), o.tanh(x)]);
    assert.equal(a, b);
  });

  it('keeps apart what differs in an attribute or an output', () => {
    const [left, right] = o.split(k, 0, [1, 2]);
    assert.deepEqual(operatorsOf(o.concat([right, left], 0)), ['input', 'split', 'concat']);
    const sums = o.add(o.sum(x, [0], { keep: true }), o.sum(x, [1], { keep: true }));
    assert.deepEqual(operatorsOf(sums), ['input', 'sum', 'sum', 'add']);
  });

  const neutral: Record<string, Value> = {
    'x + 0': o.add(x, 0),
    '0 + x': o.add(0, x),
    'x − 0': o.sub(x, 0),
    'x · 1': o.mul(x, 1),
    '1 · x': o.mul(1, x),
    'x / 1': o.div(x, 1),
    '−(−x)': o.neg(o.neg(x)),
    'x + a field of 0': o.add(x, o.fill(0, ['rows', 3], 'float64')),
    'x · a stretched 1': o.mul(x, o.broadcastTo(o.scalar(1, 'float64'), [3])),
    'a reshape back': o.apply('reshape', [o.reshape(x, [3, 'rows'])], { shape: ['rows', 3] })[0],
    'a transpose back': o.transpose(o.transpose(x, [1, 0]), [1, 0]),
  };
  for (const [name, value] of Object.entries(neutral))
    it(`makes ${name} x itself`, () => assert.deepEqual(operatorsOf(value), ['input']));

  it('keeps an operation that looks neutral but stretches', () => {
    assert.deepEqual(simplify([o.add(k, o.fill(0, ['rows', 3], 'float64'))])[0].shape, ['rows', 3]);
    assert.deepEqual(simplify([o.mul(k, o.fill(1, [2, 1], 'float64'))])[0].shape, [2, 3]);
  });

  it('writes differences for sums with negatives, and computes what is known', () => {
    assert.deepEqual(operatorsOf(o.add(x, o.neg(k))), ['input', 'input', 'sub']);
    assert.deepEqual(operatorsOf(o.sub(x, o.neg(k))), ['input', 'input', 'add']);
    assert.deepEqual(operatorsOf(o.sub(0, x)), ['input', 'neg']);
    const known = simplify([o.add(o.mul(o.scalar(3, 'float64'), 4), 5)])[0];
    assert.deepEqual(known.node.attributes, { dtype: 'float64', shape: [], data: [17] });
  });

  it('divides whole numbers as the program would', async () => {
    const n = o.input('n', 'int32', []);
    const [seven, four] = [o.scalar(7, 'int32'), o.scalar(4, 'int32')];
    const folded = { known: o.div(seven, four), negative: o.div(o.scalar(-7, 'int32'), four), run: o.div(n, four) };
    const long = o.div(o.scalar(7, 'int64'), o.scalar(4, 'int64'));
    const results = await evaluate({ ...folded, long }, { n: tensor('int32', [], [7]) });
    assert.deepEqual(
      Object.values(results).map(({ data }) => Number(data[0])),
      [1, -1, 1, 1],
    );
  });

  it('makes one product of a sum of products, and one sum of two', () => {
    const a = o.input('a', 'float64', ['time', 'batch', 4]);
    const b = o.input('b', 'float64', ['time', 'batch', 5]);
    const summed = o.sum(o.matmul(a, b, { transposeA: true }), [0]);
    assert.deepEqual(operatorsOf(summed).sort(), ['input', 'input', 'matmul', 'reshape', 'reshape']);
    assert.deepEqual(simplify([summed])[0].shape, [4, 5]);
    const sums = simplify([o.sum(o.sum(a, [1]), [1])])[0];
    assert.deepEqual(sums.node.attributes, { axes: [1, 2], keep: false });
  });
});

describe('sums of outer products over some of their axes', () => {
  const a = o.input('a', 'float64', ['time', 'batch', 2, 1, 4]);
  const b = o.input('b', 'float64', ['time', 'batch', 2, 1, 5]);
  const outer = o.matmul(a, b, { transposeA: true }); // [time, batch, 2, 4, 5]
  const [time, batch] = [3, 2];
  const feeds = { a: numbersOf([time, batch, 2, 1, 4]), b: numbersOf([time, batch, 2, 1, 5]) };

  for (const axes of [[0], [0, 1], [0, 1, 2]])
    it(`become products over axes ${axes.join(', ')}, with the same numbers`, async () => {
      const value = o.sum(outer, axes);
      assert.ok(!operatorsOf(value).includes('sum'));
      assert.deepEqual(simplify([value])[0].shape, value.shape);
      const plain = await evaluate({ value }, feeds, { simplifying: false });
      const simple = await evaluate({ value }, feeds);
      assert.deepEqual(simple.value.shape, plain.value.shape);
      assertClose(simple.value.data, plain.value.data, { absolute: 1e-12 }, `axes ${axes.join()}`);
    });

  it('stay sums where each product has several rows', () => {
    const rows = o.input('rows', 'float64', ['time', 2, 3, 4]);
    assert.ok(operatorsOf(o.sum(o.matmul(rows, rows, { transposeA: true }), [0])).includes('sum'));
    assert.ok(operatorsOf(o.sum(outer, [1])).includes('sum'), 'or where the axes are not the first');
  });
});

describe('the scales of rows', () => {
  const rows = o.input('rows', 'float64', ['time', 'batch', 6]);
  const scales = o.input('scales', 'float64', ['time', 'batch', 1]);
  const narrow = o.input('narrow', 'float64', ['time', 'batch', 2]);
  const matrix = o.input('matrix', 'float64', [6, 2]);
  const wide = o.input('wide', 'float64', [6, 9]);
  const feeds = {
    ...{ rows: numbersOf([3, 2, 6]), scales: numbersOf([3, 2, 1]), narrow: numbersOf([3, 2, 2]) },
    ...{ matrix: numbersOf([6, 2]), wide: numbersOf([6, 9]) },
  };
  const scaled = o.mul(rows, scales);
  const joined = (value: Value): Value => o.reshape(value, ['time*batch', value.shape[2]]);

  /** The widest tensor that is scaled: columns. */
  const columnsScaled = (value: Value): number =>
    Math.max(
      0,
      ...topologicalOrder(simplify([value]), ({ inputs }) => inputs)
        .filter(({ op }) => op === 'mul')
        .map(({ outputs: [{ shape }] }) => Number(shape[shape.length - 1])),
    );

  const leaving: Record<string, Value> = {
    'a product with fewer columns': o.matmul(scaled, matrix),
    'a product with fewer columns, transposed': o.matmul(o.mul(scales, rows), o.transpose(matrix, [1, 0]), {
      transposeB: true,
    }),
    'a product over the rows': o.matmul(joined(narrow), joined(scaled), { transposeA: true }),
    'a product over the rows, on the left': o.matmul(joined(scaled), joined(narrow), { transposeA: true }),
    'a sum over the rows': o.sum(scaled, [0, 1]),
  };
  for (const [name, value] of Object.entries(leaving))
    it(`leave ${name}, with the same numbers`, async () => {
      assert.ok(columnsScaled(value) <= 2);
      const plain = await evaluate({ value }, feeds, { simplifying: false });
      const simple = await evaluate({ value }, feeds);
      assert.deepEqual(simple.value.shape, plain.value.shape);
      assertClose(simple.value.data, plain.value.data, { absolute: 1e-12 }, name);
    });

  it('stay where they would be wider, or are none', () => {
    assert.equal(columnsScaled(o.matmul(scaled, wide)), 6);
    assert.equal(columnsScaled(o.sum(scaled, [0])), 6);
    assert.equal(columnsScaled(o.matmul(o.mul(rows, o.sum(rows, [0, 1])), matrix)), 6);
  });
});

// --- Random programs -----------------------------------------------------------------------------------------------

type Step = readonly [operator: number, first: number, second: number];

const steps = fc.array(fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)), { minLength: 4, maxLength: 16 });

const OPERATORS: readonly ((a: Value, b: Value) => Value)[] = [
  (a, b) => o.add(a, b),
  (a, b) => o.sub(a, b),
  (a, b) => o.mul(o.tanh(a), b),
  (a, b) => o.maximum(a, b),
  (a, b) => o.minimum(a, b),
  (a, b) => o.where(o.greater(a, b), a, b),
  (a, b) => o.matmul(o.tanh(a), b, { transposeA: true }),
  (a, b) => o.matmul(o.tanh(a), b, { transposeB: true }),
  (a, b) => o.add(a, o.neg(b)),
  (a, b) => o.broadcastTo(a, b.shape),
  (a, b) => o.mul(o.broadcastTo(a, b.shape), b),
  (a, b) => o.reshape(a, b.shape),
  (a) => o.neg(a),
  (a) => o.tanh(a),
  (a) => o.add(a, 0),
  (a) => o.mul(a, 1),
  (a) => o.mul(a, 0.5),
  (a) => o.sub(0, a),
  (a) => o.sum(a, [a.shape.length - 1]),
  (a) => o.sum(a, [0], { keep: true }),
  (a) => o.sum(a, [0]),
  (a) =>
    o.transpose(
      a,
      a.shape.map((_, axis) => a.shape.length - 1 - axis),
    ),
  (a) => o.softmax(a),
  (a) => o.concat([a, a], 0),
  (a) => o.slice(a, 0, 0, 1),
  (a) => o.mul(a, o.fill(1, a.shape, 'float64')),
  (a) => o.add(a, o.fill(0, a.shape, 'float64')),
];

/** Applies random operators to random values; those that do not fit are left out. */
function grow(seeds: readonly Value[], program: readonly Step[]): Value[] {
  const values = [...seeds];
  for (const [operator, first, second] of program)
    try {
      const value = OPERATORS[operator % OPERATORS.length](
        values[first % values.length],
        values[second % values.length],
      );
      if (value.shape.length <= 4 && Number(value.shape.reduce<number>((n, dim) => n * (dim as number), 1)) <= 300)
        values.push(value);
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
    }
  return values.slice(seeds.length);
}

const SHAPES = { a: [2, 3], b: [3], c: [2, 1], d: [], s: [4, 2, 3] };

async function checkPasses(outputs: Record<string, Value>): Promise<void> {
  const random = randomNumbers(SEED);
  const feeds = Object.fromEntries(
    Object.entries(SHAPES).map(([name, shape]) => [
      name,
      tensor(
        'float64',
        shape,
        Array.from({ length: countOf(shape) }, () => 2 * random.next() - 1),
      ),
    ]),
  );
  const plain = await evaluate(outputs, feeds, { simplifying: false, planning: false });
  const passes: CompilerPasses[] = [{}, { simplifying: false }, { planning: false }];
  for (const chosen of passes) {
    const results = await evaluate(outputs, feeds, chosen);
    for (const name of Object.keys(outputs)) {
      assert.deepEqual(results[name].shape, plain[name].shape);
      assertClose(results[name].data, plain[name].data, { absolute: 1e-12 }, `${name}, ${JSON.stringify(chosen)}`);
    }
  }
}

const inputs = Object.entries(SHAPES).map(([name, shape]) => o.input(name, 'float64', shape));
const [a, b, c, d, s] = inputs;

const withTheirGradients = (values: readonly Value[]): Record<string, Value> => {
  const loss = values.map((value) => o.sum(o.tanh(value))).reduce((p, q) => o.add(p, q), o.scalar(0, 'float64'));
  const found = gradients(loss, inputs);
  return Object.fromEntries([...values, ...found].map((value, i) => [`y${i}`, value]));
};

describe('simplifying and planning change no result', () => {
  it('of random programs and their gradients', () =>
    fc.assert(
      fc.asyncProperty(steps, (program) => checkPasses(withTheirGradients(grow([a, b, c, d], program)))),
      { seed: SEED, numRuns: 60 },
    ));

  it('of random recurrences and their gradients', () =>
    fc.assert(
      fc.asyncProperty(steps, steps, fc.boolean(), (body, outside, reverse) => {
        const outer = grow([a, b, c, d], outside);
        const loop = scanWithOutputs(
          (state: { h: Value }, one: { s: Value }) => {
            const grown = grow([state.h, one.s, b, c, d, ...outer], body);
            const fits = grown.filter(({ shape }) => shape.length === 2 && shape[0] === 2 && shape[1] === 3);
            const h = o.tanh(o.add(fits.at(-1) ?? state.h, o.mul(one.s, 0.5)));
            return { state: { h }, outputs: Object.fromEntries(grown.slice(-4).map((value, i) => [`o${i}`, value])) };
          },
          { h: a },
          { s },
          { reverse },
        );
        return checkPasses(withTheirGradients([loop.last.h, loop.states.h, ...Object.values(loop.outputs)]));
      }),
      { seed: SEED, numRuns: 40 },
    ));

  it('and are needed for nothing but speed', () => {
    const value = o.add(o.mul(x, 1), 0);
    assert.ok(makeProgram({ value }).order.length < makeProgram({ value }, { simplifying: false }).order.length);
  });
});
