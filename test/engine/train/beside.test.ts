// What a prepared run offers beside its training: first steps, range tests, one step taken apart, what it learns from.

import assert from 'node:assert/strict';
import { markerOf } from '../../../src/engine/graph/marks';
import { input, mul, sum } from '../../../src/engine/graph/ops';
import { dropout } from '../../../src/engine/nn/dropout';
import type { Initializer } from '../../../src/engine/nn/initializers';
import { tensor } from '../../../src/engine/runtime/tensor';
import type { SessionSettings } from '../../../src/engine/runtime/session';
import { prepareNeural } from '../../../src/engine/train/neuralRun';
import type { NeuralTask } from '../../../src/engine/train/neuralTask';
import type { PreparedRun } from '../../../src/engine/train/preparedRun';
import { withFolder } from '../store/support/temporaryFolder';
import { experimentOf, placeIn, prepared, quadraticTask, valuesOf } from './support/quadraticTask';

const { signal } = new AbortController();
const near = (found: readonly number[], expected: readonly number[]): void => {
  assert.equal(found.length, expected.length);
  found.forEach((value, i) => assert.ok(Math.abs(value - expected[i]) <= 1e-5 * (1 + Math.abs(expected[i])), `${found.join()} is not ${expected.join()}`)); // prettier-ignore
};
const firstOf = (run: PreparedRun): number[] => [...(run.initial?.().get('w')?.data ?? [])].map(Number);

/** The losses of so many steps of descent with momentum on the distance from each batch. */
function lossesFrom(first: readonly number[], rates: readonly number[]): number[] {
  const [w, velocity] = [[...first], [0, 0]];
  return rates.map((rate, index) => {
    const x = [Math.floor(index / 3), index % 3];
    const loss = w.reduce((all, value, i) => all + (value - x[i]) ** 2, 0);
    w.forEach((value, i) => {
      velocity[i] = 0.9 * velocity[i] + 2 * (value - x[i]);
      w[i] = value - rate * velocity[i];
    });
    return loss;
  });
}

