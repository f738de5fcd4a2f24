// When an index of runs looks at files again, what it tells of them then, and when it is written.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { FileStat, Files, OpenFile } from '../../../src/engine/store/files';
import { readIndex, writeIndex } from '../../../src/engine/store/indexFile';
import { acquireLease } from '../../../src/engine/store/lease';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { RunIndex } from '../../../src/engine/store/runIndex';
import { recordPath, writeRecord } from '../../../src/engine/store/runRecord';
import { processWorld } from '../../../src/engine/store/surroundings';
import { LabError } from '../../../src/protocol/labError';
import type { RunRecord } from '../../../src/protocol/run';
import { recordOf } from './support/records';
import { withFolder } from './support/temporaryFolder';

const WRITTEN_MS = 1_700_000_000_000;
const INDEX = '.index.jsonl';
const at = (afterMs: number) => ({ ...processWorld, nowMs: () => WRITTEN_MS + afterMs });
const later = at(60_000);

let writes = 0;

/** Writes a run, or writes it again; all of it was changed at one time, a little later than what was written before. */
function put(runs: string, id: string, change: Partial<RunRecord> = {}, experiment?: object): string {
  const folder = path.join(runs, id);
  fs.mkdirSync(folder, { recursive: true });
  writeRecord(nodeFiles, folder, recordOf(id, { status: 'completed', ...change }));
  if (experiment) fs.writeFileSync(path.join(folder, 'experiment.json'), JSON.stringify(experiment));
  settle(folder, WRITTEN_MS + ++writes);
  return folder;
}

function settle(folder: string, ms: number): void {
  for (const name of fs.readdirSync(folder)) nodeFiles.touch(path.join(folder, name), ms);
  nodeFiles.touch(folder, ms);
}

/** A disk that tells which records are read. */
function watched(inner: Files = nodeFiles): { files: Files; read(): string[] } {
  let read: string[] = [];
  const openToRead = (file: string): OpenFile => {
    if (file.endsWith('run.json')) read.push(path.basename(path.dirname(file)));
    return inner.openToRead(file);
  };
  const take = (): string[] => {
    const taken = [...new Set(read)];
    read = [];
    return taken.sort();
  };
  return { files: { ...inner, openToRead }, read: take };
}

const idsOf = ({ runs }: { runs: readonly { record: RunRecord }[] }): string[] => runs.map(({ record }) => record.id);

