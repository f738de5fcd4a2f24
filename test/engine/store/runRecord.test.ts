// run.json and what lists of runs make of it, value by value.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { writeCheckpoint } from '../../../src/engine/store/checkpoint';
import { acquireLease } from '../../../src/engine/store/lease';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import {
  createRun,
  listRuns,
  runFiles,
  safeName,
  summarizeRun,
  updateRecord,
} from '../../../src/engine/store/runFolder';
import { readRecord, recordPath, writeRecord } from '../../../src/engine/store/runRecord';
import { LabError, type LabErrorCode } from '../../../src/protocol/labError';
import type { RunRecord } from '../../../src/protocol/run';
import { checkpointOf } from './support/checkpoints';
import { recordOf } from './support/records';
import { pathsUnder, withFolder } from './support/temporaryFolder';

describe('the record of a run', () => {
  const reread = (change: object): RunRecord =>
    withFolder((folder) => {
      fs.writeFileSync(recordPath(folder), JSON.stringify({ ...recordOf('x'), ...change }));
      return readRecord(nodeFiles, folder);
    });

  it('comes back as it was written, figures that are none as NaN', () =>
    withFolder((folder) => {
      const record = recordOf('x', {
        ...{ endedAt: '2026-01-02T03:04:06.000Z', steps: 9, experimentFile: 'e.json', status: 'failed' },
        best: { epoch: 1, step: 2, monitor: 'loss', value: 0.5 },
        failure: { code: 'DISK', message: 'full', place: { file: '/x', line: 1, column: 2, length: 3, key: ['a', 0] } },
      });
      writeRecord(nodeFiles, folder, record);
      assert.deepEqual(readRecord(nodeFiles, folder), record);
      assert.match(fs.readFileSync(path.join(folder, 'run.json'), 'utf8'), /^\{\n {2}"format": 1,[^]*\}\n$/);
      const changed = updateRecord(nodeFiles, folder, (before) => ({ ...before, metrics: { loss: Number.NaN } }));
      assert.deepEqual(readRecord(nodeFiles, folder), changed);
    }));

  it('may hold every code of a failure and every status', () => {
    const codes: LabErrorCode[] = ['INVALID_ARGUMENT', 'INVALID_EXPERIMENT', 'INVALID_DATA', 'INVALID_FILE', 'NOT_FOUND', 'NO_MEMORY', 'NOT_FINITE', 'DISK', 'BUSY', 'CANCELLED', 'CLOSED', 'INTERNAL']; // prettier-ignore
    for (const code of codes) assert.equal(reread({ failure: { code, message: '' } }).failure?.code, code);
    for (const status of ['running', 'completed', 'stopped', 'failed', 'interrupted'])
      assert.equal(reread({ status }).status, status);
    assert.equal(reread({ name: 'x'.repeat(10_000) }).name.length, 10_000);
  });

  it('is refused where a value is wrong, by its name', () => {
    const wrong: [object, string][] = [[{ step: -1 }, 'step'], [{ epochs: 0.5 }, 'epochs'], [{ status: 'odd' }, 'status'], [{ format: 0 }, 'format'], [{ name: 'x'.repeat(10_001) }, 'name'], [{ createdAt: 'now' }, 'createdAt'], [{ labels: [1] }, 'labels.0'], [{ failure: { code: 'ODD', message: '' } }, 'failure.code'], [{ best: { epoch: 1 } }, 'best.step']]; // prettier-ignore
    for (const [change, name] of wrong)
      assert.throws(() => reread(change), (error) => error instanceof LabError && error.code === 'INVALID_FILE' && error.message.includes(`"${name}" is missing or wrong`) && error.place?.file?.endsWith('run.json') === true, name); // prettier-ignore
    for (const content of ['null', '7', '"text"', '[]', '{'])
      withFolder((folder) => {
        fs.writeFileSync(recordPath(folder), content);
        assert.throws(() => readRecord(nodeFiles, folder), { code: 'INVALID_FILE', message: /is damaged/ }, content);
      });
    assert.throws(() => reread({ format: 2 }), { code: 'INVALID_FILE', message: /newer version/ });
    assert.throws(
      () => reread({ format: 2, versions: { nlpLab: '3.1.0' } }),
      /newer version of NLP Lab \(3\.1\.0\)\. Update NLP Lab/,
    );
  });

  it('of an earlier version gets the abilities of its time', () => {
    const abilities = (task: unknown, modelType = 'lstm') =>
      reread({ abilities: undefined, task, modelType }).abilities.join();
    for (const type of ['naive-bayes', 'linear-svm', 'logistic-regression', 'nb-svm'])
      assert.equal(abilities('classification', type), 'label,explain');
    assert.equal(abilities('classification'), 'label,attend,trace,vectors,embed');
    assert.equal(abilities('sequence-to-sequence'), 'write,attend,search,trace,vectors');
    assert.equal(abilities('embedding'), 'vectors');
    for (const task of ['toString', 'other']) assert.equal(abilities(task), '');
    assert.throws(() => abilities(7), { code: 'INVALID_FILE' });
    assert.deepEqual(reread({ abilities: ['vectors', 'unheard', 'label'] }).abilities, [
      'label',
      'trace',
      'vectors',
      'embed',
    ]);
  });
});

