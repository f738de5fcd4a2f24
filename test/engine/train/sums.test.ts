// What adds up: gradients of several batches, rows of a table, parameters of several epochs, and bytes.

import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { peakBytes } from '../../../src/engine/runtime/memoryEstimate';
import { gatherRows, input, mul, sum } from '../../../src/engine/graph/ops';
import type { Value } from '../../../src/engine/graph/value';
import type { Initializer } from '../../../src/engine/nn/initializers';
import { createOptimizer } from '../../../src/engine/optim/optimizers';
import { tensor } from '../../../src/engine/runtime/tensor';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { createAveraging } from '../../../src/engine/train/averaging';
import { createGradientMean } from '../../../src/engine/train/gradientMean';
import { eachInSteps, inSteps } from '../../../src/engine/train/inSteps';
import { createRowSums } from '../../../src/engine/train/rowSums';
import { planTraining, trainingBytes } from '../../../src/engine/train/trainingStep';
import { pathsUnder, withFolder } from '../store/support/temporaryFolder';
import { ADAM, SGD, startStep } from './support/seededSteps';
import { valuesOf } from './support/quadraticTask';

const gradient = (...values: number[]) => ({ 'gradient.w': tensor('float32', [2], values) });

describe('the mean of gradients', () => {
  const mean = () => createGradientMean(new Map([['w', [2]]]));

  it('is weighted, as the loss is, and begins anew', () => {
    const of = mean();
    for (let round = 0; round < 2; round++) {
      of.add(gradient(1, 2), 10, 1);
      of.add(gradient(3, 5), 20, 2);
      assert.equal(of.isEmpty(), false);
      const gradients = gradient(6, 0);
      const loss = of.finish(gradients, 40, 5);
      assert.equal(of.isEmpty(), true);
      assert.deepEqual(valuesOf(gradients, 'gradient.w'), [(1 + 6 + 30) / 8, (2 + 10) / 8].map(Math.fround));
      assert.equal(loss, (10 + 40 + 200) / 8);
    }
  });

  it('of one batch is the batch itself, also after a mean of several', () => {
    const of = mean();
    const own = gradient(7, 8);
    const untouched = (): void => {
      assert.equal(of.finish(own, 3, 9), 3);
      assert.deepEqual(valuesOf(own, 'gradient.w'), [7, 8]);
    };
    untouched();
    of.add(gradient(1, 1), 1, 1);
    of.finish(gradient(1, 1), 1, 1);
    untouched();
  });

  it('is what a step of all batches together makes', async () => {
    const initialize: Initializer = (out) => out.set([1, -1]);
    const problem = {
      parameters: { w: { shape: [2], initialize } },
      loss: ({ w }: { w: Value }) => sum(mul(mul(w, w), input('x', 'float32', [2]))),
    };
    const feeds = (...x: number[]) => ({ x: tensor('float32', [2], x) });
    const masks = (): void => undefined;
    const [one, two] = [await startStep(problem, ADAM), await startStep(problem, ADAM)];
    for (let step = 1; step <= 2; step++) {
      await two.accumulate(feeds(2, 4), { step, weight: 1, masks });
      const apart = await two.run(feeds(6, 8), { step, learningRate: 0.1, weight: 3, masks });
      const together = await one.run(feeds(5, 7), { step, learningRate: 0.1, masks });
      const numbers = [apart.loss, apart.gradientNorm, ...valuesOf(two.parameters())];
      const expected = [together.loss, together.gradientNorm, ...valuesOf(one.parameters())];
      numbers.forEach((number, i) => assert.ok(Math.abs(number - expected[i]) < 1e-5, `${number}, not ${expected[i]}`));
    }
    await one.release();
    await two.release();
  });
});

