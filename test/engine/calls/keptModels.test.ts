// Models that stay open between calls: opened once, opened anew when the run changes, released when idle or too many.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type KeepingOptions, KeptModels, releaseKeptModels } from '../../../src/engine/calls/keptModels';

interface Model {
  number: number;
  released: boolean;
  release(): Promise<void>;
}

describe('models kept open', () => {
  let base: string;
  let models: Model[];
  let kept: KeptModels<Model>;
  const run = (name: string): string => path.join(base, name);
  const numberOf = (name: string, checkpoint?: 'best' | 'last'): Promise<number> =>
    kept.use(run(name), checkpoint, ({ number, released }) => {
      assert.equal(released, false);
      return Promise.resolve(number);
    });
  const keeping = (options: Partial<KeepingOptions<Model>> = {}): KeptModels<Model> =>
    new KeptModels<Model>({
      open(folder) {
        if (!fs.existsSync(folder)) return Promise.reject(new Error('no run'));
        const model: Model = {
          number: models.length,
          released: false,
          release() {
            assert.equal(model.released, false, 'released twice');
            model.released = true;
            return Promise.resolve();
          },
        };
        models.push(model);
        return Promise.resolve(model);
      },
      ...{ count: 2, idle: 1e6, ...options },
    });
  const released = (): number[] => models.filter((model) => model.released).map(({ number }) => number);

  beforeEach(() => {
    base = fs.mkdtempSync(path.join(os.tmpdir(), 'kept-models-'));
    for (const name of ['a', 'b', 'c']) {
      fs.mkdirSync(path.join(run(name), 'checkpoints'), { recursive: true });
      fs.writeFileSync(path.join(run(name), 'checkpoints', 'model'), name);
    }
    models = [];
    kept = keeping();
  });
  afterEach(() => fs.rmSync(base, { recursive: true, force: true }));

  it('are opened once for several uses, and apart for each checkpoint', async () => {
    assert.deepEqual([await numberOf('a'), await numberOf('a'), await numberOf('a', 'last')], [0, 0, 1]);
    assert.deepEqual([await numberOf('a'), await numberOf('a', 'last')], [0, 1]);
    assert.deepEqual(released(), []);
  });

  it('are the last two used; others are released', async () => {
    for (const name of ['a', 'b', 'a', 'c']) await numberOf(name);
    assert.deepEqual(released(), [1]);
    assert.equal(await numberOf('a'), 0);
    assert.equal(await numberOf('b'), 3);
    assert.deepEqual(released(), [1, 2]);
  });

  it('are opened anew when a file of the run has changed', async () => {
    await numberOf('a');
    fs.writeFileSync(path.join(run('a'), 'checkpoints', 'model'), 'another');
    assert.equal(await numberOf('a'), 1);
    assert.deepEqual(released(), [0]);
  });

  it('stay open when a file changes that nothing is opened from', async () => {
    kept = keeping({ ignored: ['evaluation.json', 'evaluations'] });
    await numberOf('a');
    fs.writeFileSync(path.join(run('a'), 'evaluation.json'), '{}');
    fs.mkdirSync(path.join(run('a'), 'evaluations'));
    fs.writeFileSync(path.join(run('a'), 'evaluations', 'before.json'), '{}');
    assert.equal(await numberOf('a'), 0);
    fs.writeFileSync(path.join(run('a'), 'run.json'), '{}');
    assert.equal(await numberOf('a'), 1);
  });

  it('do not stay open while memory is short', async () => {
    let isShort = false;
    kept = keeping({ isMemoryShort: () => isShort });
    await numberOf('a');
    isShort = true;
    await kept.use(run('b'), undefined, () => kept.use(run('c'), undefined, () => Promise.resolve()));
    assert.deepEqual(released().sort(), [0, 1, 2]);
    isShort = false;
    await numberOf('a');
    assert.equal(await numberOf('a'), 3);
  });

  it('are not released while someone uses them', async () => {
    const started: (() => void)[] = [];
    const uses = ['a', 'b', 'c'].map((name) =>
      kept.use(run(name), undefined, async (model) => {
        await new Promise<void>((resolve) => started.push(resolve));
        assert.equal(model.released, false);
      }),
    );
    while (started.length < 3) await Promise.resolve();
    fs.writeFileSync(path.join(run('a'), 'checkpoints', 'model'), 'another');
    assert.equal(await numberOf('a'), 3);
    assert.deepEqual(released(), []);
    for (const end of started) end();
    await Promise.all(uses);
    assert.deepEqual(released(), [0, 1], 'the outdated one, and the one that was used least recently');
  });

  it('are released after a while', async () => {
    const ended = new Promise<void>((resolve) => {
      kept = new KeptModels<Model>({
        open: () => Promise.resolve({ number: 0, released: false, release: () => Promise.resolve(resolve()) }),
        ...{ count: 2, idle: 0 },
      });
    });
    const alive = setInterval(() => undefined, 1000); // the timer itself holds nothing open
    await numberOf('a');
    await ended;
    clearInterval(alive);
  });

  it('are all released at the end, but for those in use', async () => {
    await numberOf('a');
    await kept.use(run('b'), undefined, async () => {
      await releaseKeptModels();
      assert.deepEqual(released(), [0]);
    });
    await releaseKeptModels();
    assert.deepEqual(released(), [0, 1]);
  });

  it('that could not be opened are tried again', async () => {
    await assert.rejects(numberOf('none'), /no run/);
    fs.mkdirSync(run('none'));
    assert.equal(await numberOf('none'), 0);
  });

  it('stay open when a use of them fails', async () => {
    await assert.rejects(
      kept.use(run('a'), undefined, () => Promise.reject(new Error('cancelled'))),
      /cancelled/,
    );
    assert.equal(await numberOf('a'), 0);
    assert.equal(models.length, 1);
  });
});
