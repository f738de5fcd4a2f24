// Figures of a watched batch on values made by hand: norms along long texts, spreads of values, entropies, and which values are taken.

import assert from 'node:assert/strict';
import { markerOf } from '../../../src/engine/graph/marks';
import { add, input, matmul, mul, reshape, softmax, sum } from '../../../src/engine/graph/ops';
import type { Value } from '../../../src/engine/graph/value';
import { createSession, type Feeds } from '../../../src/engine/runtime/session';
import { tensor, type Tensor } from '../../../src/engine/runtime/tensor';
import { lookInside } from '../../../src/engine/train/watch/lookInside';
import { parameterNorms } from '../../../src/engine/train/watch/parameterNorms';
import { readWatched, rounded } from '../../../src/engine/train/watch/readWatched';
import { planWatch, type WatchPlan } from '../../../src/engine/train/watch/watchProgram';
import { WATCHED, type Watched } from '../../../src/protocol/gradients';
import type { LayerPlace } from '../../../src/protocol/network';
import type { TensorName } from '../../../src/protocol/networkNames';

const layer: LayerPlace = { kind: 'lstm', number: 0 };
const settings = { device: 'cpu', threads: 1 } as const;

/** A plan with one output, and what is read of it. */
function read(
  name: TensorName,
  of: 'gradient' | 'values' | 'entropy',
  value: Tensor,
  feeds: Feeds = {},
  place = layer,
) {
  const plan = { outputs: [{ name, layer: place, output: 'o', of }] } as unknown as WatchPlan;
  return readWatched(plan, { o: value }, feeds);
}

const spread = (name: TensorName, values: number[], units = 1, mask?: number[]) => {
  const rows = values.length / units;
  const feeds: Feeds = mask ? { mask: tensor('bool', [rows, 1], mask) } : {};
  const [found] = read(name, 'values', tensor('float32', [rows, 1, units], values), feeds).activations ?? [];
  return {
    ...found,
    bins: Object.fromEntries(found.counts.flatMap((count, bin) => (count > 0 ? [[bin, count]] : []))),
  };
};

describe('norms along a text', () => {
  it('are all there up to 512 tokens, and every second, third of longer ones', () => {
    for (const [time, stride, count] of [
      [512, 1, 512],
      [513, 2, 257],
      [1024, 2, 512],
      [1025, 3, 342],
    ] as const) {
      // prettier-ignore
      const norms = tensor('float32', [time, 1], Float32Array.from({ length: time }, (_, i) => i));
      const [found] = read('embedding', 'gradient', norms).steps ?? [];
      assert.deepEqual([found.stride, found.norms.length, found.from], [stride, count, 'start']);
      assert.deepEqual(found.norms.slice(0, 3), [0, stride, 2 * stride]);
    }
  });

  it('are counted from the end of what reads on to it: states of recurrent layers', () => {
    const norms = tensor('float32', [2, 1], [1, 2]);
    const from = (name: TensorName, direction?: 'backward' | 'forward') =>
      read(name, 'gradient', norms, {}, { ...layer, direction }).steps?.map((each) => [each.from, ...each.norms])[0];
    for (const name of ['hiddenState', 'cellState'] as const) {
      assert.deepEqual([from(name), from(name, 'forward')], [['end', 2, 1], ['end', 2, 1]]); // prettier-ignore
      assert.deepEqual(from(name, 'backward'), ['start', 1, 2]);
    }
    assert.deepEqual(from('block'), ['start', 1, 2]);
  });

  it('have four digits, and the batch’s mask of its shape says where there is no token', () => {
    assert.deepEqual([rounded(1.23456), rounded(123456), rounded(0)], [1.235, 123500, 0]);
    const norms = tensor('float32', [2, 2], [1, 3, 5, 9]);
    const of = (feeds: Feeds) => read('embedding', 'gradient', norms, feeds).steps?.[0].norms;
    const bits = [1, 1, 1, 0];
    assert.deepEqual(of({ mask: tensor('bool', [2, 2], bits) }), [2, 5]);
    assert.deepEqual(of({ sourceMask: tensor('bool', [2, 2, 1], bits) }), [2, 5]);
    const others: Feeds[] = [{ mask: tensor('int32', [2, 2], bits) }, { masked: tensor('bool', [2, 2], bits) }, { mask: tensor('bool', [4, 1], bits) }, { mask: tensor('bool', [2, 1], [1, 0]) }]; // prettier-ignore
    for (const feeds of others) assert.deepEqual(of(feeds), [2, 7]);
    assert.deepEqual(of({ mask: tensor('bool', [2, 2], [0, 0, 0, 0]) }), []);
  });
});

