// A folder that is written whole or not at all, on a disk that fails and where others write too.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { writeFolder, type Content } from '../../../src/engine/export/exportFolder';
import type { Files } from '../../../src/engine/store/files';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { LabError } from '../../../src/protocol/labError';
import { faultyFiles } from '../store/support/faultyFiles';
import { pathsUnder, withFolder } from '../store/support/temporaryFolder';

const CONTENTS: Content[] = [
  ['model.onnx', Uint8Array.of(1, 2, 3), 0.5],
  ['README.md', 'words', 1],
];

const write = (files: Files, folder: string, contents: Iterable<Content> = CONTENTS) =>
  writeFolder(files, folder, contents, { signal: new AbortController().signal, progress: () => undefined });

describe('a folder of exported files', () => {
  it('is there whole or not at all, whatever fails, and failures name what was asked for', () =>
    withFolder(async (base) => {
      const folder = path.join(base, 'model');
      for (let failAt = 1, isWhole = false; !isWhole; failAt++) {
        const faulty = faultyFiles(nodeFiles, failAt);
        try {
          await write(faulty.files, folder);
          isWhole = true;
        } catch (error) {
          assert.ok(error instanceof LabError && error.code === 'DISK', String(error));
          assert.ok(!error.message.includes('.tmp'), error.message);
        }
        const found = pathsUnder(base).filter((name) => !name.includes('.tmp')); // those are swept by the next one
        const names = [...found].map((name) => path.relative(base, path.resolve(base, name))).sort();
        if (names.length > 0) assert.deepEqual(names.filter((name) => name !== 'model'), ['model/README.md', 'model/model.onnx']); // prettier-ignore
        fs.rmSync(folder, { recursive: true, force: true });
      }
    }));

  it('is told by its name where its disk says no', () =>
    withFolder(async (base) => {
      const folder = path.join(base, 'model');
      const refusing = (name: 'create' | 'makeFolder' | 'rename'): Files => ({
        ...nodeFiles,
        [name]: (file: string) => {
          throw new LabError('DISK', `"${file}" could not be used: the disk is read-only.`, { file });
        },
      });
      for (const name of ['create', 'makeFolder', 'rename'] as const)
        await assert.rejects(write(refusing(name), folder), (error) => {
          assert.ok(error instanceof LabError);
          assert.ok(error.message.startsWith(`"${folder}`) && !error.message.includes('.tmp'), error.message);
          return true;
        });
      assert.deepEqual(fs.readdirSync(base), []);
    }));

  it('takes nothing away that has come into it meanwhile', () =>
    withFolder(async (base) => {
      const folder = path.join(base, 'model');
      fs.mkdirSync(folder);
      function* slow(): Generator<Content> {
        yield CONTENTS[0];
        fs.writeFileSync(path.join(folder, 'thesis.tex'), 'years of work');
        yield CONTENTS[1];
      }
      await assert.rejects(write(nodeFiles, folder, slow()), /is not empty/);
      assert.equal(fs.readFileSync(path.join(folder, 'thesis.tex'), 'utf8'), 'years of work');
      assert.deepEqual(fs.readdirSync(base), ['model']);
    }));
});