describe('beside a training', () => {
  it('are its first parameters, which follow from the seed', async () => {
    const run = await prepared(quadraticTask());
    const [a, b] = firstOf(run);
    assert.ok(a !== b && [a, b].every((value) => value > 0 && value < 1));
    assert.deepEqual(run.initial?.().get('w')?.shape, [2]);
    assert.deepEqual(firstOf(await prepared(quadraticTask())), [a, b]);
    const other = await prepareNeural({ experiment: { ...experimentOf(), seed: 6 }, defaults: undefined }, () => Promise.resolve(quadraticTask())); // prettier-ignore
    assert.notDeepEqual(firstOf(other), [a, b]);
  });

  it('are the losses of its first steps, over epochs and with its schedule', async () => {
    const schedule = { type: 'step' as const, every: 1, factor: 0.5, unit: 'epoch' as const };
    const run = await prepared(quadraticTask(), { schedule });
    const losses = await run.firstSteps?.({ count: 5, signal });
    near(losses ?? [], lossesFrom(firstOf(run), [0.1, 0.1, 0.1, 0.05, 0.05]));
    const warming = await prepared(quadraticTask(), { schedule: { type: 'cosine', warmupSteps: 2, finalFactor: 0 }, epochs: 1 }); // prettier-ignore
    near((await warming.firstSteps?.({ count: 4, signal })) ?? [], lossesFrom(firstOf(warming), [0.05, 0.1, 0.1, 0]));
    await assert.rejects(async () => run.firstSteps?.({ count: 1, signal: AbortSignal.abort() }), { code: 'CANCELLED' }); // prettier-ignore
  });

  it('is a test of rates, from the same beginning', async () => {
    const run = await prepared(quadraticTask());
    const told: [number, number][] = [];
    const range = { from: 0.01, to: 0.04, steps: 3, signal };
    const reply = await run.rangeTest?.({ ...range, onPoint: ({ rate }, share) => void told.push([rate, share]) });
    assert.deepEqual([reply?.learningRate, reply?.ended], [0.1, 'done']);
    near(reply?.points.map(({ loss }) => loss) ?? [], lossesFrom(firstOf(run), [0.01, 0.02, 0.04]));
    near(told.flat(), [0.01, 1 / 3, 0.02, 2 / 3, 0.04, 1]);
  });

  it('is what it learns from, where the task says it', async () => {
    assert.equal((await prepared(quadraticTask())).material, undefined);
    const material = { data: new Map(), reading: { a: 1 }, objective: { b: 2 } };
    const still = { shape: [1], initialize: ((out) => void out.fill(1)) as Initializer };
    const task = quadraticTask(undefined, {
      parameters: { ...quadraticTask().parameters, still },
      loss: ({ w, still: one }) => sum(mul(mul(w, w), one)),
      frozen: new Set(['still']),
      material() {
        assert.equal(this, task);
        return material;
      },
    });
    const run = await prepared(task, { epochs: 4, accumulate: 2 });
    assert.deepEqual(run.material?.(), { ...material, batches: 3, epochs: 4, steps: 8, frozen: ['still'] });
    assert.deepEqual((await prepared({ ...quadraticTask(), material: () => material })).material?.().frozen, []);
  });

  it('is nothing of what needs no run, for a task that does something in its run first', async () => {
    const run = await prepared(quadraticTask(undefined, { begin: () => Promise.resolve(), material: () => assert.fail() })); // prettier-ignore
    assert.deepEqual([run.rangeTest, run.firstSteps, run.lookInside, run.oneBatch, run.material], Array(5).fill(undefined)); // prettier-ignore
    assert.ok(run.initial && run.lossAt);
  });

  it('is the loss of the validation part at any parameters of its shapes', async () => {
    const at = (w: number[]) => new Map([['w', { shape: [w.length], data: Float32Array.from(w) }]]);
    const judged = await prepared(quadraticTask((p) => Promise.resolve({ loss: valuesOf(p)[1], accuracy: 9 })));
    assert.equal(await judged.lossAt?.(at([3, 4]), 'x'), 4);
    await assert.rejects(async () => judged.lossAt?.(at([3]), '/x'), { code: 'INVALID_FILE', place: { file: '/x' } });
    assert.equal(await (await prepared(quadraticTask())).lossAt?.(at([3, 4]), 'x'), undefined);
  });

  it('is a judgement, also with matrices in 8 bits on the CPU', async () => {
    const seen: [number[], SessionSettings][] = [];
    const judge: NeuralTask['judge'] = (parameters, settings) => {
      seen.push([valuesOf(parameters), settings]);
      return Promise.resolve(undefined);
    };
    const run = await prepared(quadraticTask(undefined, { judge }));
    const model = new Map([['w', { shape: [2], data: Float32Array.of(7, 8) }]]);
    for (const options of [undefined, {}, { quantized: false }, { quantized: true }]) await run.judge?.(model, options);
    const plain = { device: 'cpu', threads: 1 };
    for (const [w] of seen) assert.deepEqual(w, [7, 8]);
    assert.deepEqual(seen.slice(0, 3).map(([, settings]) => settings), [plain, plain, plain]); // prettier-ignore
    const { quantized, ...rest } = seen[3][1];
    assert.deepEqual([rest, valuesOf(quantized as never)], [plain, [7, 8]]);
  });

  it('is given back by who could not prepare it, and is as long as the task says', async () => {
    let released = 0;
    const release = (): Promise<void> => Promise.resolve(void released++);
    const initialize = (): void => undefined;
    const huge = { w: { shape: [2], initialize }, rest: { shape: [2 ** 44], initialize } };
    await assert.rejects(prepared(quadraticTask(undefined, { parameters: huge, release })), { code: 'NO_MEMORY' });
    assert.equal(released, 1);
    const run = await prepared(quadraticTask(undefined, { length: { epochs: 5, steps: 13 }, release }), { epochs: 2 });
    assert.deepEqual([run.epochs, run.steps, released], [5, 13, 1]);
  });
});

