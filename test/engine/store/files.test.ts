// Bytes and whole files, one part after the other: how each fails, and what it leaves behind then.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { removeQuietly, streamFileAtomically, writeFileAtomically } from '../../../src/engine/store/atomicFile';
import type { Files, OpenFile } from '../../../src/engine/store/files';
import { guardedFiles } from '../../../src/engine/store/guardedFiles';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { openSealed, seal } from '../../../src/engine/store/sealedJson';
import { readFileText, readFully, withFile } from '../../../src/engine/store/wholeFile';
import { writeFully } from '../../../src/engine/store/writeFully';
import { LabError } from '../../../src/protocol/labError';
import { faultyFiles } from './support/faultyFiles';
import { pathsUnder, withFolder } from './support/temporaryFolder';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

/** A file in memory that takes and gives at most so many bytes at once. */
function slowFile(content: number[], most: number): OpenFile & { content: number[]; closed: number } {
  const file = {
    ...{ content, closed: 0, descriptor: 7 },
    write(from: Uint8Array, position: number) {
      const part = [...from.subarray(0, most)];
      content.splice(position, part.length, ...part);
      return part.length;
    },
    read(into: Uint8Array, position: number) {
      const part = content.slice(position, position + Math.min(most, into.byteLength));
      into.set(part);
      return part.length;
    },
    ...{ size: () => content.length, truncate: () => undefined, sync: () => undefined },
    close: () => void file.closed++,
  };
  return file;
}

describe('bytes', () => {
  it('are written until all are, from a place on', () => {
    const file = slowFile([9, 9, 9], 2);
    assert.equal(writeFully(file, 'x', bytes(1, 2, 3, 4, 5), 1), 6);
    assert.deepEqual(file.content, [9, 1, 2, 3, 4, 5]);
    assert.equal(writeFully(file, 'x', bytes(), 3), 3);
  });

  it('that the system takes no more of are a failure', () => {
    for (const count of [0, -1])
      assert.throws(() => writeFully({ ...slowFile([], 2), write: () => count }, '/a/b', bytes(1), 0), {
        ...{ code: 'DISK', message: /Could not write "\/a\/b"/, place: { file: '/a/b' } },
      });
  });

  it('are read until all are there, and those that are not are a failure', () => {
    const into = new Uint8Array(3);
    readFully(slowFile([1, 2, 3, 4], 2), 'x', into, 1);
    assert.deepEqual(into, bytes(2, 3, 4));
    assert.throws(() => readFully(slowFile([1, 2, 3, 4], 2), '/a', into, 2), {
      ...{ code: 'INVALID_FILE', message: /"\/a" ends too early/, place: { file: '/a' } },
    });
  });

  it('are used and the file closed, whatever happens', () => {
    const file = slowFile([1], 1);
    assert.equal(withFile(file, ({ size }) => size()), 1); // prettier-ignore
    assert.throws(() => withFile(file, () => assert.fail('first')), /first/);
    assert.equal(file.closed, 2);
    const stuck = { ...file, close: () => assert.fail('close') };
    assert.throws(() => withFile(stuck, () => assert.fail('first')), /first/);
    assert.throws(() => withFile(stuck, () => 1), /close/);
  });
});

