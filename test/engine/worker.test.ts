import assert from 'node:assert/strict';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { EngineContract } from '../../src/protocol/engine';
import { LabError } from '../../src/protocol/labError';
import { createClient, type Client } from '../../src/protocol/rpc';
import { portOfWorker } from '../../src/protocol/workerPort';

describe('the engine worker', () => {
  let client: Client<EngineContract>;
  let exited: Promise<unknown[]>;

  beforeEach(() => {
    const worker = new Worker(path.resolve('dist/worker.js'));
    exited = once(worker, 'exit');
    client = createClient<EngineContract>(portOfWorker(worker));
  });

  afterEach(async () => {
    await client.call('shutdown', {}).catch(() => undefined); // it may have ended already
    await exited;
  });

  it('answers shutdown and then ends by itself', async () => {
    assert.deepEqual(await client.call('shutdown', {}), {});
    assert.deepEqual(await exited, [0]);
  });

  it('answers a call it does not know with a failure', async () => {
    await assert.rejects(
      client.call('toString' as 'runs', { runsFolder: '' }),
      (error: unknown) => error instanceof LabError && error.code === 'INVALID_ARGUMENT',
    );
  });

  const nsmc = path.resolve('../shared/data/nsmc/test.tsv.gz');

  it('tokenises text, with offsets, vocabulary and statistics', async () => {
    const tokenizer = { type: 'word', lowercase: true, vocabularySize: 6, minFrequency: 1 } as const;
    const reply = await client.call('tokenize', { text: 'A b!\n\nb İb', tokenizer, firstLine: 2 });
    assert.deepEqual(reply.lines, [
      { line: 2, text: 'b İb', file: undefined, tokens: ['b', 'i̇b'], ids: [4, 1], offsets: [[0, 1], [2, 4]] }, // prettier-ignore
    ]);
    assert.deepEqual(reply.vocabulary, [
      { token: 'b', count: 2, id: 4 },
      { token: 'a', count: 1, id: 5 },
      { token: '!', count: 1 },
      { token: 'i̇b', count: 1 },
    ]);
    const { lineCount, tokenCount, distinctCount, unknownCount, lengthHistogram, binWidth } = reply;
    assert.deepEqual([lineCount, tokenCount, distinctCount, unknownCount, binWidth], [3, 5, 4, 2, 1]);
    assert.deepEqual(lengthHistogram, [1, 0, 1, 1]);
  });

  it('guesses the columns of a table', async function () {
    if (!fs.existsSync(nsmc)) this.skip(); // the public data sets are not part of the repository
    const { columns, rows, sample, guess, encoding } = await client.call('columns', { file: nsmc });
    assert.deepEqual(columns, ['id', 'document', 'label']);
    assert.deepEqual(
      [rows, sample.length, encoding, guess],
      [50_000, 5, 'utf-8', { text: 'document', label: 'label' }],
    );
  });

  it('checks an experiment, lists runs and reads their history', async () => {
    const { problems } = await client.call('check', { experimentText: '{ "dta": {} }', baseFolder: '/' });
    assert.match(problems[0].message, /Did you mean "data"/);
    const experimentText = '{\n"data": { "train": "worker.ts",\n"test": "nowhere.tsv" } }';
    const { problems: missing } = await client.call('check', {
      experimentText,
      baseFolder: path.resolve('src/engine'),
    });
    assert.deepEqual(
      missing.map(({ code, place }) => [code, place?.key?.join('.'), place?.line]),
      [
        ['INVALID_DATA', 'data.train', 2],
        ['NOT_FOUND', 'data.test', 3],
      ],
    );
    assert.deepEqual((await client.call('runs', { runsFolder: '/nowhere' })).runs, []);
    assert.deepEqual(await client.call('history', { folder: '/nowhere' }), { lines: [], nextByte: 0, damaged: 0 });
    await assert.rejects(client.call('columns', { file: '/nowhere.csv' }), /does not exist/);
  });
});
