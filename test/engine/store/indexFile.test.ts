// The file of an index of runs: what of it is taken for what was written, line by line and key by key.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { indexedStamps, readIndex, writeIndex, type IndexedRun } from '../../../src/engine/store/indexFile';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { LabError } from '../../../src/protocol/labError';
import { recordOf } from './support/records';
import { withFolder } from './support/temporaryFolder';

const INDEX = '.index.jsonl';

/** One with all that a run may have. */
const whole = (folder: string, name: string): IndexedRun => ({
  ...{ name, stamp: '1:2 3:4' },
  summary: {
    folder: path.join(folder, name),
    record: recordOf(name, {
      ...{ endedAt: '2026-01-02T03:04:06.000Z', steps: 9, experimentFile: '/e.json', queued: 'q', again: 'a' },
      ...{ hashes: { data: '00' }, versions: { node: '20' }, notices: ['cut'] },
      best: { epoch: 1, step: 2, monitor: 'loss', value: 0.5 },
      sweep: { id: 's', trial: 1, number: 2 },
      failure: { code: 'DISK', message: 'full' },
    }),
    resumable: true,
    checkpoints: [{ name: 'last', step: 1, epoch: 1, bytes: 10 }],
    about: { name: 'n', starred: true, archived: true, tags: ['t'], note: 'o' },
    ...{ evaluatedMs: 5, disk: { bytes: 1, checkpoints: 2, optimizer: 3, evaluations: 4 } },
  },
  configuration: { seed: 1, name: 'x', isOn: true, none: null },
  values: { text: 'a', number: 1, flag: false, list: ['b'] },
});

type Line = Record<string, unknown>;

/** Writes these lines with the seal of a version; a whole index where nothing else is said. */
function seal(folder: string, lines: readonly object[], format = 3): void {
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  fs.writeFileSync(path.join(folder, INDEX), `${JSON.stringify({ format, crc: crc32(text) })}\n${text}`);
}

/** The line with another value at a path, as `record.best.step`; without one where the value is undefined. */
function changed(line: Line, at: string, value: unknown): Line {
  const copy = structuredClone(line);
  const keys = at.split('.');
  const last = keys.pop() ?? '';
  const inner = keys.reduce<Line>((object, key) => object[key] as Line, copy);
  inner[last] = value;
  return copy;
}

