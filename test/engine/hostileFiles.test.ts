// Whatever a file holds, reading it ends in a value or a LabError: never in another error, a crash or a hang.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from '../support/properties';
import { readReport } from '../../src/engine/runs/readReport';
import { parseExperiment } from '../../src/engine/tasks/parseExperiment';
import { openCheckpoint, summarizeCheckpoints, writeCheckpoint } from '../../src/engine/store/checkpoint';
import { acquireLease } from '../../src/engine/store/lease';
import { openMetricsLog, readMetrics } from '../../src/engine/store/metricsLog';
import { nodeFiles } from '../../src/engine/store/nodeFiles';
import { readRecord } from '../../src/engine/store/runRecord';
import { openTable } from '../../src/engine/text/table';
import { createTokenizer } from '../../src/engine/text/tokenizer';
import { formatTokenizer, parseTokenizer } from '../../src/engine/text/tokenizerFile';
import { parseVectorizer } from '../../src/engine/text/vectorizers/vectorizerFile';
import { vocabularyOf } from '../../src/engine/text/vocabulary';
import { LabError } from '../../src/protocol/labError';
import { fakeReport } from '../support/fakeReports';
import { recordOf } from './store/support/records';

let folder = '';
before(() => void (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-'))));
after(() => fs.rmSync(folder, { recursive: true, force: true }));

/** A file's bytes with some changed, cut, repeated or inserted. */
function damaged(whole: Uint8Array): fc.Arbitrary<Uint8Array> {
  const edit = fc.tuple(fc.nat(whole.byteLength), fc.constantFrom('set', 'cut', 'insert', 'repeat'), fc.nat(255));
  const piece = fc.constantFrom('{', '}', '[', '"', ',', '\\', '-1', '1e99', 'null', '\u0000', '__proto__', '\n', ':');
  return fc.tuple(fc.array(edit, { minLength: 1, maxLength: 4 }), piece).map(([edits, text]) => {
    let bytes = Buffer.from(whole);
    for (const [at, kind, value] of edits) {
      if (kind === 'set' && at < bytes.byteLength) bytes[at] = value;
      else if (kind === 'cut') bytes = bytes.subarray(0, at);
      else if (kind === 'insert') bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(text), bytes.subarray(at)]);
      else if (kind === 'repeat') bytes = Buffer.concat([bytes, bytes.subarray(at)]);
    }
    return bytes;
  });
}

function onlyLabErrors(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    assert.ok(error instanceof LabError && error.code !== 'INTERNAL', String(error));
  }
}

const runs = { numRuns: 500 };