describe('a whole file of text', () => {
  it('is read up to its limit, as UTF-8', () =>
    withFolder((folder) => {
      const file = path.join(folder, 'x');
      fs.writeFileSync(file, 'é1');
      assert.equal(readFileText(nodeFiles, file, 3), 'é1');
      assert.throws(() => readFileText(nodeFiles, file, 2), {
        ...{ code: 'INVALID_FILE', message: /has 3 bytes; at most 2/, place: { file } },
      });
      fs.writeFileSync(file, bytes(0x61, 0xff));
      assert.throws(() => readFileText(nodeFiles, file, 9), {
        ...{ code: 'INVALID_FILE', message: /not UTF-8/, place: { file } },
      });
      assert.throws(() => readFileText(nodeFiles, path.join(folder, 'none'), 9), { code: 'NOT_FOUND' });
      fs.writeFileSync(file, 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n');
      assert.throws(() => readFileText(nodeFiles, file, 999), { code: 'INVALID_DATA', message: /git lfs pull/ });
    }));

  it('that is sealed gives its content back, and no other text does', () => {
    const content = { a: [1, 'b', null], c: { d: true } };
    const text = seal(content);
    assert.match(text, /^\{"sha256":"[0-9a-f]{64}","content":\{.*\}\}\n$/);
    assert.deepEqual(openSealed(text, 'x'), content);
    for (const wrong of [text.trimEnd(), ` ${text}`, text.replace('1', '2'), text.slice(0, 20), '', 'null', '{}'])
      assert.throws(() => openSealed(wrong, '/x'), {
        ...{ code: 'INVALID_FILE', message: /"\/x" is damaged/, place: { file: '/x' } },
      });
  });
});

describe('a whole file that is written', () => {
  const failing = (change: Partial<OpenFile>): Files => ({
    ...nodeFiles,
    create(target) {
      const file = nodeFiles.create(target);
      return file && { ...file, ...change };
    },
  });

  it('is forced out, checked for its length, and leaves nothing where it fails', () =>
    withFolder(async (folder) => {
      const target = path.join(folder, 'x');
      writeFileAtomically(nodeFiles, target, 'old');
      const fails = (files: Files, message: RegExp): void => {
        assert.throws(() => writeFileAtomically(files, target, 'newer'), { code: 'DISK', message });
        assert.deepEqual([pathsUnder(folder), fs.readFileSync(target, 'utf8')], [['x'], 'old']);
      };
      const say = (): never => {
        throw new LabError('DISK', 'made to fail');
      };
      fails(failing({ sync: say }), /made to fail/);
      fails(failing({ size: () => 4 }), /"[^"]*x" was not written in full/);
      fails({ ...nodeFiles, rename: say }, /made to fail/);
      fails({ ...nodeFiles, create: () => undefined }, /\.tmp" is there already/);
      assert.throws(() => writeFileAtomically({ ...nodeFiles, syncFolder: say }, target, 'newer'), { code: 'DISK' });
      assert.equal(fs.readFileSync(target, 'utf8'), 'newer');
      const parts = [bytes(0x61), bytes(), bytes(0x62, 0x63)];
      writeFileAtomically(nodeFiles, target, parts);
      assert.equal(fs.readFileSync(target, 'utf8'), 'abc');

      async function* chunks(): AsyncGenerator<Uint8Array> {
        for (const part of parts) yield await Promise.resolve(part);
      }
      assert.equal(await streamFileAtomically(nodeFiles, target, chunks()), 3);
      await assert.rejects(streamFileAtomically(failing({ sync: say }), target, chunks()), /made to fail/);
      await assert.rejects(streamFileAtomically({ ...nodeFiles, create: () => undefined }, target, chunks()), {
        ...{ code: 'DISK', message: /is there already/ },
      });
      const { files, openHandles } = faultyFiles(nodeFiles);
      async function* broken(): AsyncGenerator<Uint8Array> {
        yield* chunks();
        throw new Error('could not be made');
      }
      await assert.rejects(streamFileAtomically(files, target, broken()), /could not be made/);
      const closing = failing({ close: say });
      await assert.rejects(streamFileAtomically(closing, target, broken()), /could not be made/);
      assert.deepEqual([pathsUnder(folder), fs.readFileSync(target, 'utf8'), openHandles()], [['x'], 'abc', 0]);
      const synced: string[] = [];
      const watching = { ...nodeFiles, syncFolder: (each: string) => void synced.push(each) };
      writeFileAtomically(watching, target, 'abc');
      await streamFileAtomically(watching, target, chunks());
      assert.deepEqual(synced, [folder, folder]);
      removeQuietly({ ...nodeFiles, remove: say }, target);
      removeQuietly(nodeFiles, target);
      assert.ok(!fs.existsSync(target));
    }));
});

describe('a guarded disk', () => {
  it('changes nothing that is not allowed, and reads all', () =>
    withFolder((folder) => {
      const at = (name: string): string => path.join(folder, name);
      fs.writeFileSync(at('a'), 'abc');
      let allowed = true;
      let asked = 0;
      const files = guardedFiles(nodeFiles, () => {
        asked++;
        if (!allowed) throw new LabError('BUSY', 'not allowed');
      });
      const open = files.openToChange(at('a'));
      const created = files.create(at('b'));
      assert.ok(created);
      assert.equal(files.create(at('b')), undefined);
      assert.equal(asked, 3);
      allowed = false;
      const changes: [string, () => unknown][] = [
        ['write', () => open.write(bytes(1), 0)],
        ['truncate', () => open.truncate(0)],
        ['write anew', () => created.write(bytes(1), 0)],
        ['open', () => files.openToChange(at('a'))],
        ['create', () => files.create(at('c'))],
        ['rename', () => files.rename(at('a'), at('d'))],
        ['remove', () => files.remove(at('a'))],
        ['makeFolder', () => files.makeFolder(at('e'))],
        ['touch', () => files.touch(at('a'), 0)],
      ];
      for (const [name, change] of changes) assert.throws(change, { code: 'BUSY' }, name);
      assert.equal(asked, 3 + changes.length);
      assert.deepEqual([open.size(), files.list(folder).sort(), files.stat(at('a'))?.bytes], [3, ['a', 'b'], 3]);
      withFile(files.openToRead(at('a')), (file) => assert.equal(file.size(), 3));
      open.close();
      created.close();
      allowed = true;
      files.rename(at('a'), at('d'));
      assert.deepEqual(pathsUnder(folder), ['b', 'd']);
    }));
});
