// A neural run around the training loop: what it is before it starts, resuming, averaging, and parameters that are no numbers.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { LabError } from '../../../src/protocol/labError';
import type { Metrics } from '../../../src/protocol/run';
import type { Feeds } from '../../../src/engine/runtime/session';
import { prepareNeural } from '../../../src/engine/train/neuralRun';
import { withFolder } from '../store/support/temporaryFolder';
import { experimentOf, placeIn, prepared, quadraticTask, valuesOf } from './support/quadraticTask';

/** Figures by the first number, one after the other where several are given. */
const judging = (...figures: Metrics[]) => {
  const seen: number[][] = [];
  const validate = (parameters: Feeds): Promise<Metrics> => {
    seen.push(valuesOf(parameters));
    return Promise.resolve(figures[Math.min(seen.length, figures.length) - 1]);
  };
  return { seen, validate };
};

describe('a neural run', () => {
  it('says before it starts what it will be', async () => {
    const run = await prepared(quadraticTask(), { epochs: 4, accumulate: 2 });
    assert.deepEqual(run.settings, { device: 'cpu', threads: 1 });
    assert.deepEqual([run.parameters, run.epochs, run.steps, run.hasTest], [2, 4, 8, true]);
    assert.deepEqual([run.labels, run.documents, run.hashes], [['no', 'yes'], { 'words.txt': 'a' }, { data: 'ab' }]);
    assert.deepEqual(run.notices, ['odd']);
  });

  it('takes device and threads from the experiment, else from the machine’s settings', async () => {
    const threads = async (own: number, defaults: number | undefined) => {
      const experiment = { ...experimentOf(), runtime: { threads: own } };
      const given = defaults === undefined ? undefined : { threads: defaults };
      return (await prepareNeural({ experiment, defaults: given }, () => Promise.resolve(quadraticTask()))).settings;
    };
    assert.equal((await threads(3, 2)).threads, 3);
    assert.equal((await threads(0, 2)).threads, 2);
    assert.ok((await threads(0, undefined)).threads >= 1);
    const asked = prepareNeural({ experiment: experimentOf(), defaults: { device: 'cuda' } }, () =>
      Promise.reject(new Error('the data are read')),
    );
    await assert.rejects(asked, (error) => error instanceof LabError && /cuda/i.test(error.message));
  });

  it('is refused where it fits into no machine, before it has started', async () => {
    const initialize = (): void => undefined;
    const huge = quadraticTask(undefined, {
      parameters: { w: { shape: [2], initialize }, rest: { shape: [2 ** 44], initialize } },
    });
    await assert.rejects(prepared(huge), { code: 'NO_MEMORY' });
  });

  it('hands parameters to be judged, and releases the task', async () => {
    let released = 0;
    const judged: number[][] = [];
    const task = quadraticTask(undefined, {
      judge: (parameters) => Promise.resolve(void judged.push(valuesOf(parameters))) as Promise<undefined>,
      release: () => Promise.resolve(void released++),
    });
    const run = await prepared(task);
    await run.judge?.(new Map([['w', { shape: [2], data: Float32Array.of(7, 8) }]]));
    await run.release();
    assert.deepEqual([judged, released], [[[7, 8]], 1]);
  });

  it('draws its first parameters from the seed, and goes on from any checkpoint bit for bit', () =>
    withFolder(async (folder) => {
      const training = { epochs: 3, checkpointEverySteps: 1 };
      const unbroken = placeIn(folder);
      const run = await prepared(quadraticTask(), training);
      assert.equal((await run.find(unbroken.place)).status, 'completed');
      const times = unbroken.lines.map(({ time }) => time);
      assert.ok(
        times.every((time, i) => time >= (times[i - 1] ?? 0) && time < 3600),
        times.join(),
      );
      const [first] = unbroken.kept;
      const last = unbroken.kept[unbroken.kept.length - 1];
      assert.deepEqual([first.step, last.step, unbroken.lines.length], [1, 9, 12]);
      assert.notEqual(first.w[0], first.w[1]);
      assert.deepEqual(unbroken.followed, unbroken.kept.map(({ step }) => step)); // prettier-ignore
      for (const { checkpoint, step } of unbroken.kept) {
        const resumed = placeIn(folder, { checkpoint });
        await run.find(resumed.place);
        const rest = unbroken.kept.filter((each) => each.step > step).map(({ w }) => w);
        assert.deepEqual(resumed.kept.filter((each) => each.step > step).map(({ w }) => w), rest, `from step ${step}`); // prettier-ignore
      }
      const other = { ...last.checkpoint, model: new Map([['v', { shape: [2], data: new Float32Array(2) }]]) };
      await assert.rejects(run.find(placeIn(folder, { checkpoint: other }).place), {
        code: 'INVALID_FILE',
        message: /checkpoints.last.model\.safetensors" does not belong/,
      });
      const stateless = { ...last.checkpoint, optimizer: new Map() };
      await assert.rejects(run.find(placeIn(folder, { checkpoint: stateless }).place), {
        message: /checkpoints.last.optimizer\.safetensors" does not belong/,
      });
    }));

  it('saves when a checkpoint is due', () =>
    withFolder(async (folder) => {
      const { place, kept } = placeIn(folder, { checkpointDue: () => true });
      await (await prepared(quadraticTask(), { epochs: 1 })).find(place);
      assert.deepEqual(kept.map(({ names }) => names), ['last', 'last', 'best+last']); // prettier-ignore
    }));

  it('stops between two steps', () =>
    withFolder(async (folder) => {
      const { place, kept } = placeIn(folder, { signal: AbortSignal.abort() });
      const result = await (await prepared(quadraticTask())).find(place);
      assert.deepEqual([result.status, kept.map(({ names }) => names)], ['stopped', ['last']]);
    }));

  it('keeps no parameters that are not finite', () =>
    withFolder(async (folder) => {
      const { place, kept, followed } = placeIn(folder);
      const optimizer = { ...experimentOf().training.optimizer, learningRate: 3e38 };
      await assert.rejects((await prepared(quadraticTask(), { optimizer, checkpointEverySteps: 1 })).find(place), {
        code: 'NOT_FINITE',
        message: /"w" is no longer finite after step 1\./,
        place: { key: ['training', 'optimizer', 'learningRate'] },
      });
      assert.deepEqual([kept, followed], [[], [1]]);
    }));

  describe('that averages', () => {
    const training = { epochs: 3, averageCheckpoints: 2 };

    const found = async (folder: string, figures: Metrics[], change: Partial<typeof training> = {}) => {
      const { seen, validate } = judging(...figures);
      const { place, kept, followed } = placeIn(folder);
      const task = quadraticTask(figures.length > 0 ? validate : undefined);
      const result = await (await prepared(task, { ...training, ...change })).find(place);
      return { seen, kept, result, followed };
    };
    const accuracies = (...values: number[]): Metrics[] => values.map((accuracy) => ({ accuracy }));
    const middle = (a: number[], b: number[]): number[] => a.map((value, i) => Math.fround(value / 2 + b[i] / 2));
    const near = (a: number[], b: number[]): void =>
      a.forEach((value, i) => assert.ok(Math.abs(value - b[i]) < 1e-6, `${a.join()} is not ${b.join()}`));

    it('takes the mean of the last epochs where it is better', () =>
      withFolder(async (folder) => {
        const { kept, seen, result, followed } = await found(folder, accuracies(0.5, 0.6, 0.55, 0.7));
        const mean = kept[kept.length - 1];
        assert.deepEqual([mean.names, kept.length, result.status], ['best', 4, 'completed']);
        near(mean.w, middle(seen[1], seen[2]));
        near(seen[3], mean.w);
        assert.equal(result.progress.metrics['averaged.accuracy'], 0.7);
        assert.equal(result.progress.metrics['validation.accuracy'], 0.55);
        assert.deepEqual(result.progress.best, { epoch: 2, step: 6, monitor: 'validation.accuracy', value: 0.7 });
        assert.equal(followed.length, 4);
        const names = fs.readdirSync(path.join(folder, 'checkpoints', 'recent')).sort();
        assert.deepEqual(names, ['epoch-2.safetensors', 'epoch-3.safetensors']);
      }));

    it('leaves the best as it is where the mean is no better, and says how good it was', () =>
      withFolder(async (folder) => {
        for (const mean of [0.5, 0.6]) {
          const { kept, result } = await found(folder, accuracies(0.5, 0.6, 0.55, mean));
          assert.equal(kept[kept.length - 1].names, 'last');
          assert.equal(result.progress.metrics['averaged.accuracy'], mean);
          assert.equal(result.progress.best?.value, 0.6);
        }
      }));

    it('takes the mean where nothing can tell', () =>
      withFolder(async (folder) => {
        const { kept, result } = await found(folder, []);
        assert.equal(kept[kept.length - 1].names, 'best');
        assert.ok(!Object.keys(result.progress.metrics).some((name) => name.startsWith('averaged')));
        assert.equal(result.progress.best?.monitor, 'loss');
      }));

    it('has nothing to average after one epoch, or where it is off', () =>
      withFolder(async (folder) => {
        for (const change of [{ epochs: 1 }, { averageCheckpoints: 0 }, { averageCheckpoints: 1 }]) {
          const fresh = path.join(folder, JSON.stringify(change).replaceAll(/\W/g, ''));
          fs.mkdirSync(fresh);
          const { seen } = await found(fresh, accuracies(0.5), change);
          assert.equal(seen.length, change.epochs ?? 3);
        }
      }));

    it('is stopped while the mean is judged: the epochs are kept', () =>
      withFolder(async (folder) => {
        let asked = 0;
        const task = quadraticTask(() => {
          if (++asked === 4) throw new LabError('CANCELLED', 'stop');
          return Promise.resolve({ accuracy: 0.5 });
        });
        const { place, kept } = placeIn(folder);
        const result = await (await prepared(task, training)).find(place);
        assert.deepEqual([result.status, result.progress.step, kept.length], ['stopped', 9, 3]);
      }));

    it('averages nothing of a run that was stopped', () =>
      withFolder(async (folder) => {
        let asked = 0;
        const stop = new AbortController();
        const task = quadraticTask(() => {
          if (++asked === 2) stop.abort();
          return Promise.resolve({ accuracy: 0.5 });
        });
        const { place } = placeIn(folder, { signal: stop.signal });
        assert.equal((await (await prepared(task, training)).find(place)).status, 'stopped');
        assert.equal(asked, 2);
      }));
  });
});
