// What a page of the Embeddings view may ask for.

import assert from 'node:assert/strict';
import { embeddingsRequests } from '../../../src/host/embeddings/embeddingsRequests';
import { DEFAULT_STATE, settingsOf } from '../../../src/webviews/embeddings/viewState';

describe('requests of the Embeddings view', () => {
  const settings = settingsOf(DEFAULT_STATE.map);

  it('are let through when they are right', () => {
    assert.ok(embeddingsRequests.draw({ settings }));
    assert.ok(embeddingsRequests.neighbors({ side: 0, word: 'cat', row: -1, k: 10, measure: 'cosine' }));
  });

  const wrong: [string, unknown][] = [
    ['a method that is not offered', { ...settings, method: 'toString' }],
    ['four dimensions', { ...settings, dimensions: 4 }],
    ['endless rows', { ...settings, limit: 1e9 }],
    ['a row that is none', { ...settings, rows: [0.5] }],
    ['another key', { ...settings, file: '/etc/passwd' }],
    ['a distance that is no number', { ...settings, minDistance: Number.NaN }],
  ];
  for (const [name, value] of wrong)
    it(`are refused with ${name}`, () => assert.ok(!embeddingsRequests.draw({ settings: value })));

  it('of several words are let through within bounds only', () => {
    const question = { words: ['ice', 'steam'], probes: ['gas'], window: 10, weighted: false, matchCase: true };
    const { similarity, oddOneOut, countCooccurrence } = embeddingsRequests;
    assert.ok(similarity({ side: 0, a: 'sea', b: 'a lake and a river' }));
    assert.ok(oddOneOut({ side: 0, words: ['a', 'b', 'c'] }));
    assert.ok(countCooccurrence({ side: 0, question }));
    assert.ok(!similarity({ side: 0, a: 'x'.repeat(20_001), b: 'lake' }));
    assert.ok(!oddOneOut({ side: 2, words: ['a'] }));
    for (const wrong of [{ words: ['ice'] }, { probes: [] }, { window: 0 }, { files: ['/etc/passwd'] }])
      assert.ok(!countCooccurrence({ side: 0, question: { ...question, ...wrong } }), JSON.stringify(wrong));
  });
});
