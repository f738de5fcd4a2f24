// A run's place on disk: when a checkpoint is due, and that the lease is kept while nothing is written.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { mock } from 'node:test';
import type { WatchLine } from '../../../src/protocol/gradients';
import { writeFileAtomically } from '../../../src/engine/store/atomicFile';
import type { OpenFile } from '../../../src/engine/store/files';
import { isLeased, leaseTimes } from '../../../src/engine/store/leaseFile';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { writeRecord } from '../../../src/engine/store/runRecord';
import { processWorld } from '../../../src/engine/store/surroundings';
import { holdLeaseAgain } from '../../../src/engine/runs/heldLease';
import { openRunKeeper, type RunKeeper } from '../../../src/engine/runs/runKeeper';
import type { Progress } from '../../../src/engine/train/progress';
import { LabError } from '../../../src/protocol/labError';
import { recordOf } from '../store/support/records';
import { pathsUnder, withFolder } from '../store/support/temporaryFolder';

const PROGRESS: Progress = {
  ...{ step: 3, epoch: 0, batch: 3, time: 1, lossSum: 1, lossCount: 1 },
  ...{ best: null, epochsWithoutBetter: 0, metrics: {} },
  schedule: { factor: 1, best: null, waited: 0 },
};
const open = (folder: string, nowMs = () => 0) => openRunKeeper({ files: nodeFiles, folder, nowMs });

