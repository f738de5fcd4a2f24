// Which run is meant by what an experiment says.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { namedRun, namedRunFolder } from '../../../src/engine/store/namedRun';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { changeAbout } from '../../../src/engine/store/runAbout';
import { writeRecord } from '../../../src/engine/store/runRecord';
import { recordOf } from './support/records';
import { withFolder } from './support/temporaryFolder';

/** Runs by id, with their names. */
function inPlaces(
  runs: Record<string, string>,
  use: (find: (given: string) => string, folders: { base: string; runs: string }) => void,
): void {
  withFolder((base) => {
    const runsFolder = path.join(base, 'lab', 'runs');
    for (const [id, name] of Object.entries(runs)) {
      fs.mkdirSync(path.join(runsFolder, id), { recursive: true });
      writeRecord(nodeFiles, path.join(runsFolder, id), recordOf(id, { name }));
    }
    const find = (given: string): string => path.relative(runsFolder, namedRunFolder(nodeFiles, given, { baseFolder: base, runsFolder })); // prettier-ignore
    use(find, { base, runs: runsFolder });
  });
}

describe('a run that is named', () => {
  it('is meant by its folder, its id, the beginning of its id or its name', () =>
    inPlaces({ '2026-01-02-a-00aa': 'reviews', '2026-01-03-b-00bb': 'topics' }, (find, { base, runs }) => {
      for (const given of [
        'lab/runs/2026-01-02-a-00aa',
        path.join(runs, '2026-01-02-a-00aa'),
        '2026-01-02-a-00aa',
        '2026-01-02',
        'reviews',
      ])
        // prettier-ignore
        assert.equal(find(given), '2026-01-02-a-00aa', given);
      changeAbout(nodeFiles, path.join(runs, '2026-01-03-b-00bb'), { name: 'The one' });
      for (const given of ['The one', 'topics', '2026-01-03']) assert.equal(find(given), '2026-01-03-b-00bb', given);
      const without = { baseFolder: base };
      assert.equal(namedRunFolder(nodeFiles, 'lab/runs/2026-01-02-a-00aa', without), path.join(runs, '2026-01-02-a-00aa')); // prettier-ignore
      assert.throws(() => namedRunFolder(nodeFiles, 'reviews', without), { code: 'NOT_FOUND' });
      assert.throws(() => find('runs/2026-01-02-a-00aa'), { code: 'NOT_FOUND' }); // a path is no id
      assert.ok(!fs.existsSync(path.join(runs, '.index.jsonl')));
    }));

  it('comes before one whose id begins with its name', () =>
    inPlaces({ 'a-00aa': 'x', 'x-00bb': 'y' }, (find) => {
      assert.equal(find('x'), 'a-00aa');
      assert.equal(find('x-'), 'x-00bb');
    }));

  it('is to be told from others by its id, of which eight are told', () => {
    const ids = (count: number): string[] => Array.from({ length: count }, (_, i) => `r${i}-00aa`);
    const message = (count: number): string => {
      let told = '';
      inPlaces(Object.fromEntries(ids(count).map((id) => [id, 'same'])), (find) =>
        assert.throws(() => find('same'), (error: Error & { code?: string }) => {
          told = error.message;
          return error.code === 'INVALID_EXPERIMENT';
        }),
      ); // prettier-ignore
      return told;
    };
    assert.equal(message(2), '"same" may be 2 runs: "r0-00aa", "r1-00aa". Name the one that is meant by its id.');
    const eight = ids(8).map((id) => `"${id}"`).join(', '); // prettier-ignore
    assert.ok(message(8).includes(`8 runs: ${eight}. Name`));
    assert.ok(message(10).includes(`10 runs: ${eight} and 2 more. Name`));
  });

  it('that is not there is asked for by what is nearest: an id or a name', () =>
    inPlaces({ '2026-01-02-long-00aa': 'reviews' }, (find, { runs }) => {
      changeAbout(nodeFiles, path.join(runs, '2026-01-02-long-00aa'), { name: 'favourite' });
      const told = (given: string, message: RegExp): void =>
        assert.throws(() => find(given), { code: 'NOT_FOUND', message });
      told('reviewz', /no run "reviewz"; it may have been deleted\. Did you mean "reviews"\?/);
      told('favorite', /Did you mean "favourite"\?/);
      told('2026-01-02-long-00ab', /Did you mean "2026-01-02-long-00aa"\?/);
      told('qqqqqqqqqqqq', /deleted\. Name the id of a run, or its folder\./);
    }));

  it('may be a model’s file of another program', () =>
    inPlaces({ 'a-00aa': 'x' }, (_, { base, runs }) => {
      const places = { baseFolder: base, runsFolder: runs };
      for (const name of ['a.bin', 'b.FTZ', 'c.txt']) fs.writeFileSync(path.join(base, name), '');
      fs.mkdirSync(path.join(base, 'd.bin'));
      for (const name of ['a.bin', 'b.FTZ']) assert.equal(namedRun(nodeFiles, name, places), path.join(base, name));
      for (const name of ['c.txt', 'd.bin', 'e.bin'])
        assert.throws(() => namedRun(nodeFiles, name, places), { code: 'NOT_FOUND' }, name);
      assert.equal(namedRun(nodeFiles, 'x', places), path.join(runs, 'a-00aa'));
    }));
});