describe('the file of an index', () => {
  const inFolder = (use: (folder: string, line: Line, isRead: (line: object) => boolean) => void): void =>
    withFolder((folder) => {
      writeIndex(nodeFiles, folder, [whole(folder, 'r')]);
      const line = JSON.parse(fs.readFileSync(path.join(folder, INDEX), 'utf8').split('\n')[1]) as Line;
      use(folder, line, (one) => {
        seal(folder, [one]);
        return readIndex(nodeFiles, folder).length === 1;
      });
    });

  it('gives back what was written, figures that are none as NaN, and not where the folder lay', () =>
    withFolder((folder) => {
      const runs = [whole(folder, 'r'), whole(folder, 's')];
      runs[1].summary.record.metrics = { loss: Number.NaN, accuracy: 0 };
      writeIndex(nodeFiles, folder, runs);
      assert.deepEqual(readIndex(nodeFiles, folder), runs);
      assert.deepEqual([...indexedStamps(nodeFiles, folder)], [['r', '1:2 3:4'], ['s', '1:2 3:4']]); // prettier-ignore
      const text = fs.readFileSync(path.join(folder, INDEX), 'utf8');
      assert.ok(!text.includes(folder) && text.endsWith('}\n'));
      writeIndex(nodeFiles, folder, []);
      assert.deepEqual([readIndex(nodeFiles, folder), indexedStamps(nodeFiles, folder).size], [[], 0]);
    }));

  it('is as if it were not there where it is damaged, of another version or cannot be read', () =>
    inFolder((folder, line) => {
      seal(folder, [line]);
      assert.equal(readIndex(nodeFiles, folder).length, 1);
      const file = path.join(folder, INDEX);
      const text = fs.readFileSync(file, 'utf8');
      const nothing = (): void =>
        assert.deepEqual([readIndex(nodeFiles, folder), indexedStamps(nodeFiles, folder).size], [[], 0]);
      for (const wrong of [text.replace('"seed":1', '"seed":2'), ` ${text}`, `${text}\n`, text.trimEnd(), '']) {
        fs.writeFileSync(file, wrong);
        nothing();
      }
      for (const format of [2, 4]) {
        seal(folder, [line], format);
        nothing();
      }
      fs.rmSync(file);
      nothing();
      seal(folder, [line]);
      const fail = (): never => {
        throw new LabError('DISK', 'made to fail');
      };
      const failing = { ...nodeFiles, openToRead: fail, create: fail };
      assert.deepEqual([readIndex(failing, folder), indexedStamps(failing, folder).size], [[], 0]);
      writeIndex(failing, folder, []);
      assert.equal(readIndex(nodeFiles, folder).length, 1);
    }));

  it('leaves out lines whose values are of another kind, key by key', () =>
    inFolder((_, line, isRead) => {
      assert.ok(isRead(line));
      const record = line.record as Line;
      const texts = ['stamp', ...Object.keys(record).filter((key) => typeof record[key] === 'string').map((key) => `record.${key}`), 'record.best.monitor', 'record.sweep.id', 'record.failure.code', 'record.failure.message', 'about.name', 'about.note', 'checkpoints.0.name']; // prettier-ignore
      const numbers = [...Object.keys(record).filter((key) => typeof record[key] === 'number').map((key) => `record.${key}`), ...['epoch', 'step', 'value'].map((key) => `record.best.${key}`), 'record.sweep.trial', 'record.sweep.number', 'evaluatedMs', ...['bytes', 'checkpoints', 'optimizer', 'evaluations'].map((key) => `disk.${key}`), ...['step', 'epoch', 'bytes'].map((key) => `checkpoints.0.${key}`)]; // prettier-ignore
      const flags = ['resumable', 'about.starred', 'about.archived'];
      const lists = ['record.abilities', 'record.labels', 'record.notices', 'checkpoints', 'about.tags'];
      const maps = ['record.metrics', 'record.hashes', 'record.versions', 'configuration', 'values'];
      const objects = ['record', 'record.best', 'record.sweep', 'record.failure', 'about', 'disk'];
      for (const at of [...texts, ...numbers, ...flags, ...lists, ...maps, ...objects])
        for (const wrong of [texts.includes(at) ? 7 : 'x', null])
          assert.ok(!isRead(changed(line, at, wrong)), `${at} ${wrong}`);
      for (const at of ['record.abilities', 'record.labels', 'record.notices', 'about.tags', 'checkpoints'])
        assert.ok(!isRead(changed(line, at, [7])) && isRead(changed(line, at, [])), at);
      for (const at of [...maps, ...objects]) assert.ok(!isRead(changed(line, at, [])), at);
      for (const at of ['record.hashes.data', 'record.versions.node']) assert.ok(!isRead(changed(line, at, 7)), at);
      for (const wrong of ['x', true, []]) assert.ok(!isRead(changed(line, 'record.metrics.loss', wrong)));
      for (const wrong of [{}, []]) assert.ok(!isRead(changed(line, 'configuration.seed', wrong)));
      for (const wrong of [{}, null, [7]]) assert.ok(!isRead(changed(line, 'values.text', wrong)));
      for (const wrong of [2, '1']) assert.ok(!isRead(changed(line, 'record.format', wrong)));
      for (const wrong of ['.hidden', '..', '', 'a/b', 'a\\b', '/a', 7, null])
        assert.ok(!isRead(changed(line, 'name', wrong)), String(wrong));
      for (const name of ['a.b', 'é', '2026-01-02-x-00aa']) assert.ok(isRead(changed(line, 'name', name)));
      for (const odd of [[line], null, 7]) assert.ok(!isRead(odd as object));
    }));

  it('takes lines without what a run need not have, and none without what it must', () =>
    inFolder((_, line, isRead) => {
      const may = ['about', 'evaluatedMs', 'disk', 'configuration', 'values', ...['endedAt', 'experimentFile', 'steps', 'best', 'sweep', 'queued', 'again', 'failure'].map((key) => `record.${key}`), ...['name', 'starred', 'archived', 'tags', 'note'].map((key) => `about.${key}`)]; // prettier-ignore
      const below = ['record', 'about', 'disk', 'record.best', 'record.sweep', 'record.failure', 'checkpoints.0'];
      const inside = (at: string): string[] =>
        Object.keys(at.split('.').reduce<Line>((object, key) => object[key] as Line, line)).map(
          (key) => `${at}.${key}`,
        );
      for (const at of [...Object.keys(line), ...below.flatMap(inside)])
        assert.equal(isRead(changed(line, at, undefined)), may.includes(at), at);
    }));

  it('gives stamps of all lines whose names stand as they are', () =>
    withFolder((folder) => {
      const runs = ['a b', 'c"d', 'é'].map((name) => ({ ...whole(folder, name), stamp: `${name} 1`.replace('"', '') }));
      writeIndex(nodeFiles, folder, runs);
      assert.deepEqual([...indexedStamps(nodeFiles, folder)], [['a b', 'a b 1'], ['é', 'é 1']]); // prettier-ignore
    }));
});
