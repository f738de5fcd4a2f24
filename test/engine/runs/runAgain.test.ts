// A run done once more: what differs is seen before, and the same bits come out.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { hasSameParameters, runAgain } from '../../../src/engine/runs/runAgain';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
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
      const { request, differences, record } = await runAgain(nodeFiles, folder);
      assert.deepEqual([differences, record.seed], [[], 3]);
      const again = await lab.client.call('train', { ...request, runsFolder: path.dirname(folder) });
      assert.equal(again.record.status, 'completed', again.record.failure?.message);
      assert.deepEqual([again.record.metrics, again.record.hashes], [record.metrics, record.hashes]);
      assert.equal(await hasSameParameters(nodeFiles, [folder, again.folder]), true);
      const other = await lab.client.call('train', lab.request({ ...experiment, seed: 4 }));
      assert.equal(await hasSameParameters(nodeFiles, [folder, other.folder]), false);

      const data = Object.keys(record.hashes).find((name) => name.endsWith('.tsv')) ?? assert.fail();
      fs.appendFileSync(path.join(record.baseFolder, data), 'one more\tgood\n');
      const stored = path.join(folder, 'run.json');
      const old = { ...record, versions: { ...record.versions, nlpLab: '0.0.1' } };
      fs.writeFileSync(stored, JSON.stringify(old));
      const { differences: changed } = await runAgain(nodeFiles, folder);
      assert.deepEqual(
        changed.map(({ kind, name, was }) => [kind, name, was]),
        [
          ['data', data, record.hashes[data]],
          ['version', 'nlpLab', '0.0.1'],
        ],
      );
      assert.match(changed[0].is ?? '', /^[0-9a-f]{64}$/);
      fs.rmSync(path.join(record.baseFolder, data));
      assert.deepEqual((await runAgain(nodeFiles, folder)).differences[0], {
        ...{ kind: 'data', name: data, was: record.hashes[data] },
      });
    }));
});
