// What the loop tells of each update beside its loss: tokens that were read, and norms where the step is watched; and how much memory
// what goes from batch to batch takes.

import assert from 'node:assert/strict';
import { add, gatherRows, input, mul, sum } from '../../../src/engine/graph/ops';
import type { Value } from '../../../src/engine/graph/value';
import type { Initializer } from '../../../src/engine/nn/initializers';
import { createOptimizer } from '../../../src/engine/optim/optimizers';
import { peakBytes } from '../../../src/engine/runtime/memoryEstimate';
import { tensor } from '../../../src/engine/runtime/tensor';
import { stagesBytes } from '../../../src/engine/train/trainingStages';
import { createTrainingStep, planTraining, trainingBytes } from '../../../src/engine/train/trainingStep';
import { restsWithoutGradient } from '../../../src/engine/train/update';
import { train, type TrainerOptions } from '../../../src/engine/train/trainer';
import { WATCHED, type Watched, type WatchLine } from '../../../src/protocol/gradients';
import type { MetricLine } from '../../../src/protocol/run';
import { TRAINING } from './support/madeUpTraining';
import { ADAM, SGD, startStep } from './support/seededSteps';

/** Trains on a made-up step. @param tokens of each batch of an epoch */
async function told(tokens: readonly (number | undefined)[], training: Partial<TrainerOptions['training']> = {}) {
  const lines: MetricLine[] = [];
  const watched: WatchLine[] = [];
  const norms: unknown[] = [];
  const step = {
    accumulate: () => Promise.resolve(),
    run(_: unknown, options: { norms?: boolean }) {
      norms.push(options.norms);
      const w = { gradient: 1, weight: 2, update: 3 };
      return Promise.resolve({ loss: 1, gradientNorm: 2, ...(options.norms && { norms: { w } }) });
    },
    watch: () => Promise.resolve({ attention: [] }),
    parameters: () => ({}),
  };
  await train({
    training: { ...TRAINING, epochs: 1, ...training },
    step: step as never,
    task: {
      batches: tokens.length,
      batch: (_, index) => ({ feeds: { x: tensor('float32', [1], [0]) }, examples: 1, tokens: tokens[index] }),
      validate: () => Promise.resolve(undefined),
      masks: () => () => undefined,
    },
    observer: { metric: (line) => void lines.push(line), watched: (line) => void watched.push(line) },
    keeper: { save: () => undefined, due: () => false },
    now: () => 0,
    signal: new AbortController().signal,
  });
  return { read: lines.flatMap((line) => (line.kind === 'step' ? [line.tokens] : [])), lines, watched, norms };
}

describe('an update', () => {
  it('tells how many tokens its batches have together, where all of them tell it', async () => {
    assert.deepEqual((await told([5, 7, 9])).read, [5, 7, 9]);
    assert.deepEqual((await told([5, 7, 9], { accumulate: 2 })).read, [12, 9]);
    for (const missing of [
      [undefined, 7],
      [5, undefined],
      [undefined, undefined],
    ])
      // prettier-ignore
      assert.deepEqual((await told(missing, { accumulate: 2 })).read, [undefined]);
    assert.ok(!('tokens' in (await told([undefined])).lines[0]));
    assert.deepEqual((await told([0])).read, [0]);
  });

  it('tells norms of parameters where they are watched', async () => {
    const watch = (...what: Watched[]) => told([1, 1, 1], { watch: { every: 2, what } });
    const all = await watch('parameters', 'attention');
    assert.deepEqual(all.norms, [true, true, false]);
    assert.deepEqual(all.watched, [1, 2].map((step) => ({ step, epoch: 1, parameters: { w: { gradient: 1, weight: 2, update: 3 } }, attention: [] }))); // prettier-ignore
    const some = await watch('attention');
    assert.deepEqual(some.norms, [false, false, false]);
    assert.deepEqual(some.watched, [1, 2].map((step) => ({ step, epoch: 1, attention: [] }))); // prettier-ignore
    const none = await told([1, 1]);
    assert.deepEqual([none.norms, none.watched], [[false, false], []]);
  });
});

describe('the memory of a training', () => {
  const initialize = (): void => undefined;
  const parameters = { w: { shape: [100], initialize }, average: { shape: [7], initialize, frozen: true as const } };
  const update = { rule: createOptimizer(ADAM), clipNorm: 0, clipValue: 0 };
  const none = new Map<string, number>();
  const problem = {
    ...{ parameters, frozen: new Set(['average']), update },
    loss: ({ w, average }: { w: Value; average: Value }) => ({
      loss: mul(sum(mul(w, w)), sum(average)),
      carried: { h: add(input('h', 'float32', [11]), 1) },
      tracked: [{ parameter: average, next: mul(average, 2) }],
    }),
  };

  it('has twice what goes from batch to batch, once what is tracked, and what looking on takes', () => {
    const plan = planTraining(problem);
    const kept = 4 * (107 + 100 + 200 + 2 * 11 + 7);
    assert.equal(trainingBytes(plan, none), kept + 2 * peakBytes(plan.gradient, none));
    const watched = planTraining({ ...problem, watch: WATCHED });
    assert.ok(watched.watch);
    const looking = 2 * peakBytes(watched.watch.program, none) + 4 * 100;
    assert.equal(trainingBytes(watched, none), kept + 2 * peakBytes(watched.gradient, none) + looking);
  });

  it('is that of the stage which needs most', () => {
    const small = planTraining({ ...problem, frozen: new Set(['average', 'w']) });
    const large = planTraining(problem);
    const stages = [small, large, small].map((plan, fromEpoch) => ({ fromEpoch, plan }));
    assert.ok(trainingBytes(small, none) < trainingBytes(large, none));
    assert.equal(stagesBytes(stages, none), trainingBytes(large, none));
  });
});

