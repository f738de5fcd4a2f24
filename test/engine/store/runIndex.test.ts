import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import type { Files } from '../../../src/engine/store/files';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { changeAbout } from '../../../src/engine/store/runAbout';
import { indexedStamps } from '../../../src/engine/store/indexFile';
import { createRun, listRuns } from '../../../src/engine/store/runFolder';
import { RunIndex, runIndexOf } from '../../../src/engine/store/runIndex';
import { processWorld } from '../../../src/engine/store/surroundings';
import type { RunSummary } from '../../../src/protocol/run';
import { writeMadeUpRuns } from '../../scale/madeUpRuns';
import { recordOf } from './support/records';
import { withFolder } from './support/temporaryFolder';

const INDEX = '.index.jsonl';
/** Later: what was written just now counts as settled then. */
const world = { ...processWorld, nowMs: () => Date.now() + 60_000 };
const make = (folder: string, count = 30): string[] =>
  writeMadeUpRuns(folder, { count, points: 1, epochs: 1, kept: 10 });

/** A disk that counts the records that are read. */
function counting(): { files: Files; records(): number } {
  let records = 0;
  const openToRead = (file: string): ReturnType<Files['openToRead']> => {
    if (file.endsWith('run.json')) records++;
    return nodeFiles.openToRead(file);
  };
  return { files: { ...nodeFiles, openToRead }, records: () => records };
}

const plain = (runs: readonly object[]): unknown[] =>
  runs.map((run) => ({ ...JSON.parse(JSON.stringify(run)), changes: undefined }) as unknown);