describe('how values are spread', () => {
  it('is told in 32 bins from the least to the greatest, or between the bounds that are known', () => {
    const found = spread('block', [0, 1, 31.9, 32, 16]);
    assert.deepEqual([found.range, found.bins], [[0, 32], { 0: 1, 1: 1, 16: 1, 31: 2 }]);
    assert.deepEqual([found.counts.length, found.saturated, found.dead], [32, undefined, undefined]);
    for (const name of ['hiddenState', 'candidate', 'newState'] as const)
      assert.deepEqual([spread(name, [-1, 0]).range, spread(name, [-1, 0]).bins], [[-1, 1], { 0: 1, 16: 1 }]);
    assert.deepEqual([spread('block', [3, 3]).range, spread('block', [3, 3]).bins], [[3, 3], { 0: 2 }]);
    assert.deepEqual(spread('block', [5, 1, 7], 1, [1, 1, 0]).range, [1, 5]);
    assert.deepEqual(spread('block', [9, 9, 1, 2], 2, [0, 1]).range, [1, 2]);
    assert.deepEqual(spread('block', [9], 1, [0]).range, [0, 0]);
    assert.deepEqual(spread('hiddenState', [Number.NaN, 2, -2]).bins, { 31: 1 });
  });

  it('says of gates how many are shut and open, and of units how many are silent', () => {
    for (const name of ['inputGate', 'forgetGate', 'outputGate', 'resetGate', 'updateGate'] as const) {
      const { saturated, range, dead } = spread(name, [0.05, 0.1, 0.9, 0.95, 0.99, 0.5, 0.5, 0.5]);
      assert.deepEqual([saturated, range, dead], [[0.125, 0.25], [0, 1], undefined]); // f32(0.1) and f32(0.9) lie within
    }
    for (const name of ['inner', 'found', 'hiddenLayer'] as const) {
      const { dead, saturated } = spread(name, [0, 1, -1, 0, 0, 0.5, 0, -2], 4);
      assert.deepEqual([dead, saturated], [0.75, undefined]);
    }
    for (const name of ['inputGate', 'inner'] as const) {
      const { saturated, dead, bins } = spread(name, [1], 1, [0]);
      assert.deepEqual([saturated, dead, bins], [undefined, undefined, {}]);
    }
  });
});

describe('how widely heads look', () => {
  it('is the mean over the rows of all tokens', () => {
    const rows = tensor('float32', [2, 2, 2], [1, 2, 10, 20, 3, 999, 30, 999]);
    const of = (feeds: Feeds) => read('weights', 'entropy', rows, feeds).attention?.[0].entropies;
    assert.deepEqual(of({ mask: tensor('bool', [2, 2], [1, 1, 1, 0]) }), [2, 20]);
    assert.deepEqual(of({}), [251.3, 264.8]);
  });
});

describe('norms of parameters', () => {
  it('are those of the gradient, of the value before and of the change', () => {
    const values = { w: tensor('float32', [2], [3, 4]), still: tensor('float32', [1], [1]) };
    const gradients = { 'gradient.w': tensor('float32', [2], [6, 8]) };
    const measure = parameterNorms(['w'], values, gradients);
    (values.w.data as Float32Array).set([3, 5.5]);
    assert.deepEqual(measure(), { w: { gradient: 10, weight: 5, update: 1.5 } });
  });
});

