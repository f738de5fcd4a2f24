import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { writeCheckpoint } from '../../../src/engine/store/checkpoint';
import { acquireLease } from '../../../src/engine/store/lease';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { createRun, listRuns, safeName, summarizeRun, updateRecord } from '../../../src/engine/store/runFolder';
import { LabError } from '../../../src/protocol/labError';
import type { RunRecord } from '../../../src/protocol/run';
import { faultyFiles } from './support/faultyFiles';
import { pathsUnder, withFolder } from './support/temporaryFolder';

function recordOf(id: string, change: Partial<RunRecord> = {}): RunRecord {
  return {
    format: 1,
    id,
    name: 'reviews',
    task: 'classification',
    abilities: ['label', 'vectors'],
    modelType: 'lstm',
    status: 'running',
    createdAt: '2026-01-02T03:04:05.000Z',
    seconds: 1.5,
    seed: 1,
    parameters: 100,
    device: 'cpu',
    threads: 2,
    epochs: 3,
    epoch: 1,
    step: 10,
    metrics: { loss: 0.5 },
    hashes: {},
    versions: {},
    labels: ['0', '1'],
    notices: [],
    baseFolder: '/x',
    ...change,
  };
}

function create(runs: string, change: Partial<RunRecord> = {}, files = nodeFiles) {
  const createdAt = new Date(change.createdAt ?? '2026-01-02T03:04:05.000Z');
  return createRun(files, runs, {
    name: 'reviews',
    createdAt,
    record: (id) => recordOf(id, change),
    documents: { 'experiment.json': '{}' },
  });
}

describe('run folders', () => {
  it('clear away what killed processes had begun, and nothing that living ones have', () =>
    withFolder((runs) => {
      const dead = path.join(runs, '.2026-01-02-reviews-00aa.4711.00aa00aa00aa00aa.tmp');
      const living = path.join(runs, `.2026-01-02-reviews-00bb.${process.pid}.00bb00bb00bb00bb.tmp`);
      for (const folder of [dead, living]) fs.mkdirSync(folder);
      const world = { pid: process.pid, nowMs: () => 0, isAlive: (pid: number) => pid === process.pid };
      const run = { name: 'reviews', createdAt: new Date(), record: (id: string) => recordOf(id) };
      createRun(nodeFiles, runs, run, world);
      assert.deepEqual([fs.existsSync(dead), fs.existsSync(living)], [false, true]);
    }));

  it('are named by date, name and four digits', () =>
    withFolder((runs) => {
      const { id, folder } = create(path.join(runs, 'deep/runs'));
      assert.match(id, /^2026-01-02-reviews-[0-9a-f]{4}$/);
      assert.deepEqual(pathsUnder(folder), ['experiment.json', 'run.json']);
      assert.deepEqual(summarizeRun(nodeFiles, folder).record, recordOf(id, { status: 'interrupted' }));
    }));

  it('have names that are safe on every system', () => {
    assert.equal(safeName('../../etc/passwd'), 'etc-passwd');
    assert.equal(safeName('영화 리뷰 #1'), '영화-리뷰-1');
    assert.equal(safeName('a\u0000<b>:c|?*"\\'), 'a-b-c');
    assert.equal(safeName('...'), 'run');
    assert.equal(safeName(''), 'run');
    assert.equal([...safeName('가'.repeat(100))].length, 40);
  });

  it('are listed newest first, with what can be resumed', () =>
    withFolder((runs) => {
      const done = create(runs, { status: 'completed', createdAt: '2026-01-03T00:00:00.000Z' });
      const live = create(runs, { createdAt: '2026-01-04T00:00:00.000Z' });
      const killed = create(runs, { createdAt: '2026-01-05T00:00:00.000Z' });
      acquireLease(nodeFiles, live.folder);
      const state = {
        step: 7,
        epoch: 1,
        time: 0,
        data: { epoch: 1, batch: 0 },
        generators: {},
        schedule: null,
        progress: null,
        hashes: {},
        build: {},
      };
      for (const { folder } of [done, killed])
        writeCheckpoint(nodeFiles, folder, 'last', { state, model: new Map(), optimizer: new Map() });
      fs.mkdirSync(path.join(runs, 'not a run'));
      fs.writeFileSync(path.join(runs, 'file'), '');
      assert.deepEqual(
        listRuns(nodeFiles, runs).map(({ record, resumable, checkpoints }) => [
          record.id,
          record.status,
          resumable,
          checkpoints.length,
        ]),
        [
          [killed.id, 'interrupted', true, 1],
          [live.id, 'running', false, 0],
          [done.id, 'completed', false, 1],
        ],
      );
      assert.deepEqual(listRuns(nodeFiles, path.join(runs, 'nowhere')), []);
    }));

  it('that are damaged are listed as failed and hide no others', () =>
    withFolder((runs) => {
      const good = create(runs);
      const bad = ['{', '[]', '{"format":2}', '\u0000', JSON.stringify({ ...recordOf('x'), step: -1 })].map(
        (content) => {
          const { id, folder } = create(runs);
          fs.writeFileSync(path.join(folder, 'run.json'), content);
          return id;
        },
      );
      const gone = create(runs);
      fs.rmSync(path.join(gone.folder, 'run.json'));
      const listed = listRuns(nodeFiles, runs);
      assert.equal(listed.length, 7);
      for (const { record } of listed) {
        if (record.id === good.id) continue;
        assert.ok([...bad, gone.id].includes(record.id));
        assert.equal(record.status, 'failed');
        assert.match(record.failure?.message ?? '', /damaged|newer version|does not exist/);
      }
    }));

  it('appear whole or not at all when any operation fails', () =>
    withFolder((parent) => {
      const counting = faultyFiles(nodeFiles);
      create(path.join(parent, 'count'), {}, counting.files);
      for (const fault of ['error', 'kill', 'full'] as const)
        for (let failAt = 1; failAt <= counting.count(); failAt++) {
          const runs = path.join(parent, `${fault}${failAt}`);
          const faulty = faultyFiles(nodeFiles, failAt, fault);
          try {
            create(runs, {}, faulty.files);
          } catch (error) {
            assert.ok(error instanceof LabError);
          }
          assert.equal(faulty.openHandles(), 0);
          for (const { record, folder } of listRuns(nodeFiles, runs)) {
            assert.equal(record.status, 'interrupted');
            assert.ok(fs.existsSync(path.join(folder, 'experiment.json')));
          }
        }
    }));

  it('keep the old record when an update fails', () =>
    withFolder((runs) => {
      const { folder } = create(runs);
      for (let failAt = 1; failAt < 20; failAt++) {
        const before = summarizeRun(nodeFiles, folder).record.step;
        try {
          updateRecord(faultyFiles(nodeFiles, failAt, 'kill').files, folder, (record) => ({
            ...record,
            step: before + 1,
          }));
        } catch {
          // killed
        }
        assert.ok([before, before + 1].includes(summarizeRun(nodeFiles, folder).record.step));
      }
    }));
});
