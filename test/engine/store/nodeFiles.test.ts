// The disk and what is left on it: each operation and how it fails, files without a name, temporary names, processes.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { mock } from 'node:test';
import type { Files, OpenFile } from '../../../src/engine/store/files';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { createScratchFile } from '../../../src/engine/store/scratchFile';
import { processWorld } from '../../../src/engine/store/surroundings';
import { sweepLeftBehind, sweepTemporaries, temporaryEnding } from '../../../src/engine/store/temporaryNames';
import { withFile } from '../../../src/engine/store/wholeFile';
import { LabError } from '../../../src/protocol/labError';
import { pathsUnder, withFolder } from './support/temporaryFolder';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const systemError = (code: string): Error => Object.assign(new Error(`${code}: made up`), { code });

describe('the disk', () => {
  it('tells files, folders and what is neither, and what is not there', () =>
    withFolder((folder) => {
      const file = path.join(folder, 'x');
      withFile(nodeFiles.openToChange(file), (open) => {
        assert.equal(open.write(bytes(1, 2, 3), 0), 3);
        open.truncate(2);
        open.sync();
        assert.deepEqual([open.size(), typeof open.descriptor], [2, 'number']);
        const into = new Uint8Array(1);
        assert.equal(open.read(into, 1), 1);
        assert.deepEqual(into, bytes(2));
      });
      nodeFiles.touch(file, 1_700_000_000_500);
      assert.deepEqual(nodeFiles.stat(file), { kind: 'file', bytes: 2, modifiedMs: 1_700_000_000_500 });
      assert.equal(nodeFiles.stat(folder)?.kind, 'folder');
      assert.equal(nodeFiles.stat('/dev/null')?.kind, 'other');
      for (const nothing of [path.join(folder, 'none'), path.join(file, 'below')])
        assert.equal(nodeFiles.stat(nothing), undefined);
      assert.equal(nodeFiles.create(file), undefined);
      assert.match(nodeFiles.nonce(), /^[0-9a-f]{16}$/);
      assert.notEqual(nodeFiles.nonce(), nodeFiles.nonce());
      assert.deepEqual(nodeFiles.list(folder), ['x']);
      nodeFiles.syncFolder(folder);
      nodeFiles.remove(folder);
      nodeFiles.remove(folder);
      for (const work of [() => nodeFiles.list(folder), () => nodeFiles.openToRead(file), () => nodeFiles.touch(file, 0)])
        assert.throws(work, { code: 'NOT_FOUND', message: /does not exist/ }); // prettier-ignore
    }));

  it('says where no folder can be made', function () {
    if (!fs.existsSync('/proc/self')) return this.skip();
    assert.throws(
      () => nodeFiles.makeFolder('/proc/x/y'),
      (error) => {
        assert.ok(error instanceof LabError && error.code === 'DISK', String(error));
        assert.equal(error.message, 'Could not make the folder "/proc/x": "/proc" takes none.');
        return true;
      },
    );
  });

  it('says which operation failed, on what, and why', () => {
    const rows: [name: keyof typeof fs, work: (open: OpenFile) => unknown, message: RegExp][] = [
      ['writeSync', (open) => open.write(bytes(1), 0), /^Could not write ".*x": the disk is full/],
      ['readSync', (open) => open.read(new Uint8Array(1), 0), /^Could not read ".*x"/],
      ['fstatSync', (open) => open.size(), /^Could not look at ".*x"/],
      ['ftruncateSync', (open) => open.truncate(0), /^Could not shorten ".*x"/],
      ['fsyncSync', (open) => open.sync(), /^Could not write ".*x"/],
      ['openSync', () => nodeFiles.create('/x'), /^Could not create "\/x"/],
      ['openSync', () => nodeFiles.syncFolder('/x'), /^Could not write "\/x"/],
      ['renameSync', () => nodeFiles.rename('/y', '/x'), /^Could not write "\/x"/],
      ['rmSync', () => nodeFiles.remove('/x'), /^Could not remove "\/x"/],
      ['mkdirSync', () => nodeFiles.makeFolder('/x'), /^Could not make the folder "\/x"/],
      ['readdirSync', () => nodeFiles.list('/x'), /^Could not read "\/x"/],
      ['statSync', () => nodeFiles.stat('/x'), /^Could not look at "\/x"/],
      ['utimesSync', () => nodeFiles.touch('/x', 0), /^Could not write "\/x"/],
    ];
    withFolder((folder) =>
      withFile(nodeFiles.openToChange(path.join(folder, 'x')), (open) => {
        for (const [name, work, message] of rows) {
          const failing = mock.method(fs, name as 'rmSync', () => {
            throw systemError('ENOSPC');
          });
          try {
            assert.throws(() => work(open), (error) => error instanceof LabError && error.code === 'DISK' && message.test(error.message) && error.cause instanceof Error && error.place?.file !== undefined, name); // prettier-ignore
          } finally {
            failing.mock.restore();
          }
        }
      }),
    );
  });

  it('on Windows is patient with a file that another program holds for a moment', () =>
    withFolder((folder) => {
      const platform = Object.getOwnPropertyDescriptor(process, 'platform') ?? {};
      const [from, to] = [path.join(folder, 'a'), path.join(folder, 'b')];
      const real = fs.renameSync;
      const attempts = (system: string, code: string, failures: number): number | string => {
        fs.writeFileSync(from, '');
        let asked = 0;
        const waits = mock.method(Atomics, 'wait', () => 'timed-out');
        const rename = mock.method(fs, 'renameSync', (a: string, b: string) => {
          if (++asked <= failures) throw systemError(code);
          real(a, b);
        });
        Object.defineProperty(process, 'platform', { value: system });
        try {
          nodeFiles.rename(from, to);
          nodeFiles.syncFolder(system === 'win32' ? path.join(folder, 'none') : folder);
          assert.equal(waits.mock.callCount(), failures);
          for (const { arguments: given } of waits.mock.calls) assert.deepEqual(given.slice(1), [0, 0, 50]);
          return asked;
        } catch (error) {
          assert.ok(error instanceof LabError && error.code === 'DISK');
          return `gave up after ${asked}`;
        } finally {
          Object.defineProperty(process, 'platform', platform);
          waits.mock.restore();
          rename.mock.restore();
        }
      };
      for (const code of ['EPERM', 'EACCES', 'EBUSY']) assert.equal(attempts('win32', code, 3), 4);
      assert.equal(attempts('win32', 'EBUSY', 40), 41);
      assert.equal(attempts('win32', 'EBUSY', 41), 'gave up after 41');
      assert.equal(attempts('win32', 'EIO', 1), 'gave up after 1');
      assert.equal(attempts('linux', 'EBUSY', 1), 'gave up after 1');
      assert.equal(attempts('linux', 'EBUSY', 0), 1);
    }));
});

