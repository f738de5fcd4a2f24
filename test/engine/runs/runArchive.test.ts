// Runs out as an archive and in again; and archives that somebody made to do harm, refused before anything is written.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { requireHarmless } from '../../../src/engine/archive/harmlessEntries';
import { importRun } from '../../../src/engine/runs/importRun';
import { exportRuns, withUnpackedRuns } from '../../../src/engine/runs/runArchive';
import { acquireLease } from '../../../src/engine/store/lease';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { readRecord, writeRecord } from '../../../src/engine/store/runRecord';
import { CURVES } from '../../../src/protocol/run';
import { FIXTURE_RUNS, writeFixtureRun } from '../../support/fixtureRuns';
import { pathsUnder, withFolder } from '../store/support/temporaryFolder';
import { zipBytes } from './support/zipBytes';

const told = { signal: new AbortController().signal, progress: () => undefined };

/** A run that failed before its first checkpoint, with a file that packs well and one that is stored. */
function write(home: string, id: string): string {
  const folder = path.join(home, 'runs', id);
  writeFixtureRun(folder, { ...FIXTURE_RUNS[2], id }, home);
  fs.mkdirSync(path.join(folder, '경로'));
  fs.writeFileSync(path.join(folder, 'metrics.jsonl'), 'a line\n'.repeat(1000));
  fs.writeFileSync(path.join(folder, '경로', 'x.safetensors'), Buffer.from([1, 2, 3]));
  fs.writeFileSync(path.join(folder, 'half.0.tmp'), 'being written');
  return folder;
}

const unpacked = (archive: string, runsFolder: string): Promise<Record<string, string>> =>
  withUnpackedRuns(nodeFiles, archive, { runsFolder, freeBytes: Infinity, ...told }, (folder) => {
    const names = pathsUnder(folder).filter((name) => fs.statSync(path.join(folder, name)).isFile());
    return Promise.resolve(Object.fromEntries(names.map((name) => [name, fs.readFileSync(path.join(folder, name), 'latin1')]))); // prettier-ignore
  });

