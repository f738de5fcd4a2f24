// The compiled training step: embedding gradients, refusal of what is not finite, the same bits with any number of threads.

import assert from 'node:assert/strict';
import { createRandom } from '../../../src/engine/data/random';
import { gradients } from '../../../src/engine/graph/differentiate';
import { add, concat, gatherRows, input, matmul, mul, slice, sqrt, sum, tanh } from '../../../src/engine/graph/ops';
import type { Value } from '../../../src/engine/graph/value';
import { uniform } from '../../../src/engine/nn/initializers';
import { bind, type Bound } from '../../../src/engine/nn/parameters';
import { compile, type Feeds } from '../../../src/engine/runtime/session';
import { tensor } from '../../../src/engine/runtime/tensor';
import type { TrainingStep } from '../../../src/engine/train/trainingStep';
import type { OptimizerOptions } from '../../../src/engine/schema/optimizer';
import { LabError } from '../../../src/protocol/labError';
import { classifierBits } from './support/classifierBits';
import { ADAM, bitsOf, SEED, SGD, startStep } from './support/seededSteps';

const noMasks = (): void => undefined;

const copyOf = (feeds: Feeds): Record<string, number[]> =>
  Object.fromEntries(Object.entries(feeds).map(([name, { data }]) => [name, Array.from(data as Float32Array)]));

const [ROWS, WIDTH] = [7, 3];
const draw = uniform(1);