describe('run keeper', () => {
  it('finds a checkpoint due about every 30 seconds since the last', () =>
    withFolder((folder) => {
      let now = 5_000;
      const keeper = open(folder, () => now);
      now = 34_999;
      assert.equal(keeper.due(), false);
      now = 35_000;
      assert.equal(keeper.due(), true);
      keeper.save(['last'], { progress: PROGRESS, parameters: {}, state: {}, hashes: {}, build: {} });
      assert.equal(keeper.due(), false);
      now = 65_000;
      assert.equal(keeper.due(), true);
      keeper.close();
    }));

  it('clears away what a writer that was killed left half written', () =>
    withFolder((folder) => {
      fs.writeFileSync(path.join(folder, 'run.json.0123456789abcdef.tmp'), '{');
      open(folder).close();
      assert.deepEqual(fs.readdirSync(folder), ['metrics.jsonl']);
    }));

  it('refuses a second writer until the first has closed', () =>
    withFolder((folder) => {
      const keeper = open(folder);
      assert.throws(() => open(folder), (error) => error instanceof LabError && error.code === 'BUSY'); // prettier-ignore
      keeper.close();
      open(folder).close();
    }));

  it('gives its lease back when its logs cannot be closed', () =>
    withFolder((folder) => {
      const closing: string[] = [];
      const openToChange = (file: string): OpenFile => {
        const opened = nodeFiles.openToChange(file);
        return {
          ...opened,
          close() {
            opened.close();
            closing.push(path.basename(file));
            throw new LabError('DISK', 'made to fail');
          },
        };
      };
      const keeper = openRunKeeper({ files: { ...nodeFiles, openToChange }, folder, nowMs: () => 0 });
      keeper.logWatched({ step: 1 } as WatchLine);
      assert.throws(() => keeper.close(), /made to fail/);
      assert.deepEqual(closing, ['metrics.jsonl', 'watch.jsonl']);
      open(folder).close();
    }));

  it('keeps its lease through a long silence, as while validating, and gives it back', () =>
    withFolder((folder) => {
      mock.timers.enable({ apis: ['setInterval'] });
      const realNow = Date.now;
      try {
        const keeper = open(folder);
        const start = realNow();
        for (let ms = 0; ms <= 3 * leaseTimes.silenceMs; ms += leaseTimes.refreshMs) {
          Date.now = () => start + ms;
          mock.timers.tick(leaseTimes.refreshMs);
          assert.ok(isLeased(nodeFiles, folder, { ...processWorld, nowMs: () => start + ms }));
        }
        keeper.close();
        assert.deepEqual(fs.readdirSync(folder), ['metrics.jsonl']);
        mock.timers.tick(leaseTimes.silenceMs);
        assert.ok(!fs.existsSync(path.join(folder, 'run.lease')));
      } finally {
        Date.now = realNow;
        mock.timers.reset();
      }
    }));

  /** What a keeper may change, each by itself. */
  const changes: Record<string, (keeper: RunKeeper, folder: string) => void> = {
    'a line': (keeper) => keeper.log({ kind: 'event', step: 1, time: 0, event: 'started' }),
    'a checkpoint': (keeper) =>
      keeper.save(['last', 'best'], { progress: PROGRESS, parameters: {}, state: {}, hashes: {}, build: {} }),
    'the record': (keeper) => keeper.update((record) => record),
    'a file': (keeper, folder) => writeFileAtomically(keeper.files, path.join(folder, 'evaluation.json'), '{}'),
    'a folder': (keeper, folder) => keeper.files.makeFolder(path.join(folder, 'checkpoints', 'recent')),
    'what is there, by removing it': (keeper, folder) => keeper.files.remove(path.join(folder, 'run.json')),
  };
  for (const [what, change] of Object.entries(changes)) {
    it(`that was taken over does not change ${what}`, () =>
      withRun((folder) => {
        const keeper = open(folder);
        const lease = path.join(folder, 'run.lease');
        fs.writeFileSync(lease, JSON.stringify({ pid: 1, host: '0'.repeat(16), nonce: '1'.repeat(16) }));
        const before = contentsOf(folder);
        assert.throws(() => change(keeper, folder), { code: 'BUSY' });
        assert.equal(keeper.lost()?.code, 'BUSY');
        assert.deepEqual(contentsOf(folder), before);
        keeper.close();
        assert.deepEqual(contentsOf(folder), before, "another's lease stays");
      }));

    it(`makes nothing anew for ${what} where its folder was moved or deleted`, () =>
      withRun((folder) => {
        const keeper = open(folder);
        const moved = `${folder}-moved`;
        fs.renameSync(folder, moved);
        const before = contentsOf(moved);
        assert.throws(() => change(keeper, folder), { code: 'DISK', message: /was deleted or moved/ });
        assert.equal(keeper.lost()?.code, 'DISK');
        assert.ok(!fs.existsSync(folder));
        keeper.close();
        assert.deepEqual(contentsOf(moved), before);
      }));
  }

  it('tells of a folder that is being deleted as of one that has gone, whichever of its files goes first', () =>
    withRun((folder) => {
      const keeper = open(folder);
      fs.rmSync(path.join(folder, 'run.json'));
      assert.throws(() => keeper.update((record) => record), { code: 'DISK', message: /was deleted or moved/ });
      keeper.close();
    }));

  it('waits for a writer that was killed a moment ago, and no longer', () =>
    withFolder(async (folder) => {
      const lease = path.join(folder, 'run.lease');
      const { pid } = spawnSync(process.execPath, ['--version']); // a process that has gone
      fs.writeFileSync(lease, JSON.stringify({ pid, host: processWorld.host, nonce: '1'.repeat(16) }));
      nodeFiles.touch(lease, Date.now() - leaseTimes.silenceMs + 300);
      assert.throws(() => open(folder), { code: 'BUSY' });
      await assert.rejects(holdLeaseAgain(nodeFiles, folder, AbortSignal.abort()), { code: 'CANCELLED' });
      (await holdLeaseAgain(nodeFiles, folder, new AbortController().signal)).release();
      assert.deepEqual(fs.readdirSync(folder), []);
    }));
});

/** A folder with a run in it, inside one that is removed afterwards. */
const withRun = (use: (folder: string) => void): void =>
  withFolder((outer) => {
    const folder = path.join(outer, 'run');
    fs.mkdirSync(folder);
    writeRecord(nodeFiles, folder, recordOf('run'));
    use(folder);
  });

/** All that is in a folder. */
const contentsOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    pathsUnder(folder).map((name) => {
      const file = path.join(folder, name);
      return [name, fs.statSync(file).isFile() ? fs.readFileSync(file, 'utf8') : ''];
    }),
  );
