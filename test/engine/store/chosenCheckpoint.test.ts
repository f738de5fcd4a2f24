// Which checkpoint is opened, and what is listed of those there are.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {
  openCheckpoint,
  openChosenCheckpoint,
  recentFolder,
  recoverCheckpoints,
  summarizeCheckpoints,
  writeCheckpoint,
} from '../../../src/engine/store/checkpoint';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { seal } from '../../../src/engine/store/sealedJson';
import { LabError } from '../../../src/protocol/labError';
import { checkpointOf } from './support/checkpoints';
import { pathsUnder, withFolder } from './support/temporaryFolder';

describe('the checkpoint that is opened', () => {
  const stepOf = (run: string, name?: 'last' | 'best'): number =>
    openChosenCheckpoint(nodeFiles, run, name).checkpoint.state.step;

  it('is the one that is named, else the best, else the last', () =>
    withFolder((run) => {
      assert.throws(() => stepOf(run), { code: 'NOT_FOUND', place: { file: run } });
      writeCheckpoint(nodeFiles, run, 'last', checkpointOf(1));
      assert.deepEqual([stepOf(run), stepOf(run, 'last')], [1, 1]);
      assert.throws(() => stepOf(run, 'best'), { code: 'NOT_FOUND' });
      writeCheckpoint(nodeFiles, run, 'best', checkpointOf(2));
      assert.deepEqual([stepOf(run), stepOf(run, 'last'), stepOf(run, 'best')], [2, 1, 2]);
      const opened = openCheckpoint(nodeFiles, run, 'last');
      assert.deepEqual([opened.folder, opened.notice], [path.join(run, 'checkpoints/last'), undefined]);
      fs.writeFileSync(path.join(run, 'checkpoints/best/state.json'), '{}');
      assert.throws(() => stepOf(run), { code: 'INVALID_FILE', message: /damaged.*No older checkpoint is left/ });
      fs.rmSync(path.join(run, 'checkpoints/last'), { recursive: true });
      assert.throws(() => stepOf(run, 'last'), { code: 'INVALID_FILE' });
      const failing = { ...nodeFiles, openToRead: () => { throw new LabError('DISK', 'no'); } }; // prettier-ignore
      assert.throws(() => openCheckpoint(failing, run, 'best'), { code: 'DISK' });
    }));

  it('is the best where all of the last are damaged, and says so', () =>
    withFolder((run) => {
      writeCheckpoint(nodeFiles, run, 'best', checkpointOf(2));
      writeCheckpoint(nodeFiles, run, 'last', checkpointOf(3));
      const model = path.join(run, 'checkpoints/last/model.safetensors');
      fs.copyFileSync(path.join(run, 'checkpoints/best/model.safetensors'), model);
      const { checkpoint, notice } = openCheckpoint(nodeFiles, run, 'last');
      assert.equal(checkpoint.state.step, 2);
      assert.match(
        notice ?? '',
        /model\.safetensors" does not belong to the state\.json beside it\. Using the checkpoint "best" of step 2 instead\./,
      );
    }));

  it('is counted with all its bytes, and left out of lists where a part is missing', () =>
    withFolder((run) => {
      writeCheckpoint(nodeFiles, run, 'last', checkpointOf(1));
      writeCheckpoint(nodeFiles, run, 'last', checkpointOf(2));
      const last = path.join(run, 'checkpoints/last');
      const bytes = fs.readdirSync(last).reduce((sum, name) => sum + fs.statSync(path.join(last, name)).size, 0);
      assert.deepEqual(summarizeCheckpoints(nodeFiles, run), [{ name: 'last', step: 2, epoch: 1, bytes }]);
      fs.rmSync(path.join(last, 'optimizer.safetensors'));
      assert.equal(summarizeCheckpoints(nodeFiles, run)[0].step, 1);
      fs.writeFileSync(path.join(run, 'checkpoints/last.previous/state.json'), seal({ format: 2, step: 1, epoch: 1 }));
      assert.equal(summarizeCheckpoints(nodeFiles, run)[0].step, 2); // it can still be asked
      fs.rmSync(path.join(last, 'model.safetensors'));
      assert.deepEqual(summarizeCheckpoints(nodeFiles, run), []);
    }));

  it('is alone of the best: none before it is kept, and what was half written goes', () =>
    withFolder((run) => {
      recoverCheckpoints(nodeFiles, run);
      assert.deepEqual(pathsUnder(run), []);
      for (const step of [1, 2]) writeCheckpoint(nodeFiles, run, 'best', checkpointOf(step));
      const folder = path.join(run, 'checkpoints');
      assert.equal(recentFolder(run), path.join(folder, 'recent'));
      fs.mkdirSync(path.join(folder, 'recent'));
      for (const place of [folder, recentFolder(run)]) fs.mkdirSync(path.join(place, 'x.00aa00aa00aa00aa.tmp'));
      fs.cpSync(path.join(folder, 'best'), path.join(folder, 'best.previous'), { recursive: true });
      recoverCheckpoints(nodeFiles, run);
      assert.deepEqual(fs.readdirSync(folder).sort(), ['best', 'recent']);
      assert.deepEqual(fs.readdirSync(recentFolder(run)), []);
    }));

  it('takes the place of one whose writer was killed before it had taken its own', () =>
    withFolder((run) => {
      const at = (name: string): string => path.join(run, 'checkpoints', name);
      writeCheckpoint(nodeFiles, run, 'last', checkpointOf(1));
      fs.renameSync(at('last'), at('last.new'));
      writeCheckpoint(nodeFiles, run, 'last', checkpointOf(2));
      assert.deepEqual(fs.readdirSync(at('')).sort(), ['last', 'last.previous']);
      assert.equal(stepOf(run, 'last'), 2);
      fs.rmSync(path.join(at('last'), 'state.json'));
      assert.equal(stepOf(run, 'last'), 1);
    }));

  it('is forced to the disk with its folder, before and after it takes its place', () =>
    withFolder((run) => {
      const told: string[] = [];
      const files = {
        ...nodeFiles,
        rename: (from: string, to: string) => (told.push(path.basename(to)), nodeFiles.rename(from, to)),
        syncFolder: (folder: string) => (told.push(`sync ${path.basename(folder)}`), nodeFiles.syncFolder(folder)),
      };
      for (const step of [1, 2]) writeCheckpoint(files, run, 'last', checkpointOf(step));
      const switches = told.filter((each) => /^last|sync checkpoints/.test(each));
      const sync = 'sync checkpoints';
      assert.deepEqual(switches, ['last.new', sync, 'last', sync, 'last.new', sync, 'last.previous', 'last', sync]);
    }));
});
