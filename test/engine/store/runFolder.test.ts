import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { writeCheckpoint } from '../../../src/engine/store/checkpoint';
import { acquireLease } from '../../../src/engine/store/lease';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { changeAbout } from '../../../src/engine/store/runAbout';
import { createRun, listRuns, safeName, summarizeRun, updateRecord } from '../../../src/engine/store/runFolder';
import { processWorld } from '../../../src/engine/store/surroundings';
import { LabError } from '../../../src/protocol/labError';
import type { RunRecord } from '../../../src/protocol/run';
import { faultyFiles } from './support/faultyFiles';
import { recordOf } from './support/records';
import { pathsUnder, withFolder } from './support/temporaryFolder';

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
      const host = '0123456789abcdef';
      const other = 'fedcba9876543210';
      const world = { pid: 1, host, nowMs: () => Date.now(), isAlive: (pid: number) => pid === 1 };
      const left = (owner: string, agoMs = 0): string => {
        const folder = path.join(runs, `.2026-01-02-reviews-00aa.${owner}.00aa00aa00aa00aa.tmp`);
        fs.mkdirSync(folder);
        nodeFiles.touch(folder, Date.now() - agoMs);
        return folder;
      };
      const hour = 3_600_000;
      const dead = [left(`4711-${host}`), left(`4712-${other}`, hour), left('4713', hour)];
      const living = [left(`1-${host}`, 2 * hour), left(`4714-${other}`), left('4715'), left('1', 2 * hour)];
      createRun(nodeFiles, runs, { name: 'reviews', createdAt: new Date(), record: (id) => recordOf(id) }, world);
      const stays = (folder: string): boolean => fs.existsSync(folder);
      assert.deepEqual([dead.filter(stays), living.filter(stays)], [[], living]);
    }));

  it('lose what a completed run needs no more, and keep it in one that may go on', () =>
    withFolder((runs) => {
      const [completed, stopped] = (['completed', 'stopped'] as const).map((status) => create(runs, { status }).folder);
      const temporary = 'evaluation.json.99999999-' + `${processWorld.host}.0123456789abcdef.tmp`;
      for (const folder of [completed, stopped]) {
        fs.mkdirSync(path.join(folder, 'checkpoints/recent'), { recursive: true });
        fs.writeFileSync(path.join(folder, temporary), '{');
        for (const lease of ['run.lease', 'evaluation.lease']) {
          fs.writeFileSync(path.join(folder, lease), JSON.stringify({ pid: 99999999, nonce: '0123456789abcdef' }));
          nodeFiles.touch(path.join(folder, lease), Date.now() - 20_000);
        }
      }
      create(runs);
      assert.deepEqual(pathsUnder(completed), ['checkpoints', 'experiment.json', 'run.json']);
      assert.deepEqual(pathsUnder(stopped), ['checkpoints', 'checkpoints/recent', 'experiment.json', 'run.json']);
    }));

  it('have ids of their own, also beside a deleted run that may come back and a process that is quicker', () =>
    withFolder((outer) => {
      const runs = path.join(outer, 'runs');
      const nonces = ['aaaa', 'bbbb', 'cccc', 'dddd'].map((digits) => digits.padEnd(16, '0'));
      const named = (digits: string): string => path.join(runs, `2026-01-02-reviews-${digits}`);
      fs.mkdirSync(path.join(outer, 'trash', '2026-01-02-reviews-aaaa'), { recursive: true });
      fs.mkdirSync(named('bbbb'), { recursive: true });
      const taken = { ...nodeFiles, nonce: () => nonces.shift() ?? nodeFiles.nonce() };
      const quicker = {
        ...taken,
        rename(from: string, to: string) {
          if (to !== named('cccc')) return nodeFiles.rename(from, to);
          fs.mkdirSync(path.join(to, 'checkpoints'), { recursive: true });
          nodeFiles.rename(from, to);
        },
      };
      const { id } = create(runs, {}, quicker);
      assert.ok(!['aaaa', 'bbbb', 'cccc'].includes(id.slice(-4)), id);
      assert.deepEqual(fs.readdirSync(runs).length, 3);
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
      changeAbout(nodeFiles, killed.folder, { starred: true });
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
        listRuns(nodeFiles, runs).map(({ record, resumable, checkpoints, about }) => [
          record.id,
          record.status,
          resumable,
          checkpoints.length,
          about,
        ]),
        [
          [killed.id, 'interrupted', true, 1, { starred: true }],
          [live.id, 'running', false, 0, undefined],
          [done.id, 'completed', false, 1, undefined],
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
