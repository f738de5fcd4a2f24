// Whatever a run of a network has opened, it gives back: at its end, where it is stopped, and where something fails.

import assert from 'node:assert/strict';
import { mock } from 'node:test';
import * as ort from 'onnxruntime-node';
import { input, log, mul, sum } from '../../../src/engine/graph/ops';
import { markerOf } from '../../../src/engine/graph/marks';
import { tensor } from '../../../src/engine/runtime/tensor';
import { LabError } from '../../../src/protocol/labError';
import { withFolder } from '../store/support/temporaryFolder';
import { placeIn, prepared, quadraticTask } from './support/quadraticTask';

/** Sessions that were opened and are open still after this work, however it ends. */
async function leftBy(work: () => Promise<unknown>): Promise<{ opened: number; left: number; error?: unknown }> {
  let [opened, left] = [0, 0];
  const { create } = ort.InferenceSession;
  const creating = mock.method(ort.InferenceSession, 'create', async (...given: Parameters<typeof create>) => {
    const session = await create.apply(ort.InferenceSession, given);
    [opened, left] = [opened + 1, left + 1];
    const release = session.release.bind(session);
    session.release = () => (left--, release());
    return session;
  });
  try {
    await work();
    return { opened, left };
  } catch (error) {
    return { opened, left, error };
  } finally {
    creating.mock.restore();
  }
}

const { signal } = new AbortController();
const aborted = AbortSignal.abort();
const model = new Map([['w', { shape: [2], data: Float32Array.of(1, 2) }]]);
const range = { from: 0.1, to: 1, steps: 2, onPoint: () => undefined };

/** A task whose loss is no number at parameters below 0, in which one value has a name. */
const task = quadraticTask(undefined, {
  loss({ w }) {
    const named = mul(markerOf({ kind: 'lstm' })('block', mul(w, input('x', 'float32', ['n', 2])), ['batch', 'unit']), 1); // prettier-ignore
    return sum(log(named));
  },
  largestBatch: new Map([['n', 1]]),
  trainerTask: () => ({
    batches: 2,
    batch: () => ({ feeds: { x: tensor('float32', [1, 2], [1, 1]) }, examples: 1 }),
    validate: () => Promise.resolve(undefined),
    masks: () => () => undefined,
  }),
});
const below = new Map([['w', { shape: [2], data: Float32Array.of(-1, -1) }]]);

describe('what a run of a network has opened', () => {
  it('is closed after a training, one that is stopped and one that fails', () =>
    withFolder(async (folder) => {
      const optimizer = { type: 'sgd', learningRate: 1e-6, momentum: 0, nesterov: false, weightDecay: 0 } as const;
      const run = await prepared(task, { epochs: 1, optimizer, watch: { every: 1, what: ['activations'] } });
      const whole = await leftBy(() => run.find(placeIn(folder).place));
      assert.deepEqual(whole, { opened: 2, left: 0 });
      assert.deepEqual(await leftBy(() => run.find(placeIn(folder, { signal: aborted }).place)), {
        opened: 1,
        left: 0,
      });
      const save = (): never => {
        throw new LabError('DISK', 'made to fail');
      };
      const { error, left } = await leftBy(() => run.find(placeIn(folder, { save }).place));
      assert.deepEqual([(error as LabError).code, left], ['DISK', 0]);
    }));

  it('is closed after what is done beside it, and where that fails', async () => {
    const run = await prepared(task, { epochs: 1, optimizer: { type: 'sgd', learningRate: 9, momentum: 0, nesterov: false, weightDecay: 0 } }); // prettier-ignore
    const works: [() => Promise<unknown> | undefined, opened: number, code?: string][] = [
      [() => run.firstSteps?.({ count: 1, signal }), 1],
      [() => run.firstSteps?.({ count: 1, signal: aborted }), 1, 'CANCELLED'],
      [() => run.rangeTest?.({ ...range, signal }), 1],
      [() => run.rangeTest?.({ ...range, signal: aborted }), 1, 'CANCELLED'],
      [() => run.lookInside?.(model, 0), 1],
      [() => run.oneBatch?.({}), 2],
      [() => run.oneBatch?.({ checkpoint: { state: { progress: { step: 1, epoch: 0, batch: 1, schedule: {} } }, model: below, optimizer: new Map() } as never }), 2, 'NOT_FINITE'], // prettier-ignore
    ];
    for (const [work, opened, code] of works) {
      const { error, ...counts } = await leftBy(async () => work());
      assert.deepEqual([counts, (error as LabError | undefined)?.code], [{ opened, left: 0 }, code], String(work));
    }
  });
});
