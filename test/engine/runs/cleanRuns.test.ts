// Cleaning runs: what goes, what stays, and the way back.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {
  cleanableRuns,
  cleanings,
  cleanRuns,
  forgetCleanings,
  restoreCleaning,
} from '../../../src/engine/calls/cleanRuns';
import { openCheckpoint, openChosenCheckpoint, writeCheckpoint } from '../../../src/engine/store/checkpoint';
import { diskUseOf } from '../../../src/engine/store/diskUse';
import { acquireLease } from '../../../src/engine/store/lease';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { changeAbout } from '../../../src/engine/store/runAbout';
import { summarizeRun } from '../../../src/engine/store/runFolder';
import { RunIndex } from '../../../src/engine/store/runIndex';
import { writeRecord } from '../../../src/engine/store/runRecord';
import type { RunStatus } from '../../../src/protocol/run';
import { CLEANED_KINDS } from '../../../src/protocol/runCleaning';
import { callContext } from '../calls/support/callContext';
import { checkpointOf } from '../store/support/checkpoints';
import { recordOf } from '../store/support/records';
import { pathsUnder, withFolder } from '../store/support/temporaryFolder';

const call = callContext();

/** A run with all that can go. */
function write(home: string, id: string, status: RunStatus = 'completed'): string {
  const folder = path.join(home, 'runs', id);
  fs.mkdirSync(path.join(folder, 'evaluations'), { recursive: true });
  fs.mkdirSync(path.join(folder, 'path'));
  for (const step of [1, 2]) writeCheckpoint(nodeFiles, folder, 'last', checkpointOf(step));
  writeCheckpoint(nodeFiles, folder, 'best', checkpointOf(1));
  fs.writeFileSync(path.join(folder, 'evaluations', 'x.json'), '12345');
  fs.writeFileSync(path.join(folder, 'path', '1.safetensors'), '123');
  writeRecord(nodeFiles, folder, recordOf(id, { status }));
  return folder;
}

const hashOf = (folder: string): string[] =>
  pathsUnder(folder).map((name) => {
    const file = path.join(folder, name);
    return `${name} ${fs.statSync(file).isFile() ? fs.readFileSync(file).toString('hex') : ''}`;
  });