describe('an index that is read again', () => {
  it('looks into a run again where its files were changed less than two seconds before they were read', () =>
    withFolder((runs) => {
      settle(put(runs, 'a'), WRITTEN_MS);
      for (const [afterMs, again] of [
        [0, ['a']],
        [2000, ['a']],
        [2001, []],
      ] as const) {
        // prettier-ignore
        const { files, read } = watched();
        const index = new RunIndex(files, runs, at(afterMs));
        index.read();
        assert.deepEqual(read(), ['a']);
        index.read();
        assert.deepEqual(read(), again, String(afterMs));
      }
    }));

  it('looks each time into what is written, may be left, or cannot be read', () =>
    withFolder((runs) => {
      for (const status of ['completed', 'stopped', 'failed', 'running'] as const) put(runs, status, { status });
      acquireLease(nodeFiles, put(runs, 'leased'), processWorld);
      fs.writeFileSync(recordPath(put(runs, 'damaged')), '{');
      settle(path.join(runs, 'damaged'), WRITTEN_MS);
      fs.mkdirSync(path.join(runs, 'no run'));
      const { files, read } = watched();
      const index = new RunIndex(files, runs, { ...processWorld, nowMs: () => Date.now() + 60_000 });
      assert.equal(index.read().runs.length, 6);
      read();
      index.read();
      assert.deepEqual(read(), ['damaged', 'leased', 'no run', 'running']);
    }));

  it('tells of a run that has another content, and not of one that was only written again', () =>
    withFolder((runs) => {
      for (const id of ['a', 'b', 'c']) put(runs, id, {}, { seed: 1 });
      const { files, read } = watched();
      const index = new RunIndex(files, runs, later);
      const { mark } = index.read();
      read();
      settle(path.join(runs, 'a'), WRITTEN_MS - 5000);
      put(runs, 'b', { epochs: 9 });
      put(runs, 'c', {}, { seed: 22 });
      const news = index.read({ since: mark });
      assert.deepEqual(read(), ['a', 'b', 'c']);
      assert.deepEqual(idsOf(news), ['b', 'c']);
      assert.deepEqual(idsOf(index.read({ since: mark })), ['b', 'c']);
      assert.deepEqual(idsOf(index.read({ since: news.mark })), []);
      assert.deepEqual([index.read({ since: `other:${9}` }).gone, index.read().gone], [undefined, undefined]);
    }));

  it('looks only into those that may have changed, where that is known, and into what is new', () =>
    withFolder((runs) => {
      for (const id of ['a', 'b']) put(runs, id);
      const { files, read } = watched();
      const index = new RunIndex(files, runs, later);
      const { mark } = index.read();
      read();
      for (const id of ['a', 'b', 'c']) put(runs, id, { epochs: 77 });
      const news = index.read({ since: mark, changed: ['b'] });
      assert.deepEqual([read(), idsOf(news)], [['b', 'c'], ['b', 'c']]); // prettier-ignore
      index.read({ changed: [] }); // of no earlier reply: everywhere
      assert.deepEqual(read(), ['a']);
    }));

  it('forgets a run whose files have gone, and a folder of runs that has', () =>
    withFolder((outer) => {
      const runs = path.join(outer, 'runs');
      for (const id of ['a', 'b']) put(runs, id);
      const index = new RunIndex(nodeFiles, runs, later);
      const { mark } = index.read();
      fs.rmSync(recordPath(path.join(runs, 'a')));
      assert.deepEqual(index.read({ since: mark }).gone, [path.join(runs, 'a')]);
      put(runs, 'a');
      assert.deepEqual(index.read({ since: mark }).gone, []);
      fs.rmSync(runs, { recursive: true });
      assert.deepEqual(index.read({ since: mark }), {
        ...{ runs: [], gone: [path.join(runs, 'b'), path.join(runs, 'a')], mark: `${mark?.split(':')[0]}:4` },
      });
      fs.writeFileSync(runs, '');
      assert.deepEqual(index.read().runs, []);
    }));

  it('does not ask anew for files that were not there in a folder that is as it was', () =>
    withFolder((runs) => {
      const folder = put(runs, 'a');
      const asked: string[] = [];
      const stat = (file: string): FileStat | undefined => (asked.push(path.relative(runs, file)), nodeFiles.stat(file)); // prettier-ignore
      const index = new RunIndex({ ...nodeFiles, stat }, runs, later);
      index.read();
      asked.length = 0;
      index.read();
      assert.deepEqual(asked, ['', 'a', 'a/run.json'].map((name) => name.replaceAll('/', path.sep))); // prettier-ignore
      fs.writeFileSync(path.join(folder, 'about.json'), '{"starred": true}');
      assert.deepEqual(index.read().runs[0].about, { starred: true });
    }));

  it('lists what cannot be looked at with the reason, until it can', () =>
    withFolder((runs) => {
      put(runs, 'a');
      let fails = true;
      const stat = (file: string): FileStat | undefined => {
        if (fails && file.startsWith(path.join(runs, 'a'))) throw new LabError('DISK', 'made to fail');
        return nodeFiles.stat(file);
      };
      const index = new RunIndex({ ...nodeFiles, stat }, runs, later);
      const reason = (): string | undefined => index.read().runs[0].record.failure?.message;
      assert.deepEqual([reason(), reason()], ['made to fail', 'made to fail']);
      fails = false;
      assert.equal(reason(), undefined);
    }));
});

describe('what differs from the run before', () => {
  it('is told of runs of one name and task, whose experiments can be read', () =>
    withFolder((runs) => {
      const times = Array.from({ length: 6 }, (_, i) => ({ createdAt: `2026-01-02T00:00:0${i}.000Z` }));
      put(runs, 'a', times[0], { seed: 1 });
      put(runs, 'b', { ...times[1], name: 'other' }, { seed: 2 });
      put(runs, 'c', { ...times[2], task: 'other' }, { seed: 3 });
      put(runs, 'd', times[3], { seed: 4 });
      put(runs, 'e', times[4]);
      put(runs, 'f', times[5], { seed: 5 });
      const index = new RunIndex(nodeFiles, runs, later);
      const told = (): Record<string, unknown> => Object.fromEntries(index.read().runs.map(({ record, changes }) => [record.id, changes])); // prettier-ignore
      const none = { b: undefined, c: undefined, e: undefined, f: undefined };
      assert.deepEqual(told(), { ...none, a: undefined, d: [{ key: 'seed', before: 1, after: 4 }] });
      put(runs, 'a', { ...times[0], name: 'other' }, { seed: 1 });
      assert.deepEqual(told(), { ...none, a: undefined, b: [{ key: 'seed', before: 1, after: 2 }], d: undefined });
      put(runs, 'e', times[4], { seed: 4 });
      assert.deepEqual(told().e, []);
    }));

  it('is news where another run has come or changed, and only then', () =>
    withFolder((runs) => {
      put(runs, 'a', { createdAt: '2026-01-01T00:00:00.000Z' }, { seed: 1 });
      put(runs, 'b', { createdAt: '2026-01-03T00:00:00.000Z' }, { seed: 2 });
      put(runs, 'x', { createdAt: '2026-01-04T00:00:00.000Z' }, { seed: 2 });
      const index = new RunIndex(nodeFiles, runs, later);
      const { mark } = index.read();
      put(runs, 'm', { createdAt: '2026-01-02T00:00:00.000Z' }, { seed: 7 });
      const news = index.read({ since: mark });
      assert.deepEqual(idsOf(news), ['b', 'm']);
      assert.deepEqual(news.runs[0].changes, [{ key: 'seed', before: 7, after: 2 }]);
      assert.equal(news.runs[0].configuration, undefined);
      assert.deepEqual(index.read({ wantsConfiguration: true }).runs[1].configuration, { seed: 2 });
    }));
});