describe('a scratch file', () => {
  it('has no name once it is open, and is as long as what was appended', () => {
    const before = fs.readdirSync(os.tmpdir());
    const scratch = createScratchFile(nodeFiles, 'pairs');
    assert.deepEqual(fs.readdirSync(os.tmpdir()).filter((name) => /^nlp-lab\.pairs/.test(name)), before.filter((name) => /^nlp-lab\.pairs/.test(name))); // prettier-ignore
    scratch.append(bytes(1, 2, 3));
    scratch.append(bytes(4));
    assert.equal(scratch.length, 4);
    const into = new Uint8Array(2);
    scratch.read(into, 2);
    assert.deepEqual(into, bytes(3, 4));
    assert.equal(fs.fstatSync(scratch.descriptor).size, 4);
    scratch.close();
    scratch.close();
    assert.throws(() => fs.fstatSync(scratch.descriptor), { code: 'EBADF' });
  });

  it('loses its name when it is closed, where the system keeps it while it is open', () => {
    let refusals = 1;
    const names: string[] = [];
    const files: Files = {
      ...nodeFiles,
      create: (name) => (names.push(name), nodeFiles.create(name)),
      remove(name) {
        if (name === names[0] && refusals-- > 0) throw new LabError('DISK', 'it is open');
        nodeFiles.remove(name);
      },
    };
    const scratch = createScratchFile(files, 'ids');
    assert.match(path.basename(names[0]), /^nlp-lab\.ids\.\d+-[0-9a-f]{16}\.[0-9a-f]{16}\.tmp$/);
    assert.ok(fs.existsSync(names[0]));
    scratch.close();
    assert.ok(!fs.existsSync(names[0]));
    assert.throws(() => createScratchFile({ ...nodeFiles, create: () => undefined }, 'ids'), { code: 'DISK' });
  });
});

