// What a corpus says of words: their places, and what stands beside them.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { vectorsEngine } from './vectorsEngine';

describe('the calls on words of a corpus', () => {
  let folder: string;
  const { call } = vectorsEngine();

  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'word-evidence-'));
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  const put = (name: string, lines: readonly string[]): string => {
    const target = path.join(folder, name);
    fs.writeFileSync(target, `${lines.join('\n')}\n`);
    return target;
  };

  it('lead to the places of a word in a corpus', async () => {
    const corpus = put('corpus.txt', [
      'The King saw the kingdom.',
      '영화는 좋다. 새 영화',
      `${'x '.repeat(100)}king`,
      'in New York, new_york',
    ]);
    const find = async (word: string, more = {}) =>
      (await call('concordance', { files: [corpus], word, ...more })).places.map(({ line, column }) => [line, column]);
    assert.deepEqual(await find('king'), [[1, 5], [3, 201]]); // prettier-ignore
    assert.deepEqual(await find('king', { ignoreCase: false }), [[3, 201]]);
    assert.deepEqual(await find('영화'), [[2, 1], [2, 11]]); // prettier-ignore
    assert.deepEqual(await find('new_york'), [[4, 4], [4, 14]]); // prettier-ignore
    const { places, more } = await call('concordance', { files: [corpus], word: 'king', limit: 1 });
    assert.deepEqual(
      [places[0].before, places[0].found, places[0].after, more],
      ['The ', 'King', ' saw the kingdom.', true],
    );
    const second = await call('concordance', { files: [corpus], word: 'king', limit: 1, offset: 1 });
    assert.ok(second.places[0].before.startsWith('…') && !second.more);
  });

  it('count what stands beside two words', async () => {
    const corpus = put('beside.txt', ['ice is solid water', 'steam is gas and water', 'ice ice solid']);
    const request = {
      files: [corpus],
      words: ['ice', 'steam'] as [string, string],
      probes: ['solid', 'gas', 'water', 'fashion'],
    };
    const { words, probes } = await call('cooccurrence', { ...request, window: 4 });
    assert.deepEqual(words, [{ word: 'ice', occurrences: 3, contexts: 7 }, { word: 'steam', occurrences: 1, contexts: 4 }]); // prettier-ignore
    assert.deepEqual(probes.map(({ counts }) => counts), [[3, 0], [0, 1], [1, 1], [0, 0]]); // prettier-ignore
    assert.deepEqual(probes.map(({ ratio }) => ratio), [Infinity, 0, 4 / 7, null]); // prettier-ignore
    const weighted = await call('cooccurrence', { ...request, window: 4, weighted: true });
    assert.deepEqual(weighted.probes[0].counts, [0.5 + 0.5 + 1, 0]);
  });

  it('do not say how probable anything is beside a word that is nowhere, or always alone', async () => {
    const corpus = put('absent.txt', ['ice is solid and cold', 'steam is gas and hot', 'ICE solid', 'alone']);
    const ask = (words: [string, string]) => call('cooccurrence', { files: [corpus], words, probes: ['solid', 'not'] });
    const { words, probes } = await ask(['ice', 'nothere']);
    assert.deepEqual(words.map(({ occurrences }) => occurrences), [2, 0]); // prettier-ignore
    assert.deepEqual(probes.map(({ probabilities }) => probabilities), [[2 / 5, null], [0, null]]); // prettier-ignore
    assert.deepEqual(probes.map(({ ratio }) => ratio), [null, null]); // prettier-ignore
    const alone = await ask(['alone', 'ice']);
    assert.deepEqual(alone.probes[0].probabilities, [null, 2 / 5]);
    assert.equal(alone.probes[0].ratio, null);
  });

  it('take letters in parts for letters in one', async () => {
    const corpus = put('forms.txt', ['un café chaud', 'le cafe\u0301 noir'.normalize('NFD')]);
    const request = { files: [corpus], words: ['cafe\u0301', 'un'] as [string, string], probes: ['noir'] };
    assert.equal((await call('cooccurrence', request)).words[0].occurrences, 2);
    for (const word of ['café', 'cafe\u0301']) {
      const { places } = await call('concordance', { files: [corpus], word });
      assert.deepEqual(places.map(({ line, column, found }) => [line, column, found]), [[1, 4, 'café'], [2, 4, 'cafe\u0301']]); // prettier-ignore
      assert.deepEqual([places[1].before, places[1].after], ['le ', ' noir']);
    }
    const { vectors } = await call('openVectors', { source: { kind: 'file', file: put('forms.vec', ['2 2', 'café 1 0', 'no\u0308 0 1']) } }); // prettier-ignore
    const { values } = await call('wordVectors', { vectors, words: ['cafe\u0301', 'nö'] });
    assert.deepEqual([...new Float32Array(values)], [1, 0, 0, 1]);
  });

  it('read texts in the encoding that is said', async () => {
    const corpus = path.join(folder, 'legacy.txt');
    fs.writeFileSync(corpus, Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x20, 0x6e, 0x6f, 0x69, 0x72])); // café noir
    const request = { files: [corpus], reading: { encoding: 'windows-1252' } };
    assert.equal((await call('concordance', { ...request, word: 'café' })).places.length, 1);
    const { words } = await call('cooccurrence', { ...request, words: ['café', 'noir'], probes: ['noir'] });
    assert.equal(words[0].occurrences, 1);
  });

  it('count in the column of a table that is named', async () => {
    const rows = [
      'title,body',
      'a long title about ice and more ice than gas,ice is solid',
      'another title,steam is gas',
    ];
    const files = [put('beside.csv', rows)];
    const request = { files, words: ['ice', 'steam'] as [string, string], probes: ['solid', 'gas'] };
    const { words, probes } = await call('cooccurrence', { ...request, column: 'body' });
    assert.deepEqual(words.map(({ occurrences }) => occurrences), [1, 1]); // prettier-ignore
    assert.deepEqual(probes.map(({ counts }) => counts), [[1, 0], [0, 1]]); // prettier-ignore
    await assert.rejects(call('cooccurrence', { ...request, column: 'text' }), /text/);
    const withText = [...files, put('beside.txt', ['ice is solid'])];
    const both = await call('cooccurrence', { ...request, files: withText, column: 'body' });
    assert.deepEqual(both.words.map(({ occurrences }) => occurrences), [2, 1]); // prettier-ignore
  });
});
