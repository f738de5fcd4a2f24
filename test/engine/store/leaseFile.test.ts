// Leases as others see them: what is said of their holders, when they are touched, and those that cannot be read.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { startHeartbeat } from '../../../src/engine/store/heartbeat';
import { acquireLease, sweepLeases } from '../../../src/engine/store/lease';
import {
  evaluationLeasePath,
  leasePath,
  leaseStateOf,
  leaseTimes,
  nonceOf,
  readLease,
} from '../../../src/engine/store/leaseFile';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { LabError } from '../../../src/protocol/labError';
import { pathsUnder, withFolder } from './support/temporaryFolder';

describe('a lease', () => {
  const HOST = '0123456789abcdef';
  const clock = { ms: 1_700_000_000_000 };
  const world = (pid: number, host = HOST) => ({
    pid,
    host,
    nowMs: () => clock.ms,
    isAlive: (other: number) => other < 100,
  });
  const message = (work: () => unknown): string => {
    try {
      work();
    } catch (error) {
      return error instanceof LabError ? `${error.code} ${error.message}` : String(error);
    }
    return 'nothing';
  };

  it('says who holds it, and where', () =>
    withFolder((run) => {
      const name = path.basename(run);
      const first = acquireLease(nodeFiles, run, world(1));
      const stop = 'Stop it there or wait until it ends.';
      assert.equal(message(() => acquireLease(nodeFiles, run, world(2))), `BUSY The run "${name}" is being written by process 1. ${stop}`); // prettier-ignore
      assert.equal(message(() => acquireLease(nodeFiles, run, world(2, 'fedcba9876543210'))), `BUSY The run "${name}" is being written by process 1 of another machine or container. ${stop}`); // prettier-ignore
      first.release();
      assert.match(message(() => first.require()), /^DISK The folder of the run ".*" was deleted or moved while it was written; nothing more/); // prettier-ignore
      fs.writeFileSync(path.join(run, 'run.json'), '{}');
      assert.match(message(() => first.require()), /while it was written, or another process has written it meanwhile; nothing more/); // prettier-ignore
      const second = acquireLease(nodeFiles, run, world(2));
      assert.match(
        message(() => first.require()),
        /^BUSY .* by another process\./,
      );
      first.release();
      second.require();
      second.release();
      assert.match(
        message(() => second.require()),
        /^DISK/,
      );
    }));

  it('that goes while it is taken over was taken by another; what else fails is told', () =>
    withFolder((run) => {
      acquireLease(nodeFiles, run, world(4711));
      clock.ms += leaseTimes.silenceMs;
      const failing = (code: 'NOT_FOUND' | 'DISK') => ({
        ...nodeFiles,
        rename() {
          throw new LabError(code, 'made to fail');
        },
      });
      assert.match(
        message(() => acquireLease(failing('NOT_FOUND'), run, world(2))),
        /^BUSY /,
      );
      assert.equal(
        message(() => acquireLease(failing('DISK'), run, world(2))),
        'DISK made to fail',
      );
      assert.deepEqual(pathsUnder(run), ['run.lease']);
    }));

  it('is touched when it is time, and not before', () =>
    withFolder((run) => {
      const lease = acquireLease(nodeFiles, run, world(1));
      const start = clock.ms;
      const touched = () => (nodeFiles.stat(lease.file)?.modifiedMs ?? 0) - start;
      clock.ms = start + leaseTimes.refreshMs - 1;
      lease.keep();
      assert.equal(touched(), 0);
      clock.ms = start + leaseTimes.refreshMs;
      lease.keep();
      assert.equal(touched(), leaseTimes.refreshMs);
      clock.ms = start;
      lease.keep(); // the clock was set back
      assert.equal(touched(), 0);
      assert.deepEqual([lease.file, nonceOf(nodeFiles, lease.file)], [leasePath(run), lease.nonce]);
      assert.deepEqual([leaseTimes.refreshMs, leaseTimes.silenceMs, leaseTimes.foreignSilenceMs, leaseTimes.longSilenceMs], [3000, 10_000, 60_000, 3_600_000]); // prettier-ignore
    }));

  it('that cannot be read is that of nobody', () =>
    withFolder((run) => {
      const file = leasePath(run);
      assert.deepEqual([readLease(nodeFiles, file), nonceOf(nodeFiles, file), leaseStateOf(nodeFiles, run)], [undefined, undefined, undefined]); // prettier-ignore
      const nonce = '00aa00aa00aa00aa';
      for (const content of [
        '{',
        '{"pid":1}',
        `{"nonce":"${nonce}"}`,
        `{"pid":1.5,"nonce":"${nonce}"}`,
        '{"pid":1,"nonce":"00aa"}',
        `{"pid":1,"nonce":"${nonce}0"}`,
        `{"pid":1,"nonce":7}`,
        '"x"'.padEnd(4097),
      ]) {
        fs.writeFileSync(file, content);
        nodeFiles.touch(file, 5000);
        assert.deepEqual(readLease(nodeFiles, file), { pid: 0, nonce: '0000000000001388', touchedMs: 5000 }, content);
      }
      fs.writeFileSync(file, JSON.stringify({ pid: 7, host: HOST, nonce }).padEnd(4096));
      nodeFiles.touch(file, 5000);
      assert.deepEqual(readLease(nodeFiles, file), { pid: 7, host: HOST, nonce, touchedMs: 5000 });
      const broken = { ...nodeFiles, openToRead: () => { throw new LabError('DISK', 'no'); } }; // prettier-ignore
      for (const read of [readLease, nonceOf]) assert.throws(() => read(broken, file), { code: 'DISK' });
      const gone = { ...nodeFiles, openToRead: () => { throw new LabError('NOT_FOUND', 'no'); } }; // prettier-ignore
      assert.equal(readLease(gone, file), undefined);
    }));

  it('of those who have gone is swept, of the run and of its evaluations', () =>
    withFolder((run) => {
      for (const file of [leasePath(run), evaluationLeasePath(run)]) acquireLease(nodeFiles, run, world(4711), file);
      sweepLeases(nodeFiles, run, world(2));
      assert.equal(pathsUnder(run).join(), 'evaluation.lease,run.lease');
      clock.ms += 10_000;
      sweepLeases(nodeFiles, run, world(2));
      assert.deepEqual(pathsUnder(run), []);
    }));

  it('has no heart that beats where there is no thread for it', () => {
    startHeartbeat({ file: 'x', nonce: 'y' }, '/nowhere/thread.js')();
    startHeartbeat({ file: 'x', nonce: 'y' })();
  });
});
