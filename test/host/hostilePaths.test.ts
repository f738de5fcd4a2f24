// Whatever a name is, it names no place outside the folder that it is for (promise C6).
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { keepEvaluation, readEvaluation } from '../../src/engine/runs/evaluations';
import { openMetricsLog } from '../../src/engine/store/metricsLog';
import { nodeFiles } from '../../src/engine/store/nodeFiles';
import { createRun, runFiles, safeName } from '../../src/engine/store/runFolder';
import { plainName } from '../../src/host/editor/texts';
import { KeptSources } from '../../src/host/views/keptSources';
import { savedKey } from '../../src/host/views/subjects';
import { LabError } from '../../src/protocol/labError';
import { fileNameOf, SAVE_KINDS } from '../../src/protocol/saveFile';
import { faultyFiles } from '../engine/store/support/faultyFiles';
import { recordOf } from '../engine/store/support/records';
import { withFolder } from '../engine/store/support/temporaryFolder';
import { fakeReport } from '../support/fakeReports';
import { HOSTILE_PATHS } from '../support/hostilePaths';
import { Memory } from '../support/memory';

/** A name that every system can have, in the folder itself. */
function requireName(name: string, from: string): void {
  const where = `${JSON.stringify(name.slice(0, 80))} from ${JSON.stringify(from.slice(0, 80))}`;
  assert.ok(name !== '' && Buffer.byteLength(name) <= 255, where);
  assert.equal(path.posix.basename(name), name, where);
  assert.equal(path.win32.basename(name), name, where);
  assert.doesNotMatch(name, /\p{Cs}/u, where);
  assert.doesNotMatch(name, /[\p{Cc}<>:"/\\|?*\u202a-\u202e]|^\.|[. ]$|^ /u, where);
  assert.doesNotMatch(name, /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i, where);
}

const hasCode = (code: string) => (error: unknown) => error instanceof LabError && error.code === code;

describe('hostile names', () => {
  it('are 500', () => assert.ok(HOSTILE_PATHS.length >= 500, String(HOSTILE_PATHS.length)));

  it('of what is saved, of runs and of experiments name files of the folder', () => {
    for (const hostile of HOSTILE_PATHS) {
      for (const kind of SAVE_KINDS) requireName(fileNameOf(hostile, kind), hostile);
      requireName(`${plainName(hostile)}-transformer.nlplab.json`, hostile);
      requireName(`a.${plainName(hostile)}.txt`, hostile);
    }
  });

  it('of runs make folders of the runs folder, and nothing else', () =>
    withFolder((place) => {
      const runsFolder = path.join(place, 'work', 'runs');
      HOSTILE_PATHS.forEach((name, number) => {
        requireName(`2026-01-01-${safeName(name)}-0000`, name);
        if (number % 20 > 0) return; // of the others the name is enough: a folder takes the disk its time
        const run = { name, createdAt: new Date(0), record: (id: string) => recordOf(id) };
        const { id, folder } = createRun(nodeFiles, runsFolder, run);
        requireName(id, name);
        assert.equal(path.dirname(folder), runsFolder);
      });
      assert.deepEqual(fs.readdirSync(place), ['work']);
    }));

  it('of evaluations and of views reach nothing', () =>
    withFolder(async (place) => {
      await keepEvaluation(nodeFiles, place, fakeReport({ kind: 'figures' }));
      const { files, count } = faultyFiles(nodeFiles);
      const kept = new KeptSources<{ file: string }>(new Memory(), { name: 'a', most: 3, nameOf: ({ file }) => file });
      kept.add({ file: '/a' });
      for (const hostile of HOSTILE_PATHS) {
        if (hostile !== '') assert.equal(readEvaluation(files, place, hostile), undefined);
        assert.equal(kept.at(savedKey({ key: hostile })), undefined);
      }
      assert.equal(count(), 0, 'the disk is not even asked');
      assert.ok(readEvaluation(nodeFiles, place));
    }));

  it('of links do not lead the log of a run elsewhere: the opening itself refuses them', () =>
    withFolder((place) => {
      const [log, elsewhere] = [path.join(place, runFiles.metrics), path.join(place, 'elsewhere')];
      fs.writeFileSync(elsewhere, 'mine');
      fs.symlinkSync(elsewhere, log);
      assert.throws(() => openMetricsLog(nodeFiles, log), hasCode('INVALID_FILE'));
      assert.equal(fs.readFileSync(elsewhere, 'utf8'), 'mine');
    }));
});
