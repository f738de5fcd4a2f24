// Loops that make steps without keeping anything: the first steps, and a test of rates. Their steps are made up.

import assert from 'node:assert/strict';
import { tensor } from '../../../src/engine/runtime/tensor';
import { firstSteps } from '../../../src/engine/train/firstSteps';
import { rangeTest, type RangeTestOptions } from '../../../src/engine/train/rangeTest';
import type { TrainerTask } from '../../../src/engine/train/trainer';
import type { TrainingStep } from '../../../src/engine/train/trainingStep';
import { LabError } from '../../../src/protocol/labError';

/** What was asked of the task and of the step, in order; `lossOf` is asked by the number of the step. */
function madeUp(lossOf: (step: number) => number) {
  const asked: string[] = [];
  const task = {
    batches: 3,
    batch(epoch: number, index: number) {
      asked.push(`batch ${epoch} ${index}`);
      return { feeds: { x: tensor('float32', [1], [index]) }, examples: 1 };
    },
    masks: (draw: number) => () => void asked.push(`masks ${draw}`),
  } as unknown as TrainerTask;
  const step = {
    run: (
      feeds: Record<string, { data: unknown[] }>,
      given: { step: number; epoch?: number; learningRate: number; masks: () => void },
    ) => {
      // prettier-ignore
      given.masks();
      asked.push(`step ${given.step} of ${feeds.x.data[0]} at ${Number(given.learningRate.toFixed(6))}${given.epoch === undefined ? '' : ` in ${given.epoch}`}`); // prettier-ignore
      return Promise.resolve({ loss: lossOf(given.step), gradientNorm: 1 });
    },
  } as unknown as TrainingStep;
  return { asked, task, step };
}

/** A signal that is aborted once it was looked at so many times. */
function abortedAfter(looks: number): AbortSignal {
  let left = looks;
  return { get aborted() { return left-- <= 0; } } as AbortSignal; // prettier-ignore
}

const fail = (code: 'NOT_FINITE' | 'DISK'): never => {
  throw new LabError(code, 'made to fail');
};

describe('the first steps', () => {
  const rates = { rate: (step: number, epoch: number) => 10 * epoch + step };

  it('take batches in their order, each with its masks and its rate', async () => {
    const { asked, task, step } = madeUp((number) => number / 2);
    const { signal } = new AbortController();
    assert.deepEqual(await firstSteps(step, task, rates, { count: 4, signal }), [0.5, 1, 1.5, 2]);
    const place = ['0 0', '0 1', '0 2', '1 0'];
    assert.deepEqual(asked, place.flatMap((at, i) => [`batch ${at}`, `masks ${i}`, `step ${i + 1} of ${at.slice(2)} at ${i + 10 * Number(at[0])} in ${at[0]}`])); // prettier-ignore
    assert.deepEqual(await firstSteps(step, task, rates, { count: 0, signal }), []);
  });

  it('are stopped between two of them, and fail as a step does', async () => {
    const { asked, task, step } = madeUp(() => 1);
    await assert.rejects(firstSteps(step, task, rates, { count: 4, signal: abortedAfter(2) }), { code: 'CANCELLED' });
    assert.equal(asked.filter((each) => each.startsWith('step')).length, 2);
    const failing = madeUp(() => fail('NOT_FINITE'));
    const signal = abortedAfter(9);
    await assert.rejects(firstSteps(failing.step, task, rates, { count: 4, signal }), { code: 'NOT_FINITE' });
  });

  it('let others have a turn after each', async () => {
    const stop = new AbortController();
    const { task, step } = madeUp(() => 1);
    setImmediate(() => stop.abort());
    await assert.rejects(firstSteps(step, task, rates, { count: 9, signal: stop.signal }), { code: 'CANCELLED' });
  });
});

describe('a test of rates', () => {
  const test = async (lossOf: (step: number) => number, change: Partial<RangeTestOptions> = {}) => {
    const { asked, task, step } = madeUp(lossOf);
    const told: number[] = [];
    const { signal } = new AbortController();
    const onPoint: RangeTestOptions['onPoint'] = ({ loss }, share) => void told.push(loss, share);
    const reply = await rangeTest(step, task, { from: 1, to: 8, steps: 4, signal, onPoint, ...change });
    return { asked, told, reply };
  };

  it('takes batches in their order, with rates that rise to the last', async () => {
    const { asked, told, reply } = await test((number) => 5 - number);
    const place = ['0 0', '0 1', '0 2', '1 0'];
    assert.deepEqual(asked, place.flatMap((at, i) => [`batch ${at}`, `masks ${i}`, `step ${i + 1} of ${at.slice(2)} at ${2 ** i}`])); // prettier-ignore
    assert.deepEqual(told, [4, 0.25, 3, 0.5, 2, 0.75, 1, 1]);
    assert.deepEqual([reply.ended, reply.points.map(({ rate, loss }) => [Number(rate.toFixed(6)), loss])], ['done', [[1, 4], [2, 3], [4, 2], [8, 1]]]); // prettier-ignore
    assert.deepEqual(reply.suggested, {});
  });

  it('ends where losses grow or are no numbers any more, and fails as a step does otherwise', async () => {
    const grown = await test((number) => (number < 12 ? 1 : 1e6), { steps: 40 });
    assert.deepEqual([grown.reply.ended, grown.reply.points.length, grown.told.length], ['diverged', 12, 24]);
    const broken = await test((number) => (number < 3 ? 1 : fail('NOT_FINITE')));
    assert.deepEqual([broken.reply.ended, broken.reply.points.length], ['diverged', 2]);
    await assert.rejects(test(() => fail('DISK')), { code: 'DISK' }); // prettier-ignore
    const defect = (): never => assert.fail('a defect');
    await assert.rejects(test(defect), /a defect/);
    await assert.rejects(test(() => 1, { signal: abortedAfter(2) }), { code: 'CANCELLED' }); // prettier-ignore
    const stop = new AbortController();
    setImmediate(() => stop.abort());
    await assert.rejects(test(() => 1, { signal: stop.signal, steps: 99 }), { code: 'CANCELLED' }); // prettier-ignore
  });
});