describe('an index that is written', () => {
  const count = (runs: string): number => readIndex(nodeFiles, runs).length;

  it('has runs that are settled, once more than twenty were read or asked for values', () =>
    withFolder((runs) => {
      for (let i = 0; i < 20; i++) put(runs, `r${i}`);
      put(runs, 'written', { status: 'running' });
      const index = new RunIndex(nodeFiles, runs, later);
      index.read();
      assert.ok(!fs.existsSync(path.join(runs, INDEX)));
      index.withValues(() => ({}), ['written', 'none']);
      index.read();
      assert.ok(!fs.existsSync(path.join(runs, INDEX)));
      index.withValues(() => ({}), ['r0']);
      index.read({ writesNothing: true });
      assert.ok(!fs.existsSync(path.join(runs, INDEX)));
      index.read();
      assert.equal(count(runs), 20);
      fs.rmSync(path.join(runs, INDEX));
      index.withValues(() => ({ a: 1 }));
      index.read();
      assert.ok(!fs.existsSync(path.join(runs, INDEX)), '19 since then');
    }));

  it('is opened where there are more than twenty runs, at the first reading', () =>
    withFolder((runs) => {
      for (let i = 0; i < 21; i++) put(runs, `r${i}`);
      new RunIndex(nodeFiles, runs, later).read();
      assert.equal(count(runs), 21);
      const { files, read } = watched();
      new RunIndex(files, runs, later).read();
      assert.deepEqual(read(), []);
      fs.rmSync(path.join(runs, 'r20'), { recursive: true });
      const index = new RunIndex(files, runs, later);
      index.read();
      assert.equal(read().length, 20);
      put(runs, 'r20');
      index.read();
      assert.deepEqual(read(), ['r20'], 'what is known is not opened again');
    }));

  it('of very many runs waits for one in fifty', () => {
    const [runs, all] = ['/runs', Array.from({ length: 1100 }, (_, i) => `r${i}`)];
    const [changed, written] = [new Set<string>(), [] as string[]];
    const contents = new Map<string, Buffer>();
    const open = (content: Buffer): OpenFile => ({
      ...{ descriptor: -1, size: () => content.length, close: () => undefined, sync: () => undefined },
      ...{ write: () => assert.fail('written'), truncate: () => undefined },
      read: (into, position) => content.copy(into, 0, position),
    });
    const files: Files = {
      ...nodeFiles,
      list: (folder) => (folder === runs ? all : []),
      stat(file) {
        const [, , name, part, more] = file.split('/');
        if (more !== undefined || !['run.json', undefined].includes(part)) return undefined;
        if (name === INDEX) return { kind: 'file', bytes: contents.get(file)?.length ?? 0, modifiedMs: 1 };
        return { kind: part ? 'file' : 'folder', bytes: 1, modifiedMs: changed.has(name ?? '') ? 2000 : 1000 };
      },
      openToRead: (file) => open(contents.get(file) ?? Buffer.from(JSON.stringify(recordOf(file.split('/')[2], { status: 'completed' })))), // prettier-ignore
      create: (file) => (written.push(file), undefined),
      remove: () => undefined,
    };
    const catching: Files = { ...files, create: (file) => ({ ...open(Buffer.alloc(0)), write: (bytes, from) => (add(file, bytes, from), bytes.length), size: () => contents.get(file)?.length ?? 0 }), rename: (from, to) => void contents.set(to, contents.get(from) ?? Buffer.alloc(0)), syncFolder: () => undefined }; // prettier-ignore
    const add = (file: string, bytes: Uint8Array, from: number): void =>
      void contents.set(file, Buffer.concat([(contents.get(file) ?? Buffer.alloc(0)).subarray(0, from), bytes]));
    const known = new RunIndex(files, runs, later).read({ writesNothing: true }).runs;
    const stamp = (ms: number): string => `${ms}:1 ${ms}:1    `;
    writeIndex(catching, runs, known.map((summary) => ({ name: summary.record.id, stamp: stamp(1000), summary }))); // prettier-ignore
    const index = new RunIndex(files, runs, later);
    for (const [more, writes] of [
      [0, 0],
      [22, 0],
      [1, 1],
    ] as const) {
      // prettier-ignore
      for (const name of all.filter((one) => !changed.has(one)).slice(0, more)) changed.add(name);
      index.read();
      assert.equal(written.length, writes, `${changed.size} changed`);
    }
  });
});