const of = async (run: PreparedRun, asked: Parameters<NonNullable<PreparedRun['oneBatch']>>[0] = {}) => {
  assert.ok(run.oneBatch);
  return run.oneBatch(asked);
};

describe('one step taken apart', () => {
  it('is the first of a training, with any of its batches', async () => {
    const words = { names: { x: ['a'] } };
    const run = await prepared(quadraticTask(undefined, { words }), { epochs: 2, schedule: { type: 'cosine', warmupSteps: 2, finalFactor: 0 } }); // prettier-ignore
    const first = firstOf(run);
    for (const [batch, number] of [
      [undefined, 0],
      [0, 0],
      [2, 2],
      [4, 1],
    ] as const) {
      // prettier-ignore
      const found = await of(run, { batch });
      assert.deepEqual([found.step, found.epoch, found.batch, found.batches, found.examples], [1, 0, number, 3, 1]);
      assert.deepEqual([found.learningRate, found.words], [0.05, words]);
      assert.deepEqual(valuesOf(found.feeds, 'x'), [0, number]);
      const gradient = first.map((value, i) => 2 * (value - [0, number][i]));
      near(valuesOf(found.before.parameters), first);
      near(valuesOf(found.gradients), gradient);
      near(valuesOf(found.after.parameters), first.map((value, i) => value - 0.05 * gradient[i])); // prettier-ignore
      near([found.loss], [first.reduce((all, value, i) => all + (value - [0, number][i]) ** 2, 0)]);
      near([found.gradientNorm], [Math.hypot(...gradient)]);
      assert.deepEqual(Object.keys(found.gradients), ['w']);
      assert.deepEqual([found.marked, found.tensors, found.masks], [[], [], {}]);
      assert.deepEqual([found.specs.w.shape, found.training.epochs], [[2], 2]);
    }
  });

  it('is the next of where a training is, with the rate and the batch of that place', () =>
    withFolder(async (folder) => {
      const training = { epochs: 3, accumulate: 2, checkpointEverySteps: 1, schedule: { type: 'reduce-on-plateau', factor: 0.5, patience: 0, minLearningRate: 0 } } as const; // prettier-ignore
      const masks: number[] = [];
      const task = quadraticTask(() => Promise.resolve({ accuracy: 0.5 }));
      const { trainerTask } = task;
      const run = await prepared({ ...task, trainerTask: (settings) => ({ ...trainerTask(settings), masks: (draw) => (masks.push(draw), () => undefined) }) }, training); // prettier-ignore
      const { place, kept } = placeIn(folder);
      await run.find(place);
      masks.length = 0;
      const found = await Promise.all(kept.slice(0, 4).map(({ checkpoint }) => of(run, { checkpoint, folder })));
      assert.deepEqual(found.map(({ step, epoch, batch }) => [step, epoch, batch]), [[2, 0, 2], [3, 1, 0], [4, 1, 2], [5, 2, 0]]); // prettier-ignore
      assert.deepEqual(found.map(({ learningRate }) => learningRate), [0.1, 0.1, 0.1, 0.05]); // prettier-ignore
      assert.deepEqual([...masks].sort(), [2, 4, 6, 8]);
      found.forEach(({ before }, i) => assert.deepEqual(valuesOf(before.parameters), kept[i].w));
      assert.deepEqual(Object.keys(found[0].before.state), ['momentum.w']);
      assert.ok(valuesOf(found[0].before.state, 'momentum.w').every((value) => value !== 0));
      assert.notDeepEqual(found[0].after.state, found[0].before.state);
      const wrong = { ...kept[0].checkpoint, optimizer: new Map() };
      await assert.rejects(of(run, { checkpoint: wrong, folder: '/run' }), { message: /^"\/run.checkpoints.last.optimizer/ }); // prettier-ignore
    }));

  it('is updated as its stage is', async () => {
    const spec = quadraticTask().parameters.w;
    const parameters = { 'embedding.weight': spec, 'output.weight': spec };
    const loss: NeuralTask['loss'] = (p) => sum(mul(p['embedding.weight'], p['output.weight']));
    const freeze = { layers: 'all' as const, epochs: 1, gradual: false };
    const run = await prepared(quadraticTask(undefined, { parameters, loss }), { freeze, layerDecay: 0.5 });
    await withFolder(async (folder) => {
      const { place, kept } = placeIn(folder);
      await run.find(place);
      const [first, second] = [await of(run), await of(run, { checkpoint: kept[0].checkpoint, folder })];
      assert.deepEqual([first, second].map(({ gradients }) => Object.keys(gradients)), [['output.weight'], Object.keys(parameters)]); // prettier-ignore
      assert.deepEqual(first.update.rates?.get('embedding.weight'), undefined);
      assert.deepEqual(second.update.rates?.get('embedding.weight'), { share: 0.5, skipped: 3 });
    });
  });
});

describe('what a step computes on its way', () => {
  it('is all that has a name, with the masks that were drawn for it', async () => {
    const task = quadraticTask();
    const { trainerTask } = task;
    const drawn: [number, string][] = [];
    const run = await prepared({
      ...task,
      largestBatch: new Map([['n', 3]]),
      loss({ w }) {
        const dropped = dropout(mul(w, input('x', 'float32', ['n', 2])), { rate: 0.5, stream: 'd', mode: 'training' });
        return sum(markerOf({ kind: 'lstm' })('block', dropped, ['batch', 'unit']));
      },
      trainerTask: (settings) => ({
        ...trainerTask(settings),
        batch: () => ({ feeds: { x: tensor('float32', [3, 2], [1, 2, 3, 4, 5, 6]) }, examples: 3 }),
        masks: () => (out, keep, stream) => {
          drawn.push([keep, stream]);
          out.set([1, 0, 0, 1, 1, 1]);
        },
      }),
    });
    const { masks, marked, tensors, before, loss, made } = await of(run);
    const [a, b] = valuesOf(before.parameters);
    near([...(tensors[0].data as Float32Array)], [2 * a, 0, 0, 8 * b, 10 * a, 12 * b]);
    near([loss], [12 * a + 20 * b]);
    assert.deepEqual([marked.length, tensors[0].shape, marked[0].mark.name], [1, [3, 2], 'block']);
    assert.deepEqual(masks, { d: { dtype: 'bool', shape: [3, 2], data: Uint8Array.of(1, 0, 0, 1, 1, 1) } });
    assert.deepEqual([...new Set(drawn.map(String))], ['0.5,d']);
    assert.equal(made.loss.shape.length, 0);
  });
});

describe('a look inside a network', () => {
  it('is at a batch of the first epoch, or at a text where the task reads one', async () => {
    const seen: number[][] = [];
    const task = quadraticTask();
    const { trainerTask } = task;
    const typed = () => Promise.resolve({ x: tensor('float32', [2], [0, 0]) });
    const taskOf = (reads: boolean): NeuralTask => ({
      ...task,
      trainerTask: (settings) => {
        const made = trainerTask(settings);
        const batch: typeof made.batch = (epoch, index) => (seen.push([epoch, index]), made.batch(epoch, index));
        return { ...made, batch, ...(reads && { typed }) };
      },
    });
    const model = new Map([['w', { shape: [2], data: Float32Array.of(1, 2) }]]);
    const text = { text: 'a', answer: 'no' };
    const run = await prepared(taskOf(true));
    seen.length = 0;
    for (const batch of [0, 2, 4]) assert.deepEqual(await run.lookInside?.(model, batch), {});
    assert.deepEqual(seen, [[0, 0], [0, 2], [0, 1]]); // prettier-ignore
    assert.deepEqual(await run.lookInside?.(model, text), {});
    assert.equal(seen.length, 3);
    const other = await prepared(taskOf(false));
    await assert.rejects(async () => other.lookInside?.(model, text), { code: 'INVALID_ARGUMENT' });
  });
});