describe('the index of runs', () => {
  it('lists what a reading of each folder lists, and reads none that stands in it', () =>
    withFolder((folder) => {
      make(folder);
      const first = new RunIndex(nodeFiles, folder, world).read();
      assert.ok(fs.existsSync(path.join(folder, INDEX)));
      const { files, records } = counting();
      const again = new RunIndex(files, folder, world).read();
      assert.equal(records(), 0);
      assert.deepEqual(again.runs, first.runs);
      assert.deepEqual(plain(again.runs), plain(listRuns(nodeFiles, folder)));
    }));

  it('keeps what tables are given of runs, also for who begins later, until their files change', () =>
    withFolder((folder) => {
      const ids = make(folder);
      const made: string[] = [];
      const valuesOf = ({ record }: RunSummary) => (made.push(record.id), { of: record.id, tags: ['a'] });
      const first = new RunIndex(nodeFiles, folder, world);
      const some = first.withValues(valuesOf, [ids[3], ids[1], '..', 'none']);
      assert.deepEqual(some.map(({ values }) => values.of), [ids[3], ids[1]]); // prettier-ignore
      assert.equal(first.withValues(valuesOf).length, ids.length);
      assert.equal(made.length, ids.length, 'each once');
      first.read(); // which writes the index
      const later = new RunIndex(nodeFiles, folder, world);
      assert.deepEqual(later.withValues(valuesOf, [ids[2]])[0].values, { of: ids[2], tags: ['a'] });
      assert.equal(made.length, ids.length);
      fs.writeFileSync(path.join(folder, ids[2], 'evaluation.json'), '{}');
      later.withValues(valuesOf);
      assert.deepEqual(made.slice(ids.length), [ids[2]]);
    }));

  it('reads anew what has changed, however that was, and tells of it alone', () =>
    withFolder((folder) => {
      const ids = make(folder);
      const index = new RunIndex(nodeFiles, folder, world);
      const { mark } = index.read();
      const at = (i: number, name: string): string => path.join(folder, ids[i], name);
      const text = fs.readFileSync(at(3, 'run.json'), 'utf8');
      fs.writeFileSync(at(3, 'run.json'), text.replace('"epochs": 1', '"epochs": 7')); // as many bytes as before
      nodeFiles.touch(at(3, 'run.json'), Date.now() - 5000);
      fs.writeFileSync(at(4, 'evaluation.json'), '{}');
      changeAbout(nodeFiles, path.join(folder, ids[5]), { starred: true });
      fs.rmSync(at(6, 'checkpoints'), { recursive: true, force: true });
      const news = index.read({ since: mark });
      assert.deepEqual(news.gone, []);
      assert.deepEqual(news.runs.map(({ record }) => record.id).sort(), ids.slice(3, 7));
      assert.equal(news.runs.find(({ record }) => record.id === ids[3])?.record.epochs, 7);
      assert.deepEqual(index.read({ since: news.mark }).runs, []);
    }));

  it('tells which runs have gone and come, also where only some may have changed', () =>
    withFolder((folder) => {
      const ids = make(folder);
      const index = new RunIndex(nodeFiles, folder, world);
      const { mark } = index.read();
      fs.renameSync(path.join(folder, ids[0]), path.join(folder, '.moved'));
      const less = index.read({ since: mark, changed: [] });
      assert.deepEqual(less.gone, [path.join(folder, ids[0])]);
      fs.renameSync(path.join(folder, '.moved'), path.join(folder, ids[0]));
      const more = index.read({ since: less.mark, changed: [] });
      assert.deepEqual([more.gone, more.runs.some(({ record }) => record.id === ids[0])], [[], true]);
      assert.equal(index.read({ since: 'of another:3' }).gone, undefined);
    }));

  it('is made anew where it is damaged, of another version or of older files', () =>
    withFolder((folder) => {
      make(folder);
      const file = path.join(folder, INDEX);
      const { runs } = new RunIndex(nodeFiles, folder, world).read();
      const whole = fs.readFileSync(file, 'utf8');
      const forged = whole.slice(whole.indexOf('\n') + 1).replace(/"name":"\w+","task"/g, '"name":7,"task"');
      const sealed = `${JSON.stringify({ format: 1, crc: crc32(forged) })}\n${forged}`;
      for (const text of [
        sealed,
        '',
        '{',
        whole.slice(0, -100),
        whole.replace('"seed":1', '"seed":9'),
        `{}\n${whole}`,
      ]) {
        fs.writeFileSync(file, text);
        assert.deepEqual(new RunIndex(nodeFiles, folder, world).read().runs, runs);
        assert.equal(fs.readFileSync(file, 'utf8'), whole);
      }
    }));

  it('is not needed: where it cannot be written, runs are listed all the same', () =>
    withFolder((folder) => {
      const ids = make(folder);
      new RunIndex(nodeFiles, folder, world).read({ writesNothing: true });
      assert.equal(fs.existsSync(path.join(folder, INDEX)), false);
      const create = (file: string): undefined => assert.fail(`wrote ${file}`);
      assert.equal(new RunIndex({ ...nodeFiles, create }, folder, world).read().runs.length, ids.length);
      assert.deepEqual(new RunIndex(nodeFiles, path.join(folder, 'none'), world).read().runs, []);
    }));

  it('keeps nothing of runs that are written or were a moment ago', () =>
    withFolder((folder) => {
      const ids = make(folder);
      const record = path.join(folder, ids[0], 'run.json');
      fs.writeFileSync(record, fs.readFileSync(record, 'utf8').replace(/"status": "\w+"/, '"status": "running"'));
      const { files, records } = counting();
      const index = new RunIndex(files, folder, world);
      index.read();
      const before = records();
      const { runs } = index.read();
      assert.equal(records() - before, 2); // and its record as it is stored
      assert.equal(runs.find(({ record: { id } }) => id === ids[0])?.record.status, 'interrupted');
      const atOnce = { ...processWorld, nowMs: () => Date.now() - 60_000 }; // however long it took to make them
      const fresh = new RunIndex(nodeFiles, folder, atOnce);
      fs.rmSync(path.join(folder, INDEX));
      fresh.read();
      assert.equal(fs.existsSync(path.join(folder, INDEX)), false);
    }));

  it('says what differs from the run before, and anew when that one goes', () =>
    withFolder((folder) => {
      const ids = make(folder, 3);
      const keys = (index: RunIndex): (string | undefined)[] =>
        index
          .read()
          .runs.map(({ changes }) => changes?.map(({ key, before, after }) => `${key} ${before} ${after}`).join());
      const index = new RunIndex(nodeFiles, folder, world);
      assert.deepEqual(keys(index), ['seed 2 3', 'seed 1 2', undefined]);
      fs.rmSync(path.join(folder, ids[1]), { recursive: true });
      assert.deepEqual(keys(index), ['seed 1 3', undefined]);
    }));

  it('is that of the thread for the four folders that were listed last', () => {
    const files = { ...nodeFiles };
    const [first, second, third, fourth] = ['a', 'b', 'c', 'd'].map((name) => runIndexOf(files, name));
    assert.equal(runIndexOf(files, 'a'), first);
    runIndexOf(files, 'e'); // in place of b, which was asked for longest ago
    for (const [name, index] of [
      ['a', first],
      ['c', third],
      ['d', fourth],
    ] as const)
      assert.equal(runIndexOf(files, name), index);
    assert.notEqual(runIndexOf(files, 'b'), second);
    assert.notEqual(runIndexOf({ ...nodeFiles }, 'a'), first); // of another disk
  });

  it('gives the flattened experiment where it is asked for', () =>
    withFolder((folder) => {
      make(folder, 1);
      const [run] = new RunIndex(nodeFiles, folder, world).read({ wantsConfiguration: true }).runs;
      assert.equal(run.configuration?.['training.epochs'], 1);
      assert.equal(run.configuration?.['training.optimizer.betas'], '[0.9,0.999]');
    }));

  it('lets a new run look through nothing but what has changed since, or was left behind before', () =>
    withFolder((folder) => {
      const ids = make(folder);
      const left = (id: string, host: string): string => {
        const file = path.join(folder, id, `a.json.99999999-${host}.0123456789abcdef.tmp`);
        fs.mkdirSync(path.dirname(file), { recursive: true });
        fs.writeFileSync(file, '{');
        return file;
      };
      const foreign = left(ids[5], 'fedcba9876543210'); // may be written yet, as far as this machine knows
      new RunIndex(nodeFiles, folder, world).read();
      const known = [...indexedStamps(nodeFiles, folder).keys()];
      assert.ok(known.length > 20 && !known.includes(ids[5]));
      const lookedThrough = (): string[] => {
        const seen: string[] = [];
        const list = (name: string): string[] => (seen.push(name), nodeFiles.list(name));
        createRun({ ...nodeFiles, list }, folder, { name: 'new', createdAt: new Date(), record: (id) => recordOf(id) });
        return [...new Set(seen.map((name) => path.relative(folder, name).split(path.sep)[0]))];
      };
      const first = lookedThrough();
      assert.deepEqual(first.filter((id) => known.includes(id)), []); // prettier-ignore
      assert.ok(first.includes(ids[5]) && fs.existsSync(foreign));
      const [one, other] = known.filter((id) => fs.existsSync(path.join(folder, id, 'checkpoints')));
      const dead = [left(one, processWorld.host), left(path.join(other, 'checkpoints'), processWorld.host)];
      assert.deepEqual(lookedThrough().filter((id) => known.includes(id)).sort(), [one, other].sort()); // prettier-ignore
      assert.deepEqual(dead.filter((file) => fs.existsSync(file)), []); // prettier-ignore
      fs.appendFileSync(path.join(folder, INDEX), '{}');
      assert.equal(lookedThrough().filter((id) => known.includes(id)).length, known.length, 'a damaged index');
    }));
});
