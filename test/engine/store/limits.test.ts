// What is larger than a file of its kind may be is not read into memory: it is looked at, and no byte is asked for.

import assert from 'node:assert/strict';
import { openCheckpoint } from '../../../src/engine/store/checkpoint';
import type { Files, OpenFile } from '../../../src/engine/store/files';
import { readIndex } from '../../../src/engine/store/indexFile';
import { nonceOf, readLease } from '../../../src/engine/store/leaseFile';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { readAbout } from '../../../src/engine/store/runAbout';
import { RunIndex } from '../../../src/engine/store/runIndex';
import { readRecord } from '../../../src/engine/store/runRecord';

/** A disk on which every file has this size and no byte in it; counts the files of this name that were asked for bytes. */
function sized(name: string, bytes: number): { files: Files; asked(): number } {
  let asked = 0;
  const open = (file: string): OpenFile => ({
    ...{ descriptor: -1, size: () => bytes, close: () => undefined },
    read: () => ((asked += Number(file.endsWith(name))), 0),
    write: () => assert.fail('written'),
    truncate: () => assert.fail('shortened'),
    sync: () => undefined,
  });
  const isFolder = (file: string): boolean => !/\.\w+$/.test(file);
  const stat: Files['stat'] = (file) => ({ kind: isFolder(file) ? 'folder' : 'file', bytes, modifiedMs: 0 });
  return { files: { ...nodeFiles, openToRead: open, stat, list: () => ['run'] }, asked: () => asked };
}

const READERS: [what: string, file: string, most: number, read: (files: Files) => unknown][] = [
  ['an index', '.index.jsonl', 2 ** 28, (files) => readIndex(files, '/runs')],
  ['a record', 'run.json', 64 * 2 ** 20, (files) => readRecord(files, '/run')],
  ['an experiment in a list', 'experiment.json', 2 ** 22, (files) => new RunIndex(listing(files), '/runs').read({ writesNothing: true })], // prettier-ignore
  ['what people say', 'about.json', 256 * 2 ** 10, (files) => readAbout(files, '/run')],
  ['a checkpoint’s state', 'state.json', 2 ** 24, (files) => openCheckpoint(files, '/run', 'last')],
  ['a lease', 'run.lease', 4096, (files) => readLease(files, '/run/run.lease')],
  ['a lease’s nonce', 'run.lease', 4096, (files) => nonceOf(files, '/run/run.lease')],
];

describe('a file that is too large', () => {
  for (const [what, file, most, read] of READERS)
    it(`is not read as ${what}`, () => {
      for (const [bytes, isAsked] of [
        [most, true],
        [most + 1, false],
      ] as const) {
        // prettier-ignore
        const { files, asked } = sized(file, bytes);
        try {
          read(files);
        } catch {
          // it has no content
        }
        assert.equal(asked() > 0, isAsked, String(bytes));
      }
    });
});

/** The same disk, where checkpoints have no files. */
const listing = (files: Files): Files => ({
  ...files,
  list: (folder) => (folder === '/runs' ? ['run'] : []),
  stat: (file) => (/\.(safetensors|new|previous)$/.test(file) ? undefined : files.stat(file)),
});