describe('runs in lists', () => {
  const made = (runs: string, change: Partial<RunRecord> = {}) =>
    createRun(nodeFiles, runs, {
      name: 'a',
      createdAt: new Date('2026-01-02T03:04:05Z'),
      record: (id) => recordOf(id, change),
    });

  it('may be resumed where they did not end and have a last checkpoint', () =>
    withFolder((runs) => {
      for (const [status, names, resumable] of [
        ['stopped', ['last'], true],
        ['failed', ['last'], true],
        ['interrupted', ['last'], true],
        ['stopped', ['best'], false],
        ['stopped', [], false],
        ['completed', ['last'], false],
      ] as const) {
        const { folder } = made(runs, { status });
        for (const name of names) writeCheckpoint(nodeFiles, folder, name, checkpointOf(3));
        assert.equal(summarizeRun(nodeFiles, folder).resumable, resumable, `${status} ${names.join()}`);
      }
      const { folder } = made(runs);
      writeCheckpoint(nodeFiles, folder, 'last', checkpointOf(3));
      const lease = acquireLease(nodeFiles, folder);
      assert.deepEqual([summarizeRun(nodeFiles, folder).record.status, summarizeRun(nodeFiles, folder).resumable], ['running', false]); // prettier-ignore
      lease.release();
    }));

  it('are in order of their time, the newest first, then of their id', () =>
    withFolder((runs) => {
      const times = ['2026-01-02T00:00:00.000Z', '2026-01-03T00:00:00.000Z', '2026-01-02T00:00:00.000Z'];
      times.forEach((createdAt, i) => {
        fs.mkdirSync(path.join(runs, `r${i}`));
        writeRecord(nodeFiles, path.join(runs, `r${i}`), recordOf(`r${2 - i}`, { createdAt }));
      });
      fs.mkdirSync(path.join(runs, '.hidden'));
      writeRecord(nodeFiles, path.join(runs, '.hidden'), recordOf('hidden'));
      assert.deepEqual(listRuns(nodeFiles, runs).map(({ record }) => record.id), ['r1', 'r0', 'r2']); // prettier-ignore
      assert.deepEqual(listRuns(nodeFiles, path.join(runs, 'r0', 'run.json')), []);
    }));

  it('that cannot be read say why, with what their folder’s name tells', () =>
    withFolder((runs) => {
      const names = ['2026-03-04-x-00aa', 'plain', 'elsewhere-2026-03-04'];
      for (const name of [...names, 'no run']) fs.mkdirSync(path.join(runs, name));
      for (const name of names) fs.writeFileSync(path.join(runs, name, 'metrics.jsonl'), '');
      const [dated, ...others] = listRuns(nodeFiles, runs);
      const failure = { code: 'NOT_FOUND', message: `"${path.join(runs, names[0], 'run.json')}" does not exist.`, place: { file: path.join(runs, names[0], 'run.json') } }; // prettier-ignore
      const nothing = { seconds: 0, seed: 0, parameters: 0, threads: 0, epochs: 0, epoch: 0, step: 0 };
      const empty = { task: '', modelType: '', device: '', baseFolder: '', abilities: [], labels: [], notices: [], metrics: {}, hashes: {}, versions: {} }; // prettier-ignore
      assert.deepEqual(dated, {
        ...{ folder: path.join(runs, names[0]), resumable: false, checkpoints: [] },
        disk: { bytes: 0, checkpoints: 0, optimizer: 0, evaluations: 0 },
        record: { format: 1, id: names[0], name: names[0], status: 'failed', createdAt: '2026-03-04T00:00:00.000Z', ...nothing, ...empty, failure }, // prettier-ignore
      });
      assert.deepEqual(others.map(({ record }) => record.createdAt), ['1970-01-01T00:00:00.000Z', '1970-01-01T00:00:00.000Z']); // prettier-ignore
    }));

  it('whose files are pipes are refused', () =>
    withFolder((runs) => {
      if (process.platform === 'win32') return;
      assert.deepEqual(Object.values(runFiles).sort(), ['dictionary.json', 'encoder.onnx', 'evaluation.json', 'evaluations', 'experiment.json', 'features.safetensors', 'metrics.jsonl', 'path', 'target-tokenizer.json', 'tokenizer.json', 'vectorizer.json', 'watch.jsonl']); // prettier-ignore
      for (const name of Object.values(runFiles)) {
        const { folder } = made(runs);
        execFileSync('mkfifo', [path.join(folder, name)]);
        assert.throws(() => summarizeRun(nodeFiles, folder), { code: 'INVALID_FILE', message: /is no file but a pipe/, place: { file: path.join(folder, name) } }); // prettier-ignore
      }
    }));

  it('have safe names', () => {
    const names = ['-.a', 'a..b', 'a-.', 'ㅎ́é', 'a b\tc', `${'x'.repeat(39)}-y`, 'e\u0301'].map(safeName);
    assert.deepEqual(names, ['a', 'a.b', 'a', 'ㅎ́é', 'a-b-c', 'x'.repeat(39), 'é']);
  });

  it('find no name for ever only in a folder where all are taken', () =>
    withFolder((runs) => {
      let asked = 0;
      const files = { ...nodeFiles, nonce: () => (asked++, '00aa00aa00aa00aa') };
      const run = { name: 'a', createdAt: new Date(0), record: (id: string) => recordOf(id) };
      createRun(files, runs, run);
      asked = 0;
      assert.throws(() => createRun(files, runs, run), { code: 'DISK', message: /free name/, place: { file: runs } });
      assert.equal(asked, 100);
      assert.deepEqual(pathsUnder(runs), ['1970-01-01-a-00aa', '1970-01-01-a-00aa/run.json']);
    }));
});