describe('hostile files', () => {
  it('as experiments', () => {
    const good = Buffer.from(
      '{ "data": { "train": { "labels": { "a": "a.txt", "b": "b.txt" } }, "validation": 0.1 }, // c\n "model": { "type": "gru", "hidden": 8 }, "training": { "optimizer": { "type": "adam", "betas": [0.9, 0.99] }, "schedule": "cosine" } }',
    );
    const check = (text: string, overrides: string[] = []): void => {
      const { experiment, problems } = parseExperiment(text, { overrides });
      assert.equal(experiment === undefined, problems.length > 0);
      for (const { message, place } of problems) assert.ok(message.length > 10 && (place?.line ?? 1) >= 1);
    };
    fc.assert(
      fc.property(damaged(good), (bytes) => check(bytes.toString())),
      runs,
    );
    fc.assert(
      fc.property(fc.json(), (text) => check(text)),
      runs,
    );
    fc.assert(
      fc.property(fc.string(), (override) => check(good.toString(), [override])),
      runs,
    );
    const names = fc.constantFrom('data', 'training', 'model', 'optimizer', 'labels', '0', '__proto__', 'constructor');
    fc.assert(
      fc.property(fc.array(names, { minLength: 1, maxLength: 4 }), fc.json(), (keys, value) =>
        check(good.toString(), [`${keys.join('.')}=${value}`]),
      ),
      runs,
    );
    assert.equal(({} as Record<string, unknown>).train, undefined);
  });

  it('as tokenizer.json', () => {
    const good = Buffer.from(
      formatTokenizer(createTokenizer({ type: 'word', lowercase: true }), vocabularyOf(['a', 'b', '가'])),
    );
    fc.assert(
      fc.property(damaged(good), (bytes) => onlyLabErrors(() => parseTokenizer(bytes.toString(), 'x'))),
      runs,
    );
  });

  it('as run.json, lease and metrics', () => {
    const record = path.join(folder, 'run.json');
    fc.assert(
      fc.property(damaged(Buffer.from('{"format":1,"id":"a","name":"b","metrics":{"loss":1}}')), (bytes) => {
        fs.writeFileSync(record, bytes);
        onlyLabErrors(() => readRecord(nodeFiles, folder));
        fs.writeFileSync(path.join(folder, 'run.lease'), bytes);
        onlyLabErrors(() => acquireLease(nodeFiles, folder).release());
      }),
      { numRuns: 150 },
    );
    const log = path.join(folder, 'metrics.jsonl');
    const writer = openMetricsLog(nodeFiles, log);
    for (const step of [1, 2, 3]) writer.append({ kind: 'epoch', step, epoch: step, time: 1, metrics: { loss: 1 } });
    writer.close();
    const good = fs.readFileSync(log);
    fc.assert(
      fc.property(damaged(good), (bytes) => {
        fs.writeFileSync(log, bytes);
        for (const line of readMetrics(nodeFiles, log).lines)
          assert.ok(line.kind === 'epoch' && line.metrics.loss === 1);
      }),
      { numRuns: 500 },
    );
  });

  it('as checkpoints', () => {
    const run = path.join(folder, 'run');
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
    const model = new Map([['weight', { shape: [3], data: Float32Array.of(1, 2, 3) }]]);
    writeCheckpoint(nodeFiles, run, 'last', { state, model, optimizer: new Map() });
    for (const part of ['model.safetensors', 'optimizer.safetensors', 'state.json']) {
      const file = path.join(run, 'checkpoints/last', part);
      const good = fs.readFileSync(file);
      fc.assert(
        fc.property(damaged(good), (bytes) => {
          fs.writeFileSync(file, bytes);
          summarizeCheckpoints(nodeFiles, run);
          onlyLabErrors(() => assert.deepEqual(openCheckpoint(nodeFiles, run, 'last').checkpoint.state, state));
        }),
        { numRuns: 500 },
      );
      fs.writeFileSync(file, good);
    }
  });

  it('that claim a length which is no number', () => {
    const lying = JSON.stringify({ length: { toString: 1 }, size: { valueOf: 1 } });
    onlyLabErrors(() => parseVectorizer(`{"format":1,"features":${lying}}`, 'x'));
    const record = path.join(folder, 'run.json');
    const keys = ['id', 'name', 'labels', 'metrics', 'abilities', 'notices'];
    for (const key of keys) {
      fs.writeFileSync(record, JSON.stringify({ ...recordOf('a'), [key]: JSON.parse(lying) as unknown }));
      onlyLabErrors(() => readRecord(nodeFiles, folder));
    }
    for (const key of ['figures', 'sections', 'at', 'source']) {
      fs.writeFileSync(
        record,
        JSON.stringify({ ...fakeReport({ kind: 'figures' }), [key]: JSON.parse(lying) as unknown }),
      );
      assert.equal(readReport(nodeFiles, record), undefined);
    }
    for (const key of ['model', 'data', 'training', 'tokenizer', 'name', 'data":{"train', 'model":{"hidden'])
      assert.ok(parseExperiment(`{"${key}":${lying}${key.includes('{') ? '}' : ''}}`).problems.length > 0);
  });

  it('as tables', async () => {
    const csv = Buffer.from('text,label\n"a ""b"",\nc",1\n가나,0\n');
    const objects = Buffer.from('{"text":"a","label":1}\n{"text":"가","label":0}\n');
    for (const [name, good] of [
      ['a.csv', csv],
      ['a.tsv', csv],
      ['a.jsonl', objects],
    ] as const)
      await fc.assert(
        fc.asyncProperty(damaged(good), async (bytes) => {
          const file = path.join(folder, name);
          fs.writeFileSync(file, bytes);
          try {
            const table = await openTable(file);
            for await (const rows of table.rows())
              for (const { values, line } of rows) assert.ok(values.length === table.columns.length && line >= 1);
          } catch (error) {
            assert.ok(error instanceof LabError && error.code !== 'INTERNAL', String(error));
          }
        }),
        { numRuns: 150 },
      );
  });
});
