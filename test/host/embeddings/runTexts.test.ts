// The texts of a run as points: which parts there are, how a view of them is named, and what its colours may be.

import assert from 'node:assert/strict';
import { provideFakeVscode } from '../../support/fakeVscode';
import { addressName, sourceKey, type VectorsAddress } from '../../../src/host/embeddings/vectorsAddress';
import { embeddingsStrings } from '../../../src/webviews/embeddings/strings';
import { colorOffer } from '../../../src/webviews/embeddings/toolbarChoices';

describe('the texts of a run as points', () => {
  before(provideFakeVscode);

  it('are of the parts that the experiment has, those first that were not learned from', async () => {
    const { partsIn } = await import('../../../src/host/embeddings/chooseRunTexts');
    const parts = (values: Record<string, string>) =>
      partsIn(Object.entries(values).map(([key, value]) => ({ key: `data.${key}`, value })));
    assert.deepEqual(parts({ train: 'a.tsv', validation: '0.1', test: 'b.tsv' }), ['test', 'validation', 'train']);
    assert.deepEqual(parts({ 'train.labels.good': 'a.txt', 'train.labels.bad': 'b.txt', validation: '0' }), ['train']);
    assert.deepEqual(parts({ training: 'a.tsv' }), []);
  });

  it('have views of their own by texts and pooling', () => {
    const whole: VectorsAddress = { kind: 'texts', folder: '/runs/a', texts: { part: 'test' } };
    const addresses: VectorsAddress[] = [
      ...[whole, { ...whole, pooling: 'max' as const }, { ...whole, texts: { part: 'train' as const } }],
      ...[
        { ...whole, texts: { uri: 'file:///a.txt' } },
        { ...whole, folder: '/runs/b' },
      ],
      { kind: 'run', folder: '/runs/a' },
    ];
    assert.equal(new Set(addresses.map((first) => sourceKey({ first }))).size, addresses.length);
    assert.equal(addressName(whole), 'a');
  });

  it('are coloured by their labels only where these are known', () => {
    const strings = embeddingsStrings((text) => text);
    const offer = (hasLabels: boolean) =>
      colorOffer({ coloring: 'label' }, { hasCounts: false, hasLabels, isCompared: false }, strings);
    assert.ok(offer(true).choices.some(({ value }) => value === 'label'));
    assert.deepEqual([offer(true).value, offer(false).value], ['label', 'plain']);
  });
});
