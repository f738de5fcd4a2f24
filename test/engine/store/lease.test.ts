import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Files } from '../../../src/engine/store/files';
import { acquireLease, type Lease } from '../../../src/engine/store/lease';
import { isLeased, leaseStateOf } from '../../../src/engine/store/leaseFile';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import type { LeaseWorld } from '../../../src/engine/store/surroundings';
import { LabError } from '../../../src/protocol/labError';
import { failingMemory } from '../../faults/failingMemory';
import { faultyFiles } from './support/faultyFiles';
import { withFolder } from './support/temporaryFolder';

const HOST = '0123456789abcdef';
const CONTAINER = 'fedcba9876543210';

/** Processes by number, all living in one settable time; those of one host see each other. */
function world() {
  const clock = { ms: 1_700_000_000_000 };
  const dead = new Set<number>();
  const process = (pid: number, host = HOST): LeaseWorld => ({
    ...{ pid, host },
    nowMs: () => clock.ms,
    isAlive: (other) => other < 100 && !dead.has(other),
  });
  return { clock, dead, process };
}

const isBusy = (error: unknown): boolean => error instanceof LabError && error.code === 'BUSY';
const acquire = (run: string, by: LeaseWorld): Lease => acquireLease(nodeFiles, run, by);

describe('the lease of a run', () => {
  it('belongs to one process until released', () =>
    withFolder((run) => {
      const { process } = world();
      const lease = acquire(run, process(1));
      assert.throws(() => acquire(run, process(2)), isBusy);
      assert.ok(isLeased(nodeFiles, run, process(2)));
      lease.release();
      assert.ok(!isLeased(nodeFiles, run, process(2)));
      acquire(run, process(2));
      assert.deepEqual(fs.readdirSync(run), ['run.lease']);
    }));

  it('is taken over from a process that is not seen once it has been silent too, and not before', () =>
    withFolder((run) => {
      const { clock, dead, process } = world();
      acquire(run, process(1));
      dead.add(1);
      clock.ms += 9_000;
      assert.equal(leaseStateOf(nodeFiles, run, process(2)), 'ending');
      assert.ok(!isLeased(nodeFiles, run, process(2)), 'lists show it as interrupted at once');
      assert.throws(() => acquire(run, process(2)), isBusy);
      clock.ms += 1_000;
      acquire(run, process(2));
      assert.deepEqual(fs.readdirSync(run), ['run.lease']);
    }));

  it('is never taken over from a process that is seen, for silence of minutes', () =>
    withFolder((run) => {
      const { clock, process } = world();
      const lease = acquire(run, process(1));
      clock.ms += 59 * 60_000;
      assert.throws(() => acquire(run, process(2)), isBusy);
      lease.keep();
      clock.ms += 61 * 60_000;
      acquire(run, process(2)); // a process of that number is another one by now
      assert.throws(() => lease.require(), isBusy);
    }));

  it('of a thread of this very process counts as live for ten seconds', () =>
    withFolder((run) => {
      const { clock, process } = world();
      acquire(run, process(1));
      clock.ms += 9_000;
      assert.throws(() => acquire(run, process(1)), isBusy);
      clock.ms += 1_000;
      acquire(run, process(1)); // the thread has died; the process has not
    }));

  it('of another container, whose processes are not seen, is taken over after a minute of silence', () =>
    withFolder((run) => {
      const { clock, process } = world();
      const first = acquire(run, process(4711, CONTAINER));
      clock.ms += 59_000;
      assert.ok(isLeased(nodeFiles, run, process(2)));
      assert.throws(() => acquire(run, process(2)), isBusy);
      first.keep();
      clock.ms += 59_000;
      assert.throws(() => acquire(run, process(2)), isBusy);
      clock.ms += 1_000;
      const second = acquire(run, process(2));
      assert.throws(() => first.require(), isBusy);
      first.release();
      second.require();
    }));

  it('of an earlier version, which names no host, needs both, or a minute of silence', () =>
    withFolder((run) => {
      const { clock, process } = world();
      const write = (pid: number): void => {
        fs.writeFileSync(path.join(run, 'run.lease'), JSON.stringify({ pid, nonce: '00aa00aa00aa00aa' }));
        nodeFiles.touch(path.join(run, 'run.lease'), clock.ms);
      };
      write(4711);
      assert.throws(() => acquire(run, process(2)), isBusy);
      clock.ms += 10_000;
      acquire(run, process(2)).release();
      write(1);
      clock.ms += 59_000;
      assert.throws(() => acquire(run, process(2)), isBusy);
      clock.ms += 1_000;
      acquire(run, process(2));
    }));

  it('outlives a clock that is set back, and a dead one of the future does not', () =>
    withFolder((run) => {
      const { clock, dead, process } = world();
      acquire(run, process(1));
      clock.ms -= 3_600_000;
      assert.throws(() => acquire(run, process(2)), isBusy);
      dead.add(1);
      acquire(run, process(2));
    }));

  it('that is damaged counts as live for ten seconds only', () =>
    withFolder((run) => {
      const { clock, process } = world();
      fs.writeFileSync(path.join(run, 'run.lease'), '{"pi');
      clock.ms = Date.now();
      assert.throws(() => acquire(run, process(2)), isBusy);
      clock.ms += 11_000;
      acquire(run, process(2));
    }));

  it('is looked at and given back where memory has run out', () =>
    withFolder((run) => {
      const memory = failingMemory();
      try {
        const { clock, process } = world();
        const lease = acquire(run, process(1));
        clock.ms += 5_000;
        for (const use of [lease.require, lease.keep, lease.release]) {
          memory.arm(1);
          use();
        }
        assert.deepEqual(fs.readdirSync(run), []);
      } finally {
        memory.restore();
      }
    }));

  it('that could not be given back is given back by the next attempt', () =>
    withFolder((run) => {
      const { process } = world();
      const faulty = { ...nodeFiles };
      const lease = acquireLease(faulty, run, process(1));
      faulty.remove = () => {
        throw new LabError('DISK', 'made to fail');
      };
      assert.throws(() => lease.release(), /made to fail/);
      faulty.remove = (file) => nodeFiles.remove(file);
      lease.release();
      assert.deepEqual(fs.readdirSync(run), []);
    }));

  it('is whole again whatever step of a takeover its taker was killed at', () =>
    withFolder((run) => {
      for (let killAt = 1, done = false; !done; killAt++) {
        const { clock, dead, process } = world();
        acquire(run, process(1));
        dead.add(1).add(2);
        clock.ms += 60_000;
        const faulty = faultyFiles(nodeFiles, killAt, 'kill');
        try {
          acquireLease(faulty.files, run, process(2));
          done = true;
        } catch {
          clock.ms = Math.max(clock.ms, Date.now()) + 60_000; // a file of the killed one may have the real time
        }
        if (done) clock.ms += 60_000;
        const third = acquire(run, process(3));
        third.require();
        third.release();
        for (const name of fs.readdirSync(run)) fs.rmSync(path.join(run, name));
      }
    }));

  it('has one owner at any moment, whoever comes between two steps of a taker', () =>
    withFolder((run) => {
      let owners = 0;
      for (let at = 1, came = true; came; at++) {
        const { clock, dead, process } = world();
        clock.ms = Date.now(); // a file between its creation and its first touch has the real time
        acquire(run, process(1));
        dead.add(1);
        clock.ms += 20_000;
        const leases: Lease[] = [];
        const attempt = (files: Files, pid: number): void => {
          try {
            leases.push(acquireLease(files, run, process(pid)));
          } catch (error) {
            assert.ok(isBusy(error));
          }
        };
        came = false;
        const steps = { left: at };
        attempt(
          before(nodeFiles, () => {
            if (--steps.left !== 0) return;
            came = true;
            attempt(nodeFiles, 3);
          }),
          2,
        );
        const held = leases.filter((lease) => doesNotThrow(() => lease.require()));
        assert.equal(held.length, 1, `step ${at}`);
        owners += leases.length;
        for (const name of fs.readdirSync(run)) fs.rmSync(path.join(run, name));
      }
      assert.ok(owners > 10);
    }));
});

/** The disk, with something that happens before each operation. */
function before(files: Files, happen: () => void): Files {
  const entries = Object.entries(files).map(([name, operation]: [string, (...given: never[]) => unknown]) => [
    name,
    (...given: never[]) => {
      happen();
      return operation(...given);
    },
  ]);
  return Object.fromEntries(entries) as Files;
}

function doesNotThrow(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
