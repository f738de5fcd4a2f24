// Figures that follow from an experiment: those of its training, and nothing that is not known.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { inLab, smallExperiment } from '../calls/support/lab';

describe('figures that follow from an experiment', () => {
  const model = { type: 'gru', embedding: 4, hidden: 4 };

  it('are those of its training, which then tells how long the next one takes', () =>
    inLab(async (lab) => {
      const ask = async (training: object, more: object = {}) => {
        const request = lab.request(smallExperiment({ model, training, ...more }));
        const { figures } = await lab.client.call('derivedFigures', request);
        return { figures, request, of: (kind: string) => figures.find((figure) => figure.kind === kind) };
      };
      const before = await ask({ epochs: 2, batchSize: 8 });
      assert.deepEqual(
        before.figures.map(({ kind }) => kind),
        ['parameters', 'memory', 'steps'],
      );
      assert.deepEqual(lab.runs(), []);
      const { record } = await lab.client.call('train', before.request);
      assert.equal(before.of('parameters')?.value, record.parameters);
      assert.equal(before.of('steps')?.value, record.step / 2);
      assert.ok((before.of('memory')?.value ?? 0) > 4 * record.parameters);

      const after = await ask({ epochs: 6, batchSize: 8, optimizer: { type: 'adam', learningRate: 0.1 } });
      assert.equal(after.of('seconds'), undefined, 'another optimiser takes another time');
      const longer = await ask({ epochs: 6, batchSize: 8 });
      const seconds = longer.of('seconds');
      assert.ok(seconds?.kind === 'seconds' && seconds.runs === 1);
      assert.ok(Math.abs(seconds.value - 3 * record.seconds) < 1e-9, `${seconds.value}, ${record.seconds}`);
      const text = longer.request.experimentText;
      assert.match(text.slice(0, seconds.offset), /"epochs": ?6$/);
      assert.equal(
        (await ask({ epochs: 6, batchSize: 4 })).of('seconds'),
        undefined,
        'smaller steps take another time',
      );
    }));

  it('are none of what is wrong, and none of what would have to be read at length', () =>
    inLab(async (lab) => {
      const ask = async (request: ReturnType<typeof lab.request>) =>
        (await lab.client.call('derivedFigures', request)).figures;
      assert.deepEqual(await ask(lab.request(smallExperiment({ model: { type: 'gruu' } }))), []);
      fs.appendFileSync(lab.file('train.tsv'), `${'x '.repeat(3 << 20)}\tgood\n`);
      assert.deepEqual(await ask(lab.request(smallExperiment({ model }))), []);
    }));
});