describe('what is watched of a network', () => {
  const x = () => input('x', 'float32', ['time', 'batch', 2]);
  const marked = (name: TensorName, value: Value, axes: Parameters<ReturnType<typeof markerOf>>[2]) =>
    markerOf(layer)(name, value, axes);
  const feeds: Feeds = { x: tensor('float32', [2, 1, 2], [3, 4, 0, 1e-30]) };
  const watched = async (loss: Value, what: readonly Watched[] = WATCHED, given = feeds) => {
    const plan = planWatch(loss, what);
    const session = await createSession(plan.program, settings, 'watching');
    try {
      return { plan, results: await session.run(given) };
    } finally {
      await session.release();
    }
  };

  it('is the norm of what comes back of the loss to each state, however small', async () => {
    const state = marked('block', x(), ['time', 'batch', 'unit']);
    const loss = mul(sum(mul(state, state)), 0.5);
    const { plan, results } = await watched(loss, ['steps']);
    assert.deepEqual(plan.outputs.map(({ name, of }) => [name, of]), [['block', 'gradient']]); // prettier-ignore
    const norms = [...(results[plan.outputs[0].output].data as Float32Array)];
    assert.deepEqual([norms[0], norms[1] / 1e-30 > 0.999 && norms[1] / 1e-30 < 1.001], [5, true]);
    assert.deepEqual(results[plan.outputs[0].output].shape, [2, 1]);
  });

  it('is values of states, gates and units, in time or of whole texts', async () => {
    const block = marked('block', x(), ['time', 'batch', 'unit']);
    const hidden = marked('hiddenLayer', sum(block, [0]), ['batch', 'unit']);
    const other = marked('weights', add(block, 1), ['time', 'batch', 'unit']);
    const loss = add(sum(hidden), sum(other));
    const { plan, results } = await watched(loss, ['activations']);
    const shapes = plan.outputs.map(({ name, of, output }) => [name, of, results[output].shape]);
    assert.deepEqual(shapes, [['block', 'values', [2, 1, 2]], ['hiddenLayer', 'values', [1, 1, 2]]]); // prettier-ignore
    assert.deepEqual(planWatch(loss, ['attention', 'parameters']).outputs, []);
    assert.equal(planWatch(loss, ['steps']).outputs.length, 1); // a hidden layer has no time
  });

  it('is the entropy of each row of weights, with heads or without', async () => {
    const scores = input('s', 'float32', ['batch', 'time', 'width']);
    const alone = marked('weights', softmax(scores, 2), ['batch', 'time', 'time']);
    const heads = marked('weights', mul(reshape(alone, ['batch', 1, 'time', 'width']), 1), ['batch', 'head', 'time', 'time']); // prettier-ignore
    const given: Feeds = { s: tensor('float32', [1, 2, 2], [0, 0, 99, 0]) };
    const { plan, results } = await watched(add(sum(alone), sum(heads)), ['attention'], given);
    assert.equal(plan.outputs.length, 2);
    for (const { output, of } of plan.outputs) {
      const { shape, data } = results[output];
      assert.deepEqual([of, shape], ['entropy', [1, 1, 2]]);
      assert.ok(Math.abs(Number(data[0]) - Math.log(2)) < 1e-6 && Math.abs(Number(data[1])) < 1e-6);
    }
  });

  it('is seen in a batch at given parameters, states from before as zeros', async () => {
    const w = input('w', 'float32', [2, 2]);
    const next = marked('block', add(matmul(x(), w), input('h', 'float32', [2])), ['time', 'batch', 'unit']);
    const seen: unknown[] = [];
    const task = {
      batches: 2,
      batch: (epoch: number, index: number) => (seen.push([epoch, index]), { feeds, examples: 1 }),
      masks: (draw: number) => (seen.push(draw), () => undefined),
    };
    const parameters = { w: tensor('float32', [2, 2], [1, 0, 0, 2]) };
    const loss = { loss: sum(next), carried: { h: reshape(sum(next, [0, 1]), [2]) } };
    const line = await lookInside({ loss, task, parameters, settings, batch: 3 });
    assert.deepEqual(seen, [[0, 1], 1]);
    assert.deepEqual(line.activations?.map(({ name, range }) => [name, range]), [['block', [0, 8]]]); // prettier-ignore
    assert.deepEqual(line.steps?.[0].norms, [1.414, 1.414]);
  });
});