describe('runs as an archive', () => {
  it('come out of it as they went in, without what is being written', () =>
    withFolder(async (home) => {
      const folders = ['2026-11-17-a-0001', '2026-11-17-b-0002'].map((id) => write(home, id));
      const output = path.join(home, 'x.zip');
      const { bytes, files } = await exportRuns(nodeFiles, { folders, sweeps: [], output }, told);
      assert.deepEqual([bytes, files], [fs.statSync(output).size, 8]);
      assert.ok(bytes < 6000, `${bytes}`);
      const found = await unpacked(output, path.join(home, 'other', 'runs'));
      const expected = folders.flatMap((folder) =>
        ['experiment.json', 'metrics.jsonl', 'run.json', '경로/x.safetensors'].map((name) => [
          `runs/${path.basename(folder)}/${name}`,
          fs.readFileSync(path.join(folder, name), 'latin1'),
        ]),
      );
      assert.deepEqual(found, Object.fromEntries(expected));
      assert.deepEqual(fs.readdirSync(path.join(home, 'other', 'runs')), []);
    }));

  it('are read by other programs', function () {
    return withFolder(async (home) => {
      const output = path.join(home, 'x.zip');
      await exportRuns(nodeFiles, { folders: [write(home, '2026-11-17-a-0001')], sweeps: [], output }, told);
      const script = 'import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(z.testzip(), len(z.namelist()))';
      let said;
      try {
        said = execFileSync('python3', ['-c', script, output], { encoding: 'utf8' });
      } catch {
        return this.skip();
      }
      assert.equal(said.trim(), 'None 4');
    });
  });

  it('get another id where theirs is taken, in the trash too', () =>
    withFolder(async (home) => {
      const output = path.join(home, 'x.zip');
      await exportRuns(nodeFiles, { folders: [write(home, '2026-11-17-a-0001')], sweeps: [], output }, told);
      const runsFolder = path.join(home, 'runs');
      const context = { files: nodeFiles, ...told, log: () => undefined, now: () => new Date() };
      const take = (): Promise<string[]> =>
        withUnpackedRuns(nodeFiles, output, { runsFolder, freeBytes: Infinity, ...told }, async (from) => {
          const places = { runsFolder, baseFolder: home, isRenamed: true };
          const imported = await importRun(path.join(from, 'runs', '2026-11-17-a-0001'), places, context);
          return typeof imported === 'string' ? [imported] : [imported.record.id, path.basename(imported.folder)];
        });
      const [id, name] = await take();
      assert.match(id, /^2026-11-17-a-(?!0001)[0-9a-f]{4}$/);
      assert.equal(name, id);
      fs.mkdirSync(path.join(home, 'trash'));
      fs.renameSync(path.join(runsFolder, '2026-11-17-a-0001'), path.join(home, 'trash', '2026-11-17-a-0001'));
      assert.notEqual((await take())[0], '2026-11-17-a-0001');
      fs.rmSync(path.join(home, 'trash'), { recursive: true });
      assert.deepEqual(await take(), ['2026-11-17-a-0001', '2026-11-17-a-0001']);
    }));

  it('come in too where they are curves without a model', () =>
    withFolder(async (home) => {
      const folder = write(home, '2026-11-17-a-0001');
      const record = { ...readRecord(nodeFiles, folder), status: 'completed' as const, task: CURVES, abilities: [] };
      writeRecord(nodeFiles, folder, record);
      const context = { files: nodeFiles, ...told, log: () => undefined, now: () => new Date() };
      const places = { runsFolder: path.join(home, 'other', 'runs'), baseFolder: home, isRenamed: true };
      fs.mkdirSync(places.runsFolder, { recursive: true });
      const imported = await importRun(folder, places, context);
      assert.ok(typeof imported !== 'string' && imported.record.status === 'completed');
      assert.equal(imported.record.notices.length, record.notices.length);
    }));

  it('are not written while one is being written', () =>
    withFolder(async (home) => {
      const folder = write(home, '2026-11-17-a-0001');
      acquireLease(nodeFiles, folder);
      const output = path.join(home, 'x.zip');
      await assert.rejects(exportRuns(nodeFiles, { folders: [folder], sweeps: [], output }, told), { code: 'BUSY' });
      assert.equal(fs.existsSync(output), false);
    }));

  const run = { name: 'a/run.json', content: '{}' };
  const zeros = Buffer.alloc(1 << 20);
  const hostile: [why: string, bytes: Buffer, says: RegExp][] = [
    ['leads out', zipBytes([run, { name: '../x', content: '' }]), /invalid relative path|leads out/],
    ['leads out within', zipBytes([run, { name: 'a/../../x', content: '' }]), /invalid relative path|leads out/],
    ['is absolute', zipBytes([run, { name: '/etc/x', content: '' }]), /absolute path/],
    ['has a drive', zipBytes([run, { name: 'C:/x', content: '' }]), /absolute path/],
    ['has backslashes', zipBytes([run, { name: 'a\\..\\..\\x', content: '' }]), /invalid characters/],
    ['has a stream', zipBytes([run, { name: 'a/x:y', content: '' }]), /not every system/],
    ['has a device', zipBytes([run, { name: 'a/NUL.txt', content: '' }]), /not every system/],
    ['has a control', zipBytes([run, { name: 'a/x\ny', content: '' }]), /not every system/],
    ['is a link', zipBytes([run, { name: 'a/x', content: '/etc/passwd', mode: 0o120777 }]), /a link/],
    ['is a pipe', zipBytes([run, { name: 'a/x', content: '', mode: 0o010644 }]), /a link/],
    ['is there twice', zipBytes([run, run]), /there twice/],
    ['differs by case', zipBytes([run, { name: 'a/RUN.json', content: '' }]), /letter case/],
    ['differs by case above', zipBytes([run, { name: 'A/x', content: '' }]), /letter case/],
    ['is file and folder', zipBytes([run, { name: 'a/run.json/x', content: '' }]), /there twice/],
    ['lies deep', zipBytes([run, { name: `${'a/'.repeat(20)}x`, content: '' }]), /too long a path/],
    ['is encrypted', zipBytes([run, { name: 'a/x', content: '', flags: 1 }]), /encrypted/],
    ['is packed oddly', zipBytes([run, { name: 'a/x', content: '', method: 12 }]), /method 12/],
    ['says more', zipBytes([run, { name: 'a/x', content: zeros, bytes: 2 << 20 }]), /not enough bytes|shorter/],
    ['says less', zipBytes([run, { name: 'a/x', content: zeros, bytes: 10 }]), /too many bytes|more of it/],
    ['says far more', zipBytes([run, { name: 'a/x', content: zeros, bytes: 2 ** 31 }]), /would become/],
    ['has another sum', zipBytes([run, { name: 'a/x', content: zeros, crc: 1 }]), /checksum/],
    ['is no deflate', zipBytes([run, { name: 'a/x', packed: Buffer.from('odd'), bytes: 9, content: '' }]), /a\/x/],
    ['shares bytes', zipBytes([run, { name: 'a/x', content: zeros }, { name: 'a/y', content: zeros, at: 1 }]), /shares bytes/],
    ['is cut off', zipBytes([run]).subarray(0, 40), /no zip archive/],
    ['is none', Buffer.from('not a zip'), /no zip archive/],
    ['is empty', Buffer.alloc(0), /no zip archive/],
    ['holds no run', zipBytes([{ name: 'a/b/c/run.json', content: '{}' }]), /no run in/],
  ]; // prettier-ignore
  for (const [why, bytes, says] of hostile)
    it(`are refused, and nothing is written, where something ${why}`, () =>
      withFolder(async (home) => {
        const archive = path.join(home, 'x.zip');
        fs.writeFileSync(archive, bytes);
        await assert.rejects(unpacked(archive, path.join(home, 'runs')), (error: Error & { code?: string }) => {
          assert.match(error.message, says);
          assert.equal(error.code, 'INVALID_FILE');
          return true;
        });
        assert.deepEqual(fs.readdirSync(home), ['x.zip']);
      }));

  it('are refused where the disk has no room for them', () => {
    const entry = { name: 'x', packed: 10, bytes: 100, offset: 0, method: 8, isEncrypted: false, mode: 0 };
    assert.throws(() => requireHarmless('x.zip', [entry], { archiveBytes: 50, freeBytes: 99 }), { code: 'DISK' });
  });
});