describe('an update of gradients that are too large', () => {
  const initialize: Initializer = (out) => void out.fill(0);
  const updated = async (clipValue: number, clipNorm: number) => {
    const rule = createOptimizer(SGD);
    const plan = planTraining({
      parameters: { w: { shape: [3], initialize } },
      loss: ({ w }) => sum(mul(w, input('x', 'float32', [3]))),
      update: { rule, clipValue, clipNorm },
    });
    const step = await createTrainingStep(plan, { device: 'cpu', threads: 1 }, { fill: () => undefined });
    const x = tensor('float32', [3], [3, -4, 0.5]);
    const { gradientNorm } = await step.run({ x }, { step: 1, learningRate: 1, masks: () => undefined });
    const w = Array.from(step.parameters().w.data as Float32Array, (value) => Number((-value).toFixed(4)));
    await step.release();
    return [Number(gradientNorm.toFixed(4)), w];
  };

  it('holds each within its limits, then shortens all of them; the norm is told as it was', async () => {
    const norm = Number(Math.hypot(3, 4, 0.5).toFixed(4));
    assert.deepEqual(await updated(0, 0), [norm, [3, -4, 0.5]]);
    assert.deepEqual(await updated(2, 0), [norm, [2, -2, 0.5]]);
    assert.deepEqual(await updated(0, 1), [norm, [0.597, -0.796, 0.0995]]);
    assert.deepEqual(await updated(2, 1), [norm, [0.6963, -0.6963, 0.1741]]);
    assert.deepEqual(await updated(2, 9), [norm, [2, -2, 0.5]]);
  });

  it('leaves what has no gradient as it is with some optimizers, which say so', () => {
    assert.deepEqual([SGD, { ...SGD, momentum: 0.9 }, ADAM].map(restsWithoutGradient), [true, false, false]);
  });
});

describe('a compiled step', () => {
  const initialize: Initializer = (out) => void out.fill(1);
  const table = { shape: [4, 2], initialize };

  it('moves the rows that were read, be they neighbours or far apart, and no others', async () => {
    const large = { shape: [300, 4], initialize };
    const loss = ({ rows }: { rows: Value }) => sum(gatherRows(rows, input('ids', 'int32', ['n'])));
    const step = await startStep({ parameters: { rows: large }, loss }, SGD);
    const expected = new Float32Array(1200).fill(1);
    for (const [i, ids] of [[256, 0], [3, 4, 5, 4, 299], [17, 1, 0, 2], [298, 299, 0], []].entries()) {
      // prettier-ignore
      const feeds = { ids: tensor('int32', [ids.length], ids) };
      const { gradientNorm } = await step.run(feeds, { step: i + 1, learningRate: 0.25, masks: () => undefined });
      const counts = new Map<number, number>();
      for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
      for (const [id, count] of counts) for (let at = 4 * id; at < 4 * id + 4; at++) expected[at] -= 0.25 * count;
      assert.deepEqual(step.parameters().rows.data, expected, `step ${i + 1}`);
      const squares = [...counts.values()].reduce((all, count) => all + 4 * count * count, 0);
      assert.ok(Math.abs(gradientNorm - Math.sqrt(squares)) < 1e-5);
    }
    await step.release();
  });

  it('tells norms where they are asked for, and nothing of a watch that it has not', async () => {
    const problem = {
      parameters: { table },
      loss: ({ table: rows }: { table: Value }) => sum(gatherRows(rows, input('ids', 'int32', ['n']))),
    };
    const step = await startStep(problem, SGD);
    const feeds = { ids: tensor('int32', [2], [1, 1]) };
    const run = (number: number, norms?: boolean) =>
      step.run(feeds, { step: number, learningRate: 0.5, masks: () => undefined, norms });
    const root = Math.sqrt(8);
    assert.deepEqual((await run(1, true)).norms, { table: { gradient: 2.828, weight: 2.828, update: 1.414 } });
    const { norms, loss, gradientNorm } = await run(2);
    assert.deepEqual([norms, loss], [undefined, 0]);
    assert.ok(Math.abs(gradientNorm - root) < 1e-6);
    assert.deepEqual(await step.watch(feeds, () => undefined), {});
    assert.deepEqual([...(step.gradients()['gradient.table'].data as Float32Array)], [0, 0, 2, 2, 0, 0, 0, 0]);
    await step.release();
    const unwatched = await startStep({ ...problem, watch: ['parameters'] }, SGD);
    assert.deepEqual(await unwatched.watch(feeds, () => undefined), {});
    await unwatched.release();
  });
});