describe('temporary names', () => {
  const HOST = '0123456789abcdef';
  const world = { pid: 12, host: HOST, nowMs: () => 10_000_000_000, isAlive: (pid: number) => pid === 12 };

  it('say whose they are', () => {
    assert.match(temporaryEnding(nodeFiles, world), /^\.12-0123456789abcdef\.[0-9a-f]{16}\.tmp$/);
    assert.match(temporaryEnding(nodeFiles), new RegExp(`^\\.${process.pid}-${processWorld.host}\\.`));
  });

  it('are all swept from a folder of one’s own, and nothing else', () =>
    withFolder((folder) => {
      const ours = [`a${temporaryEnding(nodeFiles)}`, 'b.00aa00aa00aa00aa.tmp', 'c.7.00aa00aa00aa00aa.tmp'];
      const others = ['x.tmp', 'y.00aa00aa00aa00aa.tmp.txt', 'z.00aa00aa00aa00.tmp'];
      for (const name of [...ours, ...others]) fs.writeFileSync(path.join(folder, name), '');
      sweepTemporaries(nodeFiles, folder);
      assert.deepEqual(pathsUnder(folder), others);
      sweepTemporaries(nodeFiles, path.join(folder, 'none'));
      sweepTemporaries(nodeFiles, path.join(folder, 'x.tmp'));
    }));

  it('of those who have gone are swept after an hour where nobody can tell, else at once', () =>
    withFolder((folder) => {
      const write = (owner: string, agoMs: number): string => {
        const name = `x.${owner}00aa00aa00aa00aa.tmp`;
        fs.writeFileSync(path.join(folder, name), '');
        nodeFiles.touch(path.join(folder, name), world.nowMs() - agoMs);
        return name;
      };
      const hour = 3_600_000;
      const left = (owner: string, agoMs: number): boolean => {
        const name = write(owner, agoMs);
        sweepLeftBehind(nodeFiles, folder, world);
        const stays = fs.existsSync(path.join(folder, name));
        fs.rmSync(path.join(folder, name), { force: true });
        return stays;
      };
      assert.deepEqual([left(`13-${HOST}.`, 0), left(`12-${HOST}.`, 2 * hour)], [false, true]);
      for (const owner of ['13-fedcba9876543210.', '12-fedcba9876543210.', '13.', ''])
        assert.deepEqual([left(owner, hour - 1), left(owner, hour)], [true, false], owner);
      assert.equal(left('12.', 2 * hour), true);
    }));

  it('are left where they cannot be looked at or removed', () =>
    withFolder((folder) => {
      fs.writeFileSync(path.join(folder, `x.13-${HOST}.00aa00aa00aa00aa.tmp`), '');
      const fail = (): never => {
        throw new LabError('DISK', 'made to fail');
      };
      for (const change of [{ list: fail }, { remove: fail }])
        sweepLeftBehind({ ...nodeFiles, ...change }, folder, world);
      sweepLeftBehind(nodeFiles, path.join(folder, 'none'), world);
      assert.equal(pathsUnder(folder).length, 1);
    }));
});

describe('this process', () => {
  it('is seen by its number, others that have gone are not', () => {
    assert.equal(processWorld.pid, process.pid);
    assert.match(processWorld.host, /^[0-9a-f]{16}$/);
    assert.ok(Math.abs(processWorld.nowMs() - Date.now()) < 60_000);
    assert.ok(processWorld.isAlive(process.pid));
    assert.ok(!processWorld.isAlive(99_999_999));
    const kill = mock.method(process, 'kill', () => {
      throw systemError('EPERM');
    });
    try {
      assert.ok(processWorld.isAlive(99_999_999), 'it is another person’s');
    } finally {
      kill.mock.restore();
    }
  });
});
