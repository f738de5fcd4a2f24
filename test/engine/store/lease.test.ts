import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { acquireLease, isLeased, type LeaseWorld } from '../../../src/engine/store/lease';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { LabError } from '../../../src/protocol/labError';
import { withFolder } from './support/temporaryFolder';

/** Processes by number, all living in one settable time. */
function world() {
  const clock = { ms: 1_700_000_000_000 };
  const dead = new Set<number>();
  const process = (pid: number): LeaseWorld => ({ pid, nowMs: () => clock.ms, isAlive: (other) => !dead.has(other) });
  return { clock, dead, process };
}

const isBusy = (error: unknown): boolean => error instanceof LabError && error.code === 'BUSY';

describe('the lease of a run', () => {
  it('belongs to one process until released', () =>
    withFolder((run) => {
      const { process } = world();
      const lease = acquireLease(nodeFiles, run, process(1));
      assert.throws(() => acquireLease(nodeFiles, run, process(2)), isBusy);
      assert.ok(isLeased(nodeFiles, run, process(2)));
      lease.release();
      assert.ok(!isLeased(nodeFiles, run, process(2)));
      acquireLease(nodeFiles, run, process(2));
      assert.deepEqual(fs.readdirSync(run), ['run.lease']);
    }));

  it('is taken over at once from a dead process', () =>
    withFolder((run) => {
      const { dead, process } = world();
      acquireLease(nodeFiles, run, process(1));
      dead.add(1);
      assert.ok(!isLeased(nodeFiles, run, process(2)));
      acquireLease(nodeFiles, run, process(2));
    }));

  it('is taken over after ten silent seconds, and the silent one learns of it', () =>
    withFolder((run) => {
      const { clock, process } = world();
      const first = acquireLease(nodeFiles, run, process(1));
      clock.ms += 9_000;
      assert.throws(() => acquireLease(nodeFiles, run, process(2)), isBusy);
      first.keep();
      clock.ms += 9_000;
      assert.throws(() => acquireLease(nodeFiles, run, process(2)), isBusy);
      clock.ms += 1_000;
      const second = acquireLease(nodeFiles, run, process(2));
      assert.throws(() => first.keep(), isBusy);
      first.release();
      clock.ms += 4_000;
      second.keep();
      assert.ok(isLeased(nodeFiles, run, process(3)));
    }));

  it('outlives a clock that is set back', () =>
    withFolder((run) => {
      const { clock, process } = world();
      acquireLease(nodeFiles, run, process(1));
      clock.ms -= 3_600_000;
      assert.throws(() => acquireLease(nodeFiles, run, process(2)), isBusy);
    }));

  it('that is damaged counts as live for ten seconds only', () =>
    withFolder((run) => {
      const { clock, process } = world();
      fs.writeFileSync(path.join(run, 'run.lease'), '{"pi');
      clock.ms = Date.now();
      assert.throws(() => acquireLease(nodeFiles, run, process(2)), isBusy);
      clock.ms += 11_000;
      acquireLease(nodeFiles, run, process(2));
    }));
});
