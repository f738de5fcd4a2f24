// What is swept from runs that nobody has open, and which of them need no sweeping.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { recentFolder } from '../../../src/engine/store/checkpoint';
import { writeIndex } from '../../../src/engine/store/indexFile';
import { acquireLease } from '../../../src/engine/store/lease';
import { leaseFilesOf } from '../../../src/engine/store/leaseFile';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { summarizeRun } from '../../../src/engine/store/runFolder';
import { writeRecord } from '../../../src/engine/store/runRecord';
import { fileStamp, folderStamps, folderStampsIn } from '../../../src/engine/store/runStamp';
import { isSwept, sweepRuns } from '../../../src/engine/store/sweepRuns';
import { LabError } from '../../../src/protocol/labError';
import type { RunStatus } from '../../../src/protocol/run';
import { recordOf } from './support/records';
import { pathsUnder, withFolder } from './support/temporaryFolder';

const HOST = '0123456789abcdef';
const world = { pid: 1, host: HOST, nowMs: () => Date.now(), isAlive: (pid: number) => pid < 100 };
const leftBy = (pid: number): string => `x.${pid}-${HOST}.00aa00aa00aa00aa.tmp`;
const fail = (): never => {
  throw new LabError('DISK', 'made to fail');
};

/** A run with parameters of its last epochs. */
function made(runs: string, id: string, status: RunStatus): string {
  const folder = path.join(runs, id);
  fs.mkdirSync(recentFolder(folder), { recursive: true });
  writeRecord(nodeFiles, folder, recordOf(id, { status }));
  return folder;
}

describe('a folder of runs that is swept', () => {
  it('loses what killed processes left in it, in runs and in their checkpoints', () =>
    withFolder((runs) => {
      const run = made(runs, 'a', 'stopped');
      const places = [runs, run, path.join(run, 'checkpoints')];
      for (const place of places) for (const pid of [1, 4711]) fs.writeFileSync(path.join(place, leftBy(pid)), ''); // the second has gone
      for (const file of leaseFilesOf(run)) acquireLease(nodeFiles, run, { ...world, pid: 4711, nowMs: () => Date.now() - 20_000 }, file); // prettier-ignore
      fs.writeFileSync(path.join(runs, 'file'), '');
      sweepRuns(nodeFiles, runs, world);
      for (const place of places)
        assert.deepEqual(fs.readdirSync(place).filter((name) => name.endsWith('.tmp')), [leftBy(1)], place); // prettier-ignore
      assert.deepEqual(fs.readdirSync(run).sort(), ['checkpoints', 'run.json', leftBy(1)]);
      assert.throws(() => sweepRuns({ ...nodeFiles, list: fail }, runs, world), { code: 'DISK' });
    }));

  it('loses what only a run that goes on needs, of completed ones that nobody writes', () =>
    withFolder((runs) => {
      const [done, written, stopped] = [made(runs, 'a', 'completed'), made(runs, 'b', 'completed'), made(runs, 'c', 'stopped')]; // prettier-ignore
      acquireLease(nodeFiles, written, world);
      const unreadable = made(runs, 'd', 'completed');
      fs.writeFileSync(path.join(unreadable, 'run.json'), '{');
      const isKept = (): boolean[] => [done, written, stopped, unreadable].map((run) => fs.existsSync(recentFolder(run))); // prettier-ignore
      sweepRuns({ ...nodeFiles, remove: fail }, runs, world);
      assert.deepEqual(isKept(), [true, true, true, true]);
      sweepRuns(nodeFiles, runs, world);
      assert.deepEqual(isKept(), [false, true, true, true]);
    }));

  it('is not looked through where the index has runs as they are', () =>
    withFolder((runs) => {
      const run = made(runs, 'a', 'stopped');
      const stamp = `${fileStamp(nodeFiles, run)} x ${fileStamp(nodeFiles, path.join(run, 'checkpoints'))}`;
      assert.equal(folderStampsIn(stamp), folderStamps(nodeFiles, run));
      const looked = (known: string): boolean => {
        writeIndex(nodeFiles, runs, [{ name: 'a', stamp: known, summary: summarizeRun(nodeFiles, run) }]);
        const seen: string[] = [];
        sweepRuns({ ...nodeFiles, list: (folder) => (seen.push(folder), nodeFiles.list(folder)) }, runs, world);
        return seen.includes(run);
      };
      assert.deepEqual([looked(stamp), looked(`1${stamp}`), looked(`${stamp}1`), looked('')], [false, true, true, true]); // prettier-ignore
    }));
});

describe('a run that needs no sweeping', () => {
  it('has neither leases nor what is being written, and once it is complete no parameters of its last epochs', () =>
    withFolder((runs) => {
      const run = made(runs, 'a', 'completed');
      const is = (isCompleted: boolean, files = nodeFiles): boolean => isSwept(files, run, { isCompleted });
      assert.deepEqual([is(false), is(true)], [true, false]);
      fs.rmdirSync(recentFolder(run));
      assert.deepEqual([is(false), is(true)], [true, true]);
      const odd = [...leaseFilesOf(run), path.join(run, leftBy(1)), path.join(run, 'checkpoints', leftBy(1))];
      for (const file of odd) {
        fs.writeFileSync(file, '');
        assert.equal(is(false), false, file);
        fs.rmSync(file);
      }
      assert.equal(is(false, { ...nodeFiles, list: fail }), false);
      fs.writeFileSync(path.join(run, 'notes.tmp'), '');
      fs.rmdirSync(path.join(run, 'checkpoints'));
      assert.deepEqual([is(false), is(true), pathsUnder(run)], [true, true, ['notes.tmp', 'run.json']]);
    }));
});