describe('cleaning runs', () => {
  it('takes what a complete run can do without, and puts it back as it was', () =>
    withFolder(async (home) => {
      const folder = write(home, 'a');
      const before = hashOf(folder);
      const sizeOf = (name: string): number => fs.statSync(path.join(folder, 'checkpoints', name)).size;
      const optimizer = sizeOf('last/optimizer.safetensors') + sizeOf('best/optimizer.safetensors');
      const plan = await cleanableRuns({ folders: [folder] }, call);
      const previous = diskUseOf(nodeFiles, path.join(folder, 'checkpoints/last.previous')).bytes;
      assert.deepEqual(plan, {
        runs: [{ folder, name: 'reviews', bytes: { optimizer, previous, path: 3, evaluations: 5 } }],
        spared: [],
      });
      assert.deepEqual(hashOf(folder), before);

      const done = await cleanRuns({ folders: [folder], kinds: CLEANED_KINDS }, call);
      assert.deepEqual(done.runs, plan.runs);
      assert.deepEqual([done.cleanings.length, done.cleanings[0].bytes], [1, optimizer + previous + 8]);
      assert.deepEqual(
        pathsUnder(folder).filter((name) => /optimizer|previous|path|evaluations|lease/.test(name)),
        [],
      );
      for (const name of ['best', 'last'] as const) {
        const { checkpoint } = openChosenCheckpoint(nodeFiles, folder, name);
        assert.deepEqual([...checkpoint.model], [...checkpointOf(name === 'last' ? 2 : 1).model]);
        assert.equal(checkpoint.optimizer.size, 0);
        assert.throws(() => openCheckpoint(nodeFiles, folder, name), /optimizer\.safetensors/);
      }
      const { checkpoints, disk } = summarizeRun(nodeFiles, folder);
      assert.deepEqual([checkpoints.map(({ step }) => step), disk?.optimizer], [[2, 1], 0]);
      assert.deepEqual((await cleanableRuns({ folders: [folder] }, call)).runs, []);

      const [last] = (await cleanings({ runsFolder: path.join(home, 'runs') }, call)).cleanings;
      assert.deepEqual(last, done.cleanings[0]);
      assert.deepEqual(await restoreCleaning({ folder: last.folder }, call), { runs: 1, left: [] });
      assert.deepEqual(hashOf(folder), before);
      assert.equal(fs.existsSync(last.folder), false);
      await assert.rejects(async () => restoreCleaning({ folder: last.folder }, call), { code: 'NOT_FOUND' });
    }));

  it('leaves alone what may go on, what is being written and what has a star', () =>
    withFolder(async (home) => {
      const [stopped, written, starred] = [write(home, 's', 'stopped'), write(home, 'w'), write(home, 'x')];
      const damaged = path.join(home, 'runs', 'd');
      fs.mkdirSync(damaged);
      changeAbout(nodeFiles, starred, { starred: true });
      const lease = acquireLease(nodeFiles, written);
      const before = [stopped, written, starred].map(hashOf);
      const { runs, spared } = await cleanRuns(
        { folders: [stopped, written, starred, damaged], kinds: ['optimizer', 'previous', 'path'] },
        call,
      );
      lease.release();
      assert.deepEqual(runs, []);
      assert.deepEqual(
        spared.map(({ folder, reason }) => [path.basename(folder), reason]),
        [
          ['w', 'writing'],
          ['x', 'starred'],
          ['d', 'unreadable'],
        ],
      );
      const isSteady = (line: string): boolean => !line.startsWith('run.lease');
      assert.deepEqual(
        [stopped, written, starred].map(hashOf),
        before.map((lines) => lines.filter(isSteady)),
      );
      assert.equal(fs.existsSync(path.join(home, 'trash')), false);
    }));

  it('reaches runs within a run', () =>
    withFolder(async (home) => {
      const folder = write(home, 'a');
      write(folder, 'b');
      fs.mkdirSync(path.join(folder, 'compare'));
      fs.renameSync(path.join(folder, 'runs'), path.join(folder, 'compare', '1'));
      const { runs, cleanings: made } = await cleanRuns({ folders: [folder], kinds: ['optimizer'] }, call);
      assert.equal(runs.length, 1);
      assert.equal(diskUseOf(nodeFiles, folder).optimizer, leftOf(folder));
      assert.deepEqual(await restoreCleaning({ folder: made[0].folder }, call), { runs: 1, left: [] });
    }));

  it('tells what has no place any more, and moves nothing out of a run whatever a note says', () =>
    withFolder(async (home) => {
      const folder = write(home, 'a');
      const { cleanings: made } = await cleanRuns({ folders: [folder], kinds: ['path', 'evaluations'] }, call);
      fs.mkdirSync(path.join(folder, 'path'));
      const [{ folder: place }] = made;
      const { left } = await restoreCleaning({ folder: place }, call);
      assert.deepEqual(left, [path.join(place, 'a', 'path')]);
      assert.ok(fs.existsSync(path.join(folder, 'evaluations', 'x.json')));
      const note = path.join(place, 'a', 'moved.json');
      const text = fs.readFileSync(note, 'utf8');
      fs.renameSync(path.join(place, 'a', 'path'), path.join(home, 'stolen'));
      fs.writeFileSync(note, text.replace('"path": "path"', '"path": "../../../../stolen"'));
      assert.equal((await restoreCleaning({ folder: place }, call)).runs, 0);
      assert.ok(fs.existsSync(path.join(home, 'stolen')));
    }));

  it('goes for good where that is asked for, and only what was cleaned does', () =>
    withFolder(async (home) => {
      const folder = write(home, 'a');
      const { cleanings: made } = await cleanRuns({ folders: [folder], kinds: ['path'] }, call);
      await assert.rejects(async () => forgetCleanings({ folders: [folder] }, call), { code: 'NOT_FOUND' });
      await forgetCleanings({ folders: made.map((one) => one.folder) }, call);
      assert.deepEqual([fs.readdirSync(path.join(home, 'trash', '.cleaned')), fs.existsSync(folder)], [[], true]);
    }));

  it('is seen by who lists runs by the index', () =>
    withFolder(async (home) => {
      const folder = write(home, 'a');
      const index = new RunIndex(nodeFiles, path.dirname(folder));
      const before = index.read().runs[0].disk?.optimizer ?? 0;
      await cleanRuns({ folders: [folder], kinds: ['optimizer'] }, call);
      const after = index.read().runs[0].disk?.optimizer ?? 0;
      assert.ok(before > 0 && after < before, `${before} ${after}`);
    }));
});

/** What the checkpoint before the last keeps still. */
const leftOf = (folder: string): number =>
  ['', 'compare/1/b'].reduce((sum, run) => {
    const file = path.join(folder, run, 'checkpoints/last.previous/optimizer.safetensors');
    return sum + fs.statSync(file).size;
  }, 0);
