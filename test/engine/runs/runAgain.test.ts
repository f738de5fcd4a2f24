// A run done once more: what differs is seen before, and the same bits come out.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { runAgain, samenessOf } from '../../../src/engine/runs/runAgain';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { readRecord } from '../../../src/engine/store/runRecord';
import { inLab, smallExperiment } from '../calls/support/lab';

describe('a run done once more', () => {
  it('from its own record has the same parameters, and tells what has changed', () =>
    inLab(async (lab) => {
      const model = { type: 'gru', embedding: 4, hidden: 4 };
      const experiment = smallExperiment({ model, training: { epochs: 1 }, seed: 3 });
      const { folder } = await lab.client.call(
        'train',
        lab.request(experiment, { overrides: ['training.batchSize=8'] }),
      );
      const { request, differences, seed, id } = await runAgain(nodeFiles, folder);
      const record = readRecord(nodeFiles, folder);
      assert.deepEqual([differences, seed, record.again], [[], 3, undefined]);
      const again = await lab.client.call('train', { ...request, runsFolder: path.dirname(folder) });
      assert.equal(again.record.again, id);
      assert.equal(again.record.status, 'completed', again.record.failure?.message);
      assert.deepEqual([again.record.metrics, again.record.hashes], [record.metrics, record.hashes]);
      assert.deepEqual(await samenessOf(nodeFiles, [folder, again.folder]), { hasSameParameters: true, others: [] });
      const other = await lab.client.call('train', lab.request({ ...experiment, seed: 4 }));
      assert.equal((await samenessOf(nodeFiles, [folder, other.folder])).hasSameParameters, false);

      const data = Object.keys(record.hashes).find((name) => name.endsWith('.tsv')) ?? assert.fail();
      fs.appendFileSync(path.join(record.baseFolder, data), 'one more\tgood\n');
      const stored = path.join(folder, 'run.json');
      const old = {
        ...record,
        threads: 9999,
        versions: { ...record.versions, threads: '9999', nlpLab: '0.0.1', processor: 'abacus' },
      };
      fs.writeFileSync(stored, JSON.stringify(old));
      const { differences: changed } = await runAgain(nodeFiles, folder);
      assert.deepEqual(
        changed.map(({ kind, name, was }) => [kind, name, was]),
        [
          ['file', data, record.hashes[data]],
          ['version', 'nlpLab', '0.0.1'],
          ['machine', 'processor', 'abacus'],
          ['threads', 'threads', '9999'],
        ],
      );
      assert.match(changed[0].is ?? '', /^[0-9a-f]{64}$/);
      fs.rmSync(path.join(record.baseFolder, data));
      assert.deepEqual((await runAgain(nodeFiles, folder)).differences[0], {
        ...{ kind: 'file', name: data, was: record.hashes[data] },
      });
      fs.rmSync(path.join(again.folder, 'checkpoints'), { recursive: true });
      assert.deepEqual(await samenessOf(nodeFiles, [folder, again.folder]), { others: [] });
    }));

  it('waits in the queue with what it was computed on, whatever whoever trains it has set', () =>
    inLab(async (lab) => {
      const model = { type: 'gru', embedding: 4, hidden: 4 };
      const experiment = smallExperiment({ model, training: { epochs: 1 }, runtime: undefined });
      const first = await lab.client.call('train', lab.request(experiment, { defaults: { threads: 1 } }));
      const { runsFolder } = lab;
      const { request, id } = await runAgain(nodeFiles, first.folder);
      await lab.client.call('addToQueue', { ...request, runsFolder });
      const reply = await lab.client.call('trainQueued', { runsFolder, defaults: { threads: 2 } });
      assert.ok(reply.state === 'ran' && reply.folder !== undefined);
      assert.equal(reply.again, id);
      const once = readRecord(nodeFiles, reply.folder);
      assert.deepEqual([once.again, once.threads, once.status], [id, 1, 'completed']);
      assert.equal((await samenessOf(nodeFiles, [first.folder, reply.folder])).hasSameParameters, true);
    }));

  it('tells that a tokenizer file has changed, and in what the vocabularies then differ', () =>
    inLab(async (lab) => {
      const model = 'naive-bayes';
      const train = (tokenizer: unknown) =>
        lab.client.call('train', lab.request(smallExperiment({ model, training: undefined, tokenizer })));
      const first = await train('word');
      const { baseFolder } = first.record;
      const file = path.join(baseFolder, 'tok.json');
      fs.copyFileSync(path.join(first.folder, 'tokenizer.json'), file);
      const { folder, record } = await train('tok.json');
      assert.match(record.hashes['tok.json'], /^[0-9a-f]{64}$/);
      assert.deepEqual((await runAgain(nodeFiles, folder)).differences, []);
      fs.appendFileSync(file, '\n');
      const { differences } = await runAgain(nodeFiles, folder);
      assert.deepEqual(differences.map(({ kind, name }) => [kind, name]), [['file', 'tok.json']]); // prettier-ignore
      assert.ok((await samenessOf(nodeFiles, [first.folder, folder])).others.includes('tok.json'));
    }));
});
