// Folders as a whole: copied, measured, and where a path leads.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { copyFolder } from '../../../src/engine/store/copyFolder';
import { diskUseOf, isPassing } from '../../../src/engine/store/diskUse';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { realPath } from '../../../src/engine/store/realPath';
import { LabError } from '../../../src/protocol/labError';
import { faultyFiles } from './support/faultyFiles';
import { pathsUnder, withFolder } from './support/temporaryFolder';

const all = (): boolean => true;
const deep = (folder: string, levels: number): string => path.join(folder, ...Array<string>(levels).fill('d'));
const fail = (): never => {
  throw new LabError('DISK', 'made to fail');
};

function write(file: string, content: string | Uint8Array): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
}

describe('a folder that is copied', () => {
  it('has the same files, however large, but those that are not taken', () =>
    withFolder((folder) => {
      const [from, to] = [path.join(folder, 'from'), path.join(folder, 'new', 'to')];
      const large = Buffer.from(Array.from({ length: (1 << 20) + 5 }, (_, i) => i % 251));
      write(path.join(from, 'a'), 'text');
      write(path.join(from, 'empty'), '');
      write(path.join(from, 'inner', 'large'), large);
      write(path.join(from, 'inner', 'left.tmp'), '');
      write(path.join(from, 'left.tmp', 'file'), '');
      const { files, openHandles } = faultyFiles(nodeFiles);
      copyFolder(files, from, to, (name) => !isPassing(name));
      assert.deepEqual(pathsUnder(to), ['a', 'empty', 'inner', 'inner/large']);
      assert.ok(fs.readFileSync(path.join(to, 'inner', 'large')).equals(large));
      assert.equal(fs.readFileSync(path.join(to, 'a'), 'utf8'), 'text');
      assert.equal(openHandles(), 0);
      assert.throws(() => copyFolder({ ...files, create: fail }, from, path.join(folder, 'other'), all), { code: 'DISK' }); // prettier-ignore
      assert.equal(openHandles(), 0);
    }));

  it('has at most nine levels, and nothing that is no file', () =>
    withFolder((folder) => {
      const from = path.join(folder, 'from');
      write(path.join(deep(from, 8), 'x'), '');
      copyFolder(nodeFiles, from, path.join(folder, 'to'), all);
      assert.ok(fs.existsSync(path.join(deep(path.join(folder, 'to'), 8), 'x')));
      fs.mkdirSync(deep(from, 9));
      assert.throws(() => copyFolder(nodeFiles, from, path.join(folder, 'again'), all), {
        ...{ code: 'INVALID_FILE', message: /lies too deep/, place: { file: deep(from, 9) } },
      });
      if (process.platform === 'win32') return;
      const odd = path.join(folder, 'odd');
      fs.mkdirSync(odd);
      execFileSync('mkfifo', [path.join(odd, 'pipe')]);
      assert.throws(() => copyFolder(nodeFiles, odd, path.join(folder, 'none'), all), {
        ...{ code: 'INVALID_FILE', message: /is no file but a pipe/, place: { file: path.join(odd, 'pipe') } },
      });
    }));
});

describe('what a run takes on the disk', () => {
  it('is counted by what it is kept for, without what passes', () =>
    withFolder((run) => {
      const sizes = {
        'run.json': 1,
        'checkpoints/last/model.safetensors': 20,
        'checkpoints/last/optimizer.safetensors': 300,
        'optimizer.safetensors': 4000,
        'evaluation.json': 50_000,
        'evaluations/a.json': 600_000,
        'not-an-evaluation.json': 7,
        'evaluation.json.old': 7,
        'run.lease': 9,
        'x.tmp': 9,
        'y.tmp/file': 9,
        'compare/b/checkpoints/best/optimizer.safetensors': 1000,
      };
      for (const [name, size] of Object.entries(sizes)) write(path.join(run, name), 'x'.repeat(size));
      assert.deepEqual(diskUseOf(nodeFiles, run), {
        ...{ bytes: 655_335, checkpoints: 20, optimizer: 1300, evaluations: 650_000 },
      });
      assert.deepEqual(['a.tmp', 'run.lease', 'tmp', 'a.tmp.txt', 'lease.json'].map(isPassing), [true, true, false, false, false]); // prettier-ignore
    }));

  it('counts what cannot be looked at as nothing, nor what lies below eight levels', () =>
    withFolder((run) => {
      write(path.join(deep(run, 8), 'x'), '12');
      write(path.join(deep(run, 9), 'y'), '345');
      const nothing = { bytes: 0, checkpoints: 0, optimizer: 0, evaluations: 0 };
      assert.deepEqual(diskUseOf(nodeFiles, run), { ...nothing, bytes: 2 });
      assert.deepEqual(diskUseOf(nodeFiles, path.join(run, 'none')), nothing);
      for (const change of [{ list: fail }, { stat: fail }])
        assert.deepEqual(diskUseOf({ ...nodeFiles, ...change }, run), nothing);
    }));

  it('is that of its first twenty thousand files', () => {
    const names = Array.from({ length: 20_001 }, (_, i) => String(i));
    const stat = () => ({ kind: 'file', bytes: 1, modifiedMs: 0 }) as const;
    assert.equal(diskUseOf({ ...nodeFiles, list: () => names, stat }, '/run').bytes, 20_000);
  });
});

describe('where a path leads', () => {
  it('is told through links, also of what is not there yet', () =>
    withFolder((outer) => {
      const folder = fs.realpathSync(outer);
      fs.mkdirSync(path.join(folder, 'real'));
      fs.symlinkSync(path.join(folder, 'real'), path.join(folder, 'link'));
      assert.equal(realPath(path.join(folder, 'link')), path.join(folder, 'real'));
      assert.equal(realPath(path.join(folder, 'link', 'a', 'b')), path.join(folder, 'real', 'a', 'b'));
      assert.equal(realPath('/'), '/');
    }));
});