describe('rows added at their ids', () => {
  it('come to zeros, or to what was written, and leave nothing for the next step', () => {
    const table = tensor('float32', [4, 2], [9, 9, 0, 0, 0, 0, 0, 0]);
    const sums = createRowSums(table);
    assert.equal(sums.table, table);
    sums.begin('written');
    sums.add(tensor('int32', [3], [1, 3, 1]), tensor('float32', [3, 2], [1, 2, 3, 4, 5, 6]));
    sums.add(tensor('int64', [2], [0, 3]), tensor('float32', [2, 2], [10, 20, 30, 40]));
    assert.deepEqual(valuesOf({ table }, 'table'), [19, 29, 6, 8, 0, 0, 33, 44]);
    sums.begin('sums');
    assert.deepEqual(valuesOf({ table }, 'table'), [0, 0, 0, 0, 0, 0, 0, 0]);
    sums.add(tensor('int32', [1], [2]), tensor('float32', [1, 2], [5, 7]));
    assert.deepEqual(valuesOf({ table }, 'table'), [0, 0, 0, 0, 5, 7, 0, 0]);
    (table.data as Float32Array).fill(1);
    sums.begin('written');
    sums.begin('sums'); // nothing was added since
    assert.deepEqual(valuesOf({ table }, 'table'), [1, 1, 1, 1, 1, 1, 1, 1]);
    sums.begin('anything');
    assert.deepEqual(valuesOf({ table }, 'table'), [0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('leave nothing behind where the table has held the mean of several batches', async () => {
    const initialize: Initializer = (out) => out.fill(1);
    const problem = {
      parameters: { table: { shape: [3, 1], initialize } },
      loss: ({ table }: { table: Value }) => sum(gatherRows(table, input('ids', 'int32', ['n']))),
    };
    const ids = (...rows: number[]) => ({ ids: tensor('int32', [rows.length], rows) });
    const masks = (): void => undefined;
    const step = await startStep(problem, SGD);
    await step.accumulate(ids(0), { step: 1, weight: 1, masks });
    await step.run(ids(1), { step: 1, learningRate: 0.5, masks });
    assert.deepEqual(valuesOf(step.parameters(), 'table'), [0.75, 0.75, 1]);
    await step.run(ids(2), { step: 2, learningRate: 0.5, masks });
    assert.deepEqual(valuesOf(step.parameters(), 'table'), [0.75, 0.75, 0.5]);
    await step.release();
  });
});

describe('the mean of epochs', () => {
  it('is that of the last ones, whose files are all that is kept', () =>
    withFolder((run) => {
      const averaging = createAveraging(nodeFiles, run, 3);
      const at = (epoch: number) => ({ w: tensor('float32', [2], [epoch, 10 * epoch]) });
      assert.equal(averaging.mean(0), undefined);
      averaging.keep(1, at(1));
      assert.equal(averaging.mean(1), undefined, 'one is no mean');
      averaging.keep(2, at(2));
      assert.deepEqual(valuesOf(averaging.mean(2) ?? {}), [1.5, 15]);
      averaging.keep(3, at(3));
      averaging.keep(4, at(4));
      const mean = averaging.mean(4) ?? {};
      assert.deepEqual(valuesOf(mean).map((value) => value.toFixed(5)), ['3.00000', '30.00000']); // prettier-ignore
      assert.deepEqual([mean.w.dtype, mean.w.shape], ['float32', [2]]);
      const recent = 'checkpoints/recent';
      const files = [2, 3, 4].map((epoch) => `${recent}/epoch-${epoch}.safetensors`);
      assert.deepEqual(pathsUnder(run), ['checkpoints', recent, ...files]);
    }));

  it('is none where less than two count: nothing is written', () =>
    withFolder((run) => {
      const averaging = createAveraging(nodeFiles, run, 1);
      averaging.keep(1, { w: tensor('float32', [1], [1]) });
      assert.deepEqual([pathsUnder(run), averaging.mean(1)], [[], undefined]);
    }));
});

describe('the memory of a training', () => {
  it('is parameters with their gradients, state, and twice what the program needs', () => {
    const initialize = (): void => undefined;
    const plan = planTraining({
      parameters: { w: { shape: [100, 3], initialize }, still: { shape: [7], initialize } },
      frozen: new Set(['still']),
      loss: ({ w, still }) => sum(mul(sum(mul(w, w)), still)),
      update: { rule: createOptimizer(ADAM), clipNorm: 0, clipValue: 0 },
    });
    const none = new Map<string, number>();
    assert.equal(trainingBytes(plan, none) - 2 * peakBytes(plan.gradient, none), 4 * (307 + 300) + 2 * 4 * 300);
  });
});

describe('work in steps', () => {
  function* steps(count: number): Generator<number, string, void> {
    for (let i = 0; i < count; i++) yield i / count;
    return 'done';
  }
  const clock = (everyMs: number) => {
    let ms = 0;
    return mock.method(performance, 'now', () => (ms += everyMs));
  };

  it('gives its result, tells how far it is at every pause, and hears a stop there', async () => {
    const now = clock(50);
    try {
      const told: object[] = [];
      const options = { phase: 'Learning', progress: (p: object) => void told.push(p) };
      const { signal } = new AbortController();
      assert.equal(await inSteps(steps(2), { ...options, signal }), 'done');
      assert.deepEqual(told, [{ phase: 'Learning' }, { phase: 'Learning', fraction: 0 }, { phase: 'Learning', fraction: 0.5 }]); // prettier-ignore
      const stopped = inSteps(steps(2), { ...options, signal: AbortSignal.abort() });
      await assert.rejects(stopped, { code: 'CANCELLED' });
    } finally {
      now.mock.restore();
    }
  });

  it('pauses no more often than needed', async () => {
    const now = clock(10);
    try {
      const told: object[] = [];
      await inSteps(steps(20), {
        phase: 'x',
        progress: (p) => void told.push(p),
        signal: new AbortController().signal,
      });
      assert.ok(told.length >= 3 && told.length <= 6, String(told.length));
    } finally {
      now.mock.restore();
    }
  });

  it('is done with each of a list, in order, with a pause where it takes long, and hears a stop there', async () => {
    const now = clock(20);
    try {
      const made: string[] = [];
      const next = (item: string, index: number): string => (made.push(item), `${item}${index}`);
      assert.deepEqual(await eachInSteps(['a', 'b', 'c', 'd'], next), ['a0', 'b1', 'c2', 'd3']);
      const stopped = eachInSteps(['e', 'f', 'g', 'h'], next, AbortSignal.abort());
      await assert.rejects(stopped, { code: 'CANCELLED' });
      assert.deepEqual(made, ['a', 'b', 'c', 'd', 'e', 'f', 'g']);
      assert.deepEqual(await eachInSteps(['x', 'y'], next, AbortSignal.abort()), ['x0', 'y1']);
    } finally {
      now.mock.restore();
    }
  });

  it('pauses between items only where fifty milliseconds have gone by', async () => {
    const pauses = async (everyMs: number, count: number): Promise<number> => {
      const now = clock(everyMs);
      const waiting = mock.method(globalThis, 'setImmediate', (then: () => void) => queueMicrotask(then));
      try {
        await eachInSteps(new Array<number>(count).fill(0), () => 0);
        return waiting.mock.callCount();
      } finally {
        waiting.mock.restore();
        now.mock.restore();
      }
    };
    assert.deepEqual([await pauses(50, 4), await pauses(49, 4), await pauses(1, 40)], [4, 2, 0]);
  });
});
