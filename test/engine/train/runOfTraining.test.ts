// What a neural run does around its steps: before the first, at places of its way, while it is watched, and at its end.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { zeros } from '../../../src/engine/runtime/tensor';
import { writeCheckpoint } from '../../../src/engine/store/checkpoint';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { prepareNeural } from '../../../src/engine/train/neuralRun';
import { lastEpochOf, progressAt, progressOf } from '../../../src/engine/train/progress';
import { ragged, vector } from '../../../src/engine/train/trainingMaterial';
import { keepPath, keptPath } from '../../../src/engine/train/trainingPath';
import { LabError } from '../../../src/protocol/labError';
import type { WatchLine } from '../../../src/protocol/gradients';
import { checkpointOf } from '../store/support/checkpoints';
import { withFolder } from '../store/support/temporaryFolder';
import { experimentOf, placeIn, prepared, quadraticTask, valuesOf } from './support/quadraticTask';

const stop = (): never => {
  throw new LabError('CANCELLED', 'stop');
};

describe('before its first step a neural run', () => {
  it('begins what its task begins, in its own folder, each time', () =>
    withFolder(async (folder) => {
      const begun: [string, number][] = [];
      const { place, lines, kept } = placeIn(folder);
      const begin = (given: typeof place): Promise<void> => Promise.resolve(void begun.push([given.folder, lines.length])); // prettier-ignore
      const run = await prepared(quadraticTask(undefined, { begin }), { epochs: 1, checkpointEverySteps: 1 });
      await run.find(place);
      assert.deepEqual(begun, [[folder, 0]]);
      await run.find(placeIn(folder, { checkpoint: kept[0].checkpoint }).place);
      assert.equal(begun.length, 2);
    }));

  it('is stopped there before the first step, and fails with what failed', () =>
    withFolder(async (folder) => {
      const run = await prepared(quadraticTask(undefined, { begin: async () => stop() }));
      const { place, kept, lines } = placeIn(folder, { signal: AbortSignal.abort() });
      assert.equal((await run.find(place)).status, 'stopped');
      assert.deepEqual([kept.map(({ step }) => step), lines.length], [[0], 0]);
      const failing = await prepared(quadraticTask(undefined, { begin: () => Promise.reject(new Error('no room')) }));
      await assert.rejects(failing.find(placeIn(folder).place), /no room/);
    }));

  it('takes the device that the experiment names, else that of the machine’s settings', async () => {
    const asked = (own: 'cpu' | 'cuda' | undefined, defaults: 'cpu' | 'cuda') =>
      prepareNeural(
        { experiment: { ...experimentOf(), runtime: { threads: 1, device: own } }, defaults: { device: defaults } },
        () => Promise.resolve(quadraticTask()),
      );
    assert.equal((await asked('cpu', 'cuda')).settings.device, 'cpu');
    assert.equal((await asked(undefined, 'cpu')).settings.device, 'cpu');
    await assert.rejects(asked(undefined, 'cuda'), /cuda/);
    await assert.rejects(asked('cuda', 'cpu'), /cuda/);
  });
});

describe('the way of a training', () => {
  const stepsIn = (folder: string): number[] => keptPath(nodeFiles, folder).map(({ step }) => step);

  it('is kept at so many places, the beginning and the end among them', () =>
    withFolder(async (folder) => {
      const run = await prepared(quadraticTask(), { path: 3 });
      const { place, kept } = placeIn(folder);
      await run.find(place);
      assert.deepEqual(stepsIn(folder), [0, 5, 9]);
      const [first, , last] = keptPath(nodeFiles, folder);
      assert.deepEqual([...(first.read().get('w')?.data ?? [])], [...(run.initial?.().get('w')?.data ?? [])]);
      assert.deepEqual([...(last.read().get('w')?.data ?? [])], kept[kept.length - 1].w);
      assert.equal(last.file, path.join(folder, 'path', '9.safetensors'));
    }));

  it('ends where patience ends it, and is gone on with after a resume', () =>
    withFolder(async (folder) => {
      const task = quadraticTask(() => Promise.resolve({ accuracy: 0.5 }));
      const training = { path: 4, epochs: 6, earlyStopping: 1, checkpointEverySteps: 1 };
      const { place, kept } = placeIn(folder);
      await (await prepared(task, training)).find(place);
      assert.deepEqual(stepsIn(folder), [0, 6]);
      fs.rmSync(path.join(folder, 'path'), { recursive: true });
      await (await prepared(task, { ...training, earlyStopping: 0 })).find(placeIn(folder, { checkpoint: kept[0].checkpoint }).place); // prettier-ignore
      assert.deepEqual(stepsIn(folder), [6, 12, 18]);
      fs.rmSync(path.join(folder, 'path'), { recursive: true });
      const stopped = placeIn(folder, { signal: AbortSignal.abort() });
      await (await prepared(task, training)).find(stopped.place);
      assert.deepEqual(stepsIn(folder), [0]);
    }));

  it('is none where less than two places are asked for; others’ files are no places', () =>
    withFolder((folder) => {
      for (const places of [0, 1]) {
        const way = keepPath(nodeFiles, folder, { places, steps: 4 });
        for (const step of [0, 4]) way.after(step, { w: zeros('float32', [1]) });
        way.end(4, { w: zeros('float32', [1]) });
        assert.deepEqual([stepsIn(folder), fs.readdirSync(folder)], [[], []]);
      }
      const way = keepPath(nodeFiles, folder, { places: 2, steps: 12 });
      for (let step = 0; step <= 12; step++) way.after(step, { w: zeros('float32', [1]) });
      way.end(3, { w: zeros('float32', [1]) });
      for (const name of ['x.safetensors', '4.safetensors.tmp', '5.json']) fs.writeFileSync(path.join(folder, 'path', name), ''); // prettier-ignore
      assert.deepEqual(stepsIn(folder), [0, 3, 12]);
    }));
});

