// What earlier versions wrote beside and around runs still opens, is gone on with and moves: sweeps, the queue, archives, what people say of
// runs, what was cleaned away, the index (test/golden/README.md, formats/).

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { cleanings, restoreCleaning } from '../../../src/engine/calls/cleanRuns';
import { examplesPage } from '../../../src/engine/calls/examples/examplesPage';
import { importRuns } from '../../../src/engine/calls/importRuns';
import { changeQueue, queue, trainQueued } from '../../../src/engine/calls/queue';
import { sweep } from '../../../src/engine/calls/sweeps';
import { indexedStamps, readIndex } from '../../../src/engine/store/indexFile';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { readAbout } from '../../../src/engine/store/runAbout';
import { listRuns } from '../../../src/engine/store/runFolder';
import type { TrainProgress } from '../../../src/protocol/engine';
import { ELSEWHERE, FORMATS_FOLDER, layOut, moveTo, PLACE, toldBy } from '../../support/oldFormats';
import { callContext } from '../calls/support/callContext';
import { withFolder } from '../store/support/temporaryFolder';

const VERSIONS = fs.readdirSync(FORMATS_FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name); // prettier-ignore

for (const version of VERSIONS)
  describe(`files that an earlier version wrote around runs: ${version}`, () => {
    const told = toldBy(version);
    const runsIn = (folder: string): string => path.join(folder, 'lab', 'runs');
    const inCopy = <T>(use: (folder: string) => Promise<T>): Promise<T> =>
      withFolder(async (home) => {
        const folder = path.join(home, 'w');
        layOut(version, folder);
        return use(folder);
      });
    const firstRun = told.sweep.trials[0].runs[0].run;

    it('are read as they are: the sweep, the queue, what people said of a run', () =>
      inCopy(async (folder) => {
        const sweepFolder = path.join(folder, 'lab', 'sweeps', told.sweep.id);
        const moved = JSON.parse(JSON.stringify(told.sweep).replaceAll(PLACE, folder)) as unknown;
        const found = await sweep({ folder: sweepFolder }, callContext());
        assert.deepEqual(JSON.parse(JSON.stringify(found)), moved);
        assert.deepEqual(await queue({ runsFolder: runsIn(folder) }, callContext()), told.queue);
        const about = readAbout(nodeFiles, path.join(runsIn(folder), firstRun));
        assert.deepEqual(about, { name: 'the first', starred: true, tags: ['좋은 것', 'kept'], note: 'Two\nlines.' });
      }));

    it('go on: the queue trains what waits, once more what it should, and both sweeps', () =>
      inCopy(async (folder) => {
        moveTo(folder);
        const runsFolder = runsIn(folder);
        await changeQueue({ runsFolder, change: { kind: 'state', state: 'open' } }, callContext());
        const ended: string[] = [];
        for (;;) {
          const reply = await trainQueued({ runsFolder }, callContext<TrainProgress>());
          if (reply.state !== 'ran') break;
          ended.push(`${reply.name} ${reply.status}${reply.again === undefined ? '' : ' again'}`);
        }
        assert.deepEqual(ended, ['waits completed', 'stopped completed', 'search completed again', ...Array<string>(3).fill('swept completed')]); // prettier-ignore
        const left = await queue({ runsFolder }, callContext());
        assert.deepEqual(left.items.map(({ name, status }) => `${name} ${status}`), ['fails failed']); // prettier-ignore
        assert.ok(listRuns(nodeFiles, runsFolder).every(({ record }) => record.status === 'completed'));
      }));

    it('come out of their archive, with the sweep', () =>
      withFolder(async (home) => {
        const archive = path.join(FORMATS_FOLDER, version, 'sweep.zip');
        const request = { folder: archive, runsFolder: path.join(home, 'runs'), baseFolder: home };
        const { runs, sweeps } = await importRuns(request, callContext());
        assert.deepEqual(runs.map(({ record }) => record.id).sort(), told.sweep.trials.map(({ runs: [{ run }] }) => run).sort()); // prettier-ignore
        assert.deepEqual(sweeps, [told.sweep.id]);
      }));

    it('come from an exported project, and are judged', () =>
      inCopy(async (folder) => {
        const request = {
          folder: path.join(folder, 'project'),
          runsFolder: path.join(folder, 'runs'),
          baseFolder: folder,
        };
        const [{ record }] = (await importRuns(request, callContext())).runs;
        assert.deepEqual([record.id, record.status, record.versions.pytorch], [ELSEWHERE, 'completed', '2.6.0']);
        assert.ok(record.metrics['test.accuracy'] >= 0, record.notices.join('\n'));
      }));

    it('give back what was cleaned away, and the examples of an evaluation', () =>
      inCopy(async (folder) => {
        const runsFolder = runsIn(folder);
        const [cleaning] = (await cleanings({ runsFolder }, callContext())).cleanings;
        await restoreCleaning({ folder: cleaning.folder }, callContext());
        const optimizer = path.join(runsFolder, told.cleaned, 'checkpoints', 'best', 'optimizer.safetensors');
        assert.ok(fs.existsSync(optimizer));
        const asked = {
          folder: path.join(runsFolder, told.cleaned),
          order: { by: 'loss', falling: true },
          from: 0,
          most: 3,
        } as const;
        assert.ok((await examplesPage({ ...asked, conditions: [] }, callContext())).examples.length > 0);
      }));
  });

describe('indices that earlier versions wrote', () => {
  const indexOf = (name: string): ReturnType<typeof readIndex> =>
    withFolder((folder) => {
      fs.copyFileSync(path.join(FORMATS_FOLDER, name), path.join(folder, '.index.jsonl'));
      return readIndex(nodeFiles, folder);
    });

  it('are read where they say enough, else made anew', () => {
    assert.deepEqual(
      ['index-1-sha256.jsonl', 'index-1-crc.jsonl'].map((name) => indexOf(name).length),
      [0, 0],
    );
    assert.deepEqual(indexOf('index-3.jsonl').map(({ name, summary, values }) => [name, summary.record.id, summary.about?.starred, values?.clean]), [
      ['2026-01-02-reviews-0001', '2026-01-02-reviews-0001', true, ['nfc']],
      ['2026-01-02-reviews-0002', '2026-01-02-reviews-0002', undefined, ['nfc']],
    ]); // prettier-ignore
    withFolder((folder) => {
      fs.copyFileSync(path.join(FORMATS_FOLDER, 'index-3.jsonl'), path.join(folder, '.index.jsonl'));
      assert.equal(indexedStamps(nodeFiles, folder).size, 2);
    });
  });
});
