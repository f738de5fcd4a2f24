// A run's place on disk: when a checkpoint is due, and that the lease is kept while nothing is written.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { mock } from 'node:test';
import { isLeased, leaseTimes, processWorld } from '../../../src/engine/store/lease';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { openRunKeeper } from '../../../src/engine/runs/runKeeper';
import type { Progress } from '../../../src/engine/train/progress';
import { LabError } from '../../../src/protocol/labError';
import { withFolder } from '../store/support/temporaryFolder';

const PROGRESS: Progress = {
  ...{ step: 3, epoch: 0, batch: 3, time: 1, lossSum: 1, lossCount: 1 },
  ...{ best: null, epochsWithoutBetter: 0, metrics: {} },
  schedule: { factor: 1, best: null, waited: 0 },
};
const open = (folder: string, nowMs = () => 0) =>
  openRunKeeper({ files: nodeFiles, folder, hashes: {}, build: {}, nowMs });

describe('run keeper', () => {
  it('finds a checkpoint due about every 30 seconds since the last', () =>
    withFolder((folder) => {
      let now = 5_000;
      const keeper = open(folder, () => now);
      now = 34_999;
      assert.equal(keeper.due(), false);
      now = 35_000;
      assert.equal(keeper.due(), true);
      keeper.save(['last'], { progress: PROGRESS, parameters: {}, state: {} });
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
});