describe('a watched neural run', () => {
  it('hands lines of watched steps to its place, with the norms of its parameters', () =>
    withFolder(async (folder) => {
      const seen: WatchLine[] = [];
      const { place } = placeIn(folder, { watched: (line) => void seen.push(line) });
      const watch = { every: 4, what: ['parameters' as const] };
      await (await prepared(quadraticTask(), { watch, epochs: 2 })).find(place);
      assert.deepEqual(seen.map(({ step, epoch }) => [step, epoch]), [[1, 1], [4, 2]]); // prettier-ignore
      for (const { parameters } of seen)
        assert.ok(['gradient', 'weight', 'update'].every((key) => (parameters?.w as never)[key] > 0));
      const [first] = seen;
      const { gradient, update } = first.parameters?.w ?? { gradient: 0, update: 0 };
      assert.ok(Math.abs(update - 0.1 * gradient) < 1e-3 * gradient, 'the first step of descent at a rate of 0.1');
    }));
});

describe('at its end a neural run', () => {
  const finishing = async (
    folder: string,
    finish: (w: number[]) => number[],
    change: Partial<ReturnType<typeof placeIn>['place']> = {},
  ) => {
    // prettier-ignore
    const asked: number[][] = [];
    const accuracies = [0.5, 0.9, 0.7];
    const task = quadraticTask(() => Promise.resolve({ accuracy: accuracies.shift() ?? 0 }), {
      finish(best) {
        asked.push(valuesOf(best));
        const data = Float32Array.from(finish(valuesOf(best)));
        return Promise.resolve({ w: { dtype: 'float32', shape: [2], data } });
      },
    });
    const made = placeIn(folder);
    const place = {
      ...made.place,
      save: ((names, progress, content) => {
        made.place.save(names, progress, content);
        const { checkpoint } = made.kept[made.kept.length - 1];
        for (const name of names) writeCheckpoint(nodeFiles, folder, name, { ...checkpoint, state: { ...checkpointOf(1).state, ...checkpoint.state } }); // prettier-ignore
      }) as typeof made.place.save,
      ...change,
    };
    const result = await (await prepared(task)).find(place);
    return { asked, kept: made.kept, result };
  };

  it('makes of the best parameters what the task makes of them', () =>
    withFolder(async (folder) => {
      const { asked, kept, result } = await finishing(folder, (w) => w.map((value) => value + 1));
      const last = kept[kept.length - 1];
      assert.deepEqual(asked, [kept[1].w]);
      assert.deepEqual(kept.map(({ names }) => names), ['best+last', 'best+last', 'last', 'best']); // prettier-ignore
      assert.deepEqual(last.w, kept[1].w.map((value) => Math.fround(value + 1))); // prettier-ignore
      assert.deepEqual([last.step, result.status, result.progress.step], [6, 'completed', 9]);
      assert.deepEqual([...last.checkpoint.optimizer], [...kept[1].checkpoint.optimizer]);
    }));

  it('may be stopped while it does so, and leaves the best as it is', () =>
    withFolder(async (folder) => {
      const { kept, result } = await finishing(folder, stop);
      assert.deepEqual([result.status, result.progress.step, kept.length], ['stopped', 9, 3]);
      const broken = finishing(folder, () => assert.fail('a defect'));
      await assert.rejects(broken, /a defect/);
      const early = await finishing(folder, stop, { signal: AbortSignal.abort() });
      assert.deepEqual([early.asked, early.result.status], [[], 'stopped']);
    }));
});

describe('where a training is', () => {
  it('is told by its checkpoint, with the epoch of the last update', () => {
    const at = (epoch: number, batch: number) => lastEpochOf({ ...progressAt({ step: 1, epoch, time: 2 }), batch });
    assert.deepEqual([at(0, 0), at(0, 1), at(1, 0), at(1, 1), at(5, 0)], [0, 0, 0, 1, 4]);
    const progress = progressAt({ step: 3, epoch: 2, time: 1.5 });
    assert.deepEqual(progress, {
      ...{ step: 3, epoch: 2, batch: 0, time: 1.5, lossSum: 0, lossCount: 0, best: null, epochsWithoutBetter: 0 },
      ...{ metrics: {}, schedule: { factor: 1, best: null, waited: 0 } },
    });
    assert.equal(progressOf({ state: { progress } } as never), progress);
  });
});

describe('lists of numbers for programs elsewhere', () => {
  it('are one array, with where each begins', () => {
    const { values, starts } = ragged([[1, 2], [], Int32Array.of(3), [4]]);
    assert.deepEqual([values.shape, starts.shape], [[4], [5]]);
    assert.deepEqual([[...values.data], [...starts.data]], [[1, 2, 3, 4], [0, 2, 2, 3, 4]]); // prettier-ignore
    assert.deepEqual([[...ragged([]).values.data], [...ragged([]).starts.data]], [[], [0]]); // prettier-ignore
    assert.deepEqual(vector(Float32Array.of(1, 2)), { shape: [2], data: Float32Array.of(1, 2) });
  });
});
