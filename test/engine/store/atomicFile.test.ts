// Whole files in folders of people: what is left of killed writers, and how a disk that cannot be written to is called.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { mock } from 'node:test';
import { streamFileAtomically, writeOutput } from '../../../src/engine/store/atomicFile';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { processWorld } from '../../../src/engine/store/surroundings';
import { temporaryBeside } from '../../../src/engine/store/temporaryNames';
import type { LabError } from '../../../src/protocol/labError';
import { withFolder } from './support/temporaryFolder';

const DEAD = 99_999_999;

describe('a file that a person named', () => {
  it('is written where a killed writer left its temporary file, which goes, and others stay', () =>
    withFolder(async (folder) => {
      const target = path.join(folder, 'clean.txt');
      const left = `old.tsv.${DEAD}-${processWorld.host}.0123456789abcdef.tmp`;
      const others = [
        path.basename(temporaryBeside(nodeFiles, target)), // of this process
        `old.tsv.${DEAD}-00aa00aa00aa00aa.0123456789abcdef.tmp`, // of another machine
        'notes.0123456789abcdef.tmp', // may be anybody's
        'notes.tmp',
      ];
      for (const write of [
        () => Promise.resolve(writeOutput(nodeFiles, target, 'text')),
        () => streamFileAtomically(nodeFiles, target, (async function* () { yield await Promise.resolve(Buffer.from('text')); })()), // prettier-ignore
      ]) {
        for (const name of [left, ...others]) fs.writeFileSync(path.join(folder, name), '');
        await write();
        assert.deepEqual(fs.readdirSync(folder).sort(), ['clean.txt', ...others].sort());
        assert.equal(fs.readFileSync(target, 'utf8'), 'text');
      }
    }));

  it('is the one that a failure tells of, where its folder is not there', () =>
    withFolder(async (folder) => {
      const target = path.join(folder, 'missing', 'clean.txt');
      const tells = (error: LabError): boolean => error.place?.file === target && !error.message.includes('.tmp');
      assert.throws(() => writeOutput(nodeFiles, target, 'text'), tells);
      await assert.rejects(streamFileAtomically(nodeFiles, target, (async function* () {})()), tells);
    }));
});

describe('a disk', () => {
  const refusing = (code: string, levels: number): void =>
    withFolder((folder) => {
      const mkdir = mock.method(fs, 'mkdirSync', (made: string) => {
        const isDeep = made.split(path.sep).length > folder.split(path.sep).length + levels;
        throw Object.assign(new Error(`${code}: made up`), { code: isDeep ? 'ENOENT' : code });
      });
      try {
        nodeFiles.makeFolder(path.join(folder, 'deep', 'runs'));
      } finally {
        mkdir.mock.restore();
      }
    });

  it('that is read-only is called that, however many folders are to be made', () => {
    for (const levels of [1, 2]) assert.throws(() => refusing('EROFS', levels), { code: 'DISK', message: /read-only/ });
  });

  it('has names that are too long, and links in circles, and says so', () =>
    withFolder((folder) => {
      const circle = path.join(folder, 'circle');
      fs.symlinkSync(circle, circle);
      assert.throws(() => nodeFiles.openToRead(circle), { code: 'INVALID_FILE', message: /leads back to itself/ });
      const long = path.join(folder, 'x'.repeat(300));
      assert.throws(() => nodeFiles.makeFolder(long), { code: 'DISK', message: /longer than the system allows/ });
    }));

  it('makes folders that are there, and refuses a file in the way', () =>
    withFolder((folder) => {
      nodeFiles.makeFolder(path.join(folder, 'a', 'b'));
      nodeFiles.makeFolder(path.join(folder, 'a', 'b'));
      fs.writeFileSync(path.join(folder, 'file'), '');
      assert.throws(() => nodeFiles.makeFolder(path.join(folder, 'file')), { code: 'DISK' });
      assert.throws(() => nodeFiles.makeFolder(path.join(folder, 'file', 'b')), {
        code: 'DISK',
        message: /not a folder/,
      });
    }));
});
