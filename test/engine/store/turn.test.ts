// Turns at a small file of a run.

import assert from 'node:assert/strict';
import path from 'node:path';
import { mock } from 'node:test';
import { acquireLease } from '../../../src/engine/store/lease';
import { aboutLeasePath, leaseFilesOf } from '../../../src/engine/store/leaseFile';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { turnAt } from '../../../src/engine/store/turn';
import { LabError } from '../../../src/protocol/labError';
import { withFolder } from './support/temporaryFolder';

/** Timers that end at once; how long each would have been. */
async function withoutWaiting<T>(work: (waited: number[]) => Promise<T>): Promise<T> {
  const waited: number[] = [];
  const timers = mock.method(globalThis, 'setTimeout', (then: () => void, ms: number) => {
    waited.push(ms);
    return setImmediate(then);
  });
  try {
    return await work(waited);
  } finally {
    timers.mock.restore();
  }
}

describe('a turn at a small file of a run', () => {
  it('is taken as soon as the one before has been given back', () =>
    withFolder((run) =>
      withoutWaiting(async (waited) => {
        const file = aboutLeasePath(run);
        assert.deepEqual(leaseFilesOf(run).map((each) => path.basename(each)), ['run.lease', 'evaluation.lease', 'about.lease']); // prettier-ignore
        const first = await turnAt(nodeFiles, run, file);
        assert.deepEqual([first.file, waited], [file, []]);
        const second = turnAt(nodeFiles, run, file);
        first.release();
        const lease = await second;
        lease.require();
        assert.deepEqual(waited, [20]);
        lease.release();
      }),
    ));

  it('is given up after half a minute, and at once where the disk fails', () =>
    withFolder((run) =>
      withoutWaiting(async (waited) => {
        const file = aboutLeasePath(run);
        const lease = acquireLease(nodeFiles, run, undefined, file);
        await assert.rejects(turnAt(nodeFiles, run, file), { code: 'BUSY' });
        assert.deepEqual([waited.length, new Set(waited)], [1500, new Set([20])]);
        lease.release();
        const failing = { ...nodeFiles, create: () => { throw new LabError('DISK', 'made to fail'); } }; // prettier-ignore
        await assert.rejects(turnAt(failing, run, file), { code: 'DISK' });
        const broken = { ...nodeFiles, create: () => { throw new Error('a defect'); } }; // prettier-ignore
        await assert.rejects(turnAt(broken, run, file), /a defect/);
        assert.equal(waited.length, 1500);
      }),
    ));
});