describe('training step', () => {
  describe('the gradient of an embedding, rows added outside the graph', () => {
    type Tree = {
      table: { shape: number[]; initialize: typeof draw };
      bias: { shape: number[]; initialize: typeof draw };
    };
    const parameters: Tree = {
      table: { shape: [ROWS, WIDTH], initialize: draw },
      bias: { shape: [ROWS], initialize: draw },
    };
    const weighted = (x: Value): Value => sum(mul(tanh(x), input('weights', 'float32', ['n', WIDTH])));
    const ids = (name = 'ids'): Value => input(name, 'int32', ['n']);

    const rows: { name: string; loss(p: Bound<Tree>): Value; ids: number[]; others?: number[] }[] = [
      { name: 'ids that differ', loss: ({ table }) => weighted(gatherRows(table, ids())), ids: [3, 0, 6] },
      { name: 'ids that repeat', loss: ({ table }) => weighted(gatherRows(table, ids())), ids: [2, 2, 5, 2, 5, 0, 2] },
      { name: 'no ids', loss: ({ table }) => weighted(gatherRows(table, ids())), ids: [] },
      {
        name: 'a table used twice',
        loss: ({ table }) => weighted(mul(gatherRows(table, ids()), tanh(gatherRows(table, ids('others'))))),
        ids: [1, 1, 4, 0],
        others: [4, 1, 4, 4],
      },
      {
        name: 'a table that is also the output matrix',
        loss: ({ table, bias }) => {
          const hidden = gatherRows(table, ids());
          const scores = add(matmul(hidden, table, { transposeB: true }), bias); // [n, rows]
          return add(sum(mul(scores, scores)), weighted(hidden));
        },
        ids: [2, 2, 5, 2],
      },
      {
        name: 'a table used as matrix only',
        loss: ({ table, bias }) => sum(tanh(add(matmul(input('weights', 'float32', ['n', WIDTH]), table, { transposeB: true }), bias))), // prettier-ignore
        ids: [0, 0],
      },
    ];
    for (const row of rows)
      it(row.name, async () => {
        const random = createRandom({ seed: SEED, stream: row.name });
        const feeds: Feeds = {
          ids: tensor('int32', [row.ids.length], row.ids),
          ...(row.others ? { others: tensor('int32', [row.others.length], row.others) } : {}),
          weights: tensor(
            'float32',
            [row.ids.length, WIDTH],
            row.ids.flatMap(() => [random.normal(), 1, -0.5]),
          ),
        };
        const step = await startStep({ parameters, loss: row.loss }, SGD);
        const bound = bind(parameters, 'float32');
        const [table, bias] = gradients(row.loss(bound), [bound.table, bound.bias]);
        const dense = await compile({ 'd table': table, 'd bias': bias }, { device: 'cpu', threads: 1 });
        // Several steps: rows of the step before must not stay behind.
        for (let number = 1; number <= 3; number++) {
          const before = copyOf(step.parameters());
          const expected = copyOf(await dense.run({ ...feeds, ...step.parameters() }));
          const { gradientNorm } = await step.run(feeds, { step: number, learningRate: 0.25, masks: noMasks });
          const after = copyOf(step.parameters());
          let squares = 0;
          for (const name of ['table', 'bias'])
            expected[`d ${name}`].forEach((gradient, i) => {
              const applied = (before[name][i] - after[name][i]) / 0.25;
              assert.ok(Math.abs(applied - gradient) <= 2e-6 * (1 + Math.abs(gradient)), `${name}[${i}] ${applied} ${gradient}`); // prettier-ignore
              squares += gradient ** 2;
            });
          assert.ok(Math.abs(gradientNorm - Math.sqrt(squares)) <= 1e-5 * (1 + gradientNorm));
        }
        await dense.release();
        await step.release();
      });
  });

  describe('what is not finite', () => {
    const parameters = { w: { shape: [4], initialize: draw }, table: { shape: [ROWS, 4], initialize: draw } };
    const loss = ({ w, table }: Bound<typeof parameters>): Value => {
      const x = input('x', 'float32', [4]);
      const embedded = gatherRows(table, input('ids', 'int32', ['n']));
      return add(sum(mul(sqrt(mul(mul(w, w), mul(x, x))), 0.5)), sum(mul(mul(embedded, embedded), x)));
    };
    const good: Feeds = { x: tensor('float32', [4], [1, 2, 3, 4]), ids: tensor('int32', [3], [1, 1, 2]) };
    const withX = (...x: number[]): Feeds => ({ ...good, x: tensor('float32', [4], x) });
    const rows = [
      { name: 'a NaN in the data', feeds: withX(1, Number.NaN, 1, 1), expected: /^The loss became NaN at step 5\b/ },
      { name: 'an infinite loss', feeds: withX(1, Infinity, 1, 1), expected: /^The loss became Infinity at step 5\b/ },
      // √0 is 0, but its slope is not finite.
      { name: 'gradients', feeds: withX(1, 0, 1, 1), expected: /^The gradients are no longer finite at step 5\b/ },
    ];
    for (const optimizer of [SGD, ADAM])
      for (const { name, feeds, expected } of rows)
        it(`${name} stops the step and changes nothing (${optimizer.type})`, async () => {
          const step = await startStep({ parameters, loss }, optimizer);
          const witness = await startStep({ parameters, loss }, optimizer);
          const run = (of: TrainingStep, number: number, given: Feeds) =>
            of.run(given, { step: number, learningRate: 0.01, masks: noMasks });
          for (let number = 1; number < 5; number++) await run(step, number, good);
          for (let number = 1; number < 5; number++) await run(witness, number, good);
          const before = bitsOf(step);
          await assert.rejects(run(step, 5, feeds), (error: unknown) => {
            assert.ok(error instanceof LabError);
            assert.equal(error.code, 'NOT_FINITE');
            assert.match(error.message, expected);
            assert.deepEqual(error.place?.key, ['training', 'optimizer', 'learningRate']);
            return true;
          });
          assert.equal(bitsOf(step), before);
          await run(step, 5, good);
          await run(witness, 5, good);
          assert.equal(bitsOf(step), bitsOf(witness));
          await step.release();
          await witness.release();
        });
  });

  describe('an update of rows', () => {
    const ADAGRAD: OptimizerOptions = { type: 'adagrad', learningRate: 0.1, epsilon: 1e-10, weightDecay: 0 };
    const batches = [[2, 3, 6], [0, 3], [5, 4]] as const; // prettier-ignore
    const weights = (n: number) =>
      tensor(
        'float32',
        [n, 4],
        Float32Array.from({ length: 4 * n }, (_, i) => i - 5.5),
      );
    const lossOf = (rows: Value): Value => sum(mul(tanh(rows), input('weights', 'float32', ['n', 4])));

    for (const [optimizer, width] of [
      [SGD, 4],
      [ADAGRAD, 4],
      [ADAM, 4],
      [ADAGRAD, 3],
    ] as const)
      // prettier-ignore
      it(`is that of the whole table, whose other rows rest or not: ${optimizer.type}, width ${width}`, async () => {
        const parameters = { table: { shape: [ROWS, width], initialize: draw } };
        const wide = (rows: Value): Value => (width === 4 ? lossOf(rows) : lossOf(concat([rows, rows], 1)));
        const chosen = (rows: Value): Value => (width === 4 ? rows : slice(rows, 1, 0, 2));
        const byRows = await startStep(
          { parameters, loss: ({ table }) => wide(chosen(gatherRows(table, input('ids', 'int32', ['n'])))) },
          optimizer,
          ...([1, 0.5] as const),
        );
        const whole = await startStep(
          { parameters, loss: ({ table }) => wide(chosen(matmul(input('hot', 'float32', ['n', ROWS]), table))) },
          optimizer,
          ...([1, 0.5] as const),
        );
        for (const [i, ids] of batches.entries()) {
          const hot = ids.flatMap((id) => Array.from({ length: ROWS }, (_, row) => Number(row === id)));
          const options = { step: i + 1, learningRate: 0.1, masks: noMasks };
          const [n, feeds] = [ids.length, { weights: weights(ids.length) }];
          const before = copyOf(byRows.parameters()).table;
          const some = await byRows.run({ ...feeds, ids: tensor('int32', [n], [...ids]) }, options);
          const all = await whole.run({ ...feeds, hot: tensor('float32', [n, ROWS], hot) }, options);
          assert.ok(Math.abs(some.gradientNorm - all.gradientNorm) < 1e-6);
          const [after, expected] = [copyOf(byRows.parameters()).table, copyOf(whole.parameters()).table];
          after.forEach((value, at) => assert.ok(Math.abs(value - expected[at]) < 1e-6, `step ${i + 1}, number ${at}`));
          const rested = after.filter((value, at) => value === before[at]).length / width;
          if (optimizer.type !== 'adam') assert.ok(rested >= ROWS - n, 'the others rest');
        }
        await byRows.release();
        await whole.release();
      });
  });

  describe('what goes from batch to batch', () => {
    const parameters = { w: { shape: [2], initialize: draw } };
    /** h' = h·w + x; the loss is the sum of squares of h'. */
    const problem = {
      parameters,
      loss({ w }: Bound<typeof parameters>) {
        const next = add(mul(input('h', 'float32', [2]), w), input('x', 'float32', [2]));
        return { loss: sum(mul(next, next)), carried: { h: next } };
      },
    };
    const feeds = (...x: number[]) => ({ x: tensor('float32', [2], x) });
    const statesOf = (step: TrainingStep): number[] => [...(step.state().h.data as Float32Array)];

    it('is zero at first, read by the next batch, and part of the state', async () => {
      const step = await startStep(problem, SGD);
      const run = (number: number, given: Feeds) => step.run(given, { step: number, learningRate: 0, masks: noMasks });
      const [a, b] = copyOf(step.parameters()).w;
      assert.deepEqual(statesOf(step), [0, 0]);
      assert.equal((await run(1, feeds(1, 2))).loss, 5);
      assert.deepEqual(statesOf(step), [1, 2]);
      await step.accumulate(feeds(1, 1), { step: 2, weight: 1, masks: noMasks });
      const after = [a + 1, 2 * b + 1].map(Math.fround);
      assert.deepEqual(statesOf(step), after);
      await assert.rejects(run(2, feeds(1, Infinity)), { code: 'NOT_FINITE' });
      assert.deepEqual(statesOf(step), after);
      await step.release();
    });

    it('has a fixed shape', () => {
      const loss = () => ({ loss: sum(input('x', 'float32', ['n'])), carried: { h: input('x', 'float32', ['n']) } });
      assert.throws(() => startStep({ parameters, loss }, SGD), /fixed shape, not the axis n/);
    });
  });

  describe('running averages', () => {
    const parameters = {
      w: { shape: [2], initialize: draw },
      average: { shape: [2], initialize: draw, frozen: true as const },
    };
    /** average' = (average + x) / 2; the loss is the sum of w·x. */
    const problem = {
      parameters,
      frozen: new Set(['average']),
      loss({ w, average }: Bound<typeof parameters>) {
        const x = input('x', 'float32', [2]);
        const tracked = [{ parameter: average, next: mul(add(average, x), 0.5) }];
        return { loss: sum(mul(w, x)), carried: {}, tracked };
      },
    };
    const feeds = (...x: number[]) => ({ x: tensor('float32', [2], x) });

    it('are parameters that each batch replaces, by no rule of the optimizer, and that a refused step leaves', async () => {
      const step = await startStep(problem, ADAM);
      const run = (number: number, given: Feeds) => step.run(given, { step: number, learningRate: 1, masks: noMasks });
      const now = (): number[] => copyOf(step.parameters()).average;
      const after = (before: number[], x: number[]) =>
        before.map((each, i) => Math.fround(Math.fround(each + x[i]) / 2));
      let expected = now();
      await run(1, feeds(1, 2));
      assert.deepEqual(now(), (expected = after(expected, [1, 2])));
      await step.accumulate(feeds(-3, 1), { step: 2, weight: 1, masks: noMasks });
      assert.deepEqual(now(), (expected = after(expected, [-3, 1])));
      await assert.rejects(run(2, feeds(1, Infinity)), { code: 'NOT_FINITE' });
      assert.deepEqual(now(), expected);
      assert.deepEqual(Object.keys(step.state()).filter((name) => name.includes('average')), []); // prettier-ignore
      await step.release();
    });

    it('are frozen parameters alone', () => {
      assert.throws(() => startStep({ ...problem, frozen: undefined }, SGD), /what is tracked is a frozen parameter/);
    });
  });

  describe('a classifier', () => {
    it('gives the same bits with 1, 2 and 4 threads over 50 steps with dropout', async () => {
      const results: string[] = [];
      for (const threads of [1, 2, 4]) results.push(await classifierBits(threads, 50));
      assert.ok(results[0] === results[1], '1 and 2 threads differ');
      assert.ok(results[0] === results[2], '1 and 4 threads differ');
    });
  });
});
