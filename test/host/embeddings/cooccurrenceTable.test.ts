// The table of co-occurrence, as it is shown and saved.

import assert from 'node:assert/strict';
import { probeColumns, ratioOf, unseenIn } from '../../../src/webviews/embeddings/panel/cooccurrenceTable';
import { embeddingsStrings } from '../../../src/webviews/embeddings/strings';
import { csvOf } from '../../../src/webviews/shared/csv';

describe('the table of co-occurrence', () => {
  const table = {
    words: [
      { word: 'ice', occurrences: 3, contexts: 10 },
      { word: 'steam', occurrences: 0, contexts: 0 },
    ],
    probes: [
      {
        probe: 'solid',
        occurrences: 4,
        counts: [2, 0] as [number, number],
        probabilities: [0.2, null] as [number, null],
      },
      { probe: 'none', occurrences: 0, counts: [0, 0] as [number, number], probabilities: [0, null] as [number, null] },
    ],
    ...{ files: ['a.txt'], seconds: 1 },
  };

  it('has ratios from nothing to infinity', () => {
    assert.equal(ratioOf([0.02, 0.01]), 2);
    assert.equal(ratioOf([0.02, 0]), Infinity);
    assert.equal(ratioOf([0, 0.02]), 0);
    assert.equal(ratioOf([0, 0]), undefined);
    assert.equal(ratioOf([0.1, null]), undefined);
  });

  it('says what stands nowhere', () =>
    assert.deepEqual(unseenIn(table), { words: ['steam'], alone: [], probes: ['none'] }));

  it('is saved with whole numbers, and nothing where there is no ratio', () => {
    const strings = embeddingsStrings((message, ...values) =>
      message.replace(/\{(\d+)\}/g, (_, index) => String(values[Number(index)])),
    );
    const csv = csvOf(probeColumns(strings, ['ice', 'condensation']), table.probes);
    assert.deepEqual(csv.split('\r\n'), [
      'Probe k,P(k|ice),P(k|condensa…),Ratio,Count',
      'solid,0.2,,,4',
      'none,0,,,0',
      '',
    ]);
  });
});
