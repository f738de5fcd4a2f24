// Vectors of texts that are longer than the model reads: how many they are, and where the first stand, is said.

import assert from 'node:assert/strict';
import { inLab, smallExperiment, type Lab } from './support/lab';

const bow = { type: 'bow', embedding: 6, dropout: 0 };

async function trained(lab: Lab, changes: Record<string, unknown>): Promise<string> {
  return (await lab.client.call('train', lab.request(smallExperiment(changes)))).folder;
}

describe('vectors of long texts', () => {
  it('say of which texts a part alone was read', () =>
    inLab(async (lab) => {
      const short = { epochs: 1, batchSize: 16, maxLength: 4 };
      const folder = await trained(lab, { model: bow, training: short });
      const long = 'a film as long as this';
      const { cut } = await lab.client.call('embed', { folder, texts: ['short', long, '', long, long, long] });
      assert.deepEqual(cut, { count: 4, first: [1, 3, 4], read: 4 });
      assert.equal((await lab.client.call('embed', { folder, texts: ['a film as long'] })).cut, undefined);
      lab.write('long.txt', `short\n${long}\n`);
      const texts = { file: lab.file('long.txt') };
      const { notices } = await lab.client.call('openVectors', { source: { kind: 'texts', folder, texts } });
      assert.ok(notices?.includes('The text in line 2 was cut to the 4 tokens that the model reads.'), notices?.join());
    }));

  it('of pairs that are read apart say it of either side', () =>
    inLab(async (lab) => {
      lab.write('pairs.tsv', `one\ttwo\tlabel\n${'red blue\tblue red\ta\nblue\tred\tb\n'.repeat(20)}`);
      const data = { train: 'pairs.tsv', text: ['one', 'two'], label: 'label', validation: 0.2 };
      for (const [pairs, cut] of [
        ['apart', { count: 3, first: [1, 2], read: 4 }],
        ['together', { count: 2, first: [1, 2], read: 4 }],
      ] as const) {
        const training = { epochs: 1, batchSize: 16, maxLength: 4 };
        const folder = await trained(lab, { data, model: { ...bow, pairs }, training });
        const long = 'red blue red blue red';
        const reply = await lab.client.call('embed', {
          folder,
          texts: ['red\tblue', `red\t${long}`, `${long}\t${long}`],
        });
        assert.deepEqual(reply.cut, cut, pairs);
      }
    }));
});
