// What taggers are told of tokens: their looks, the table of different ones, batches, and parts of long sentences.

import assert from 'node:assert/strict';
import { characterRows, makeTagBatch } from '../../../../src/engine/data/tagged/tagBatches';
import { capitalsOf, shapeOf } from '../../../../src/engine/data/tagged/tokenLooks';
import { windowsOf } from '../../../../src/engine/data/tagged/windows';
import { alphabetsOf, WordTable } from '../../../../src/engine/data/tagged/wordTable';

describe('the looks of tokens', () => {
  it('are six ways to be capitalised', () => {
    const groups = [
      ['42', '한국', ''],
      ['london', 'b2b'],
      ['I'],
      ['London', 'A4'],
      ['LONDON', 'U.S.'],
      ['iPhone', 'McDonald'],
    ];
    groups.forEach((tokens, number) =>
      tokens.forEach((token) => assert.equal(capitalsOf(token), number === 3 && token === 'A4' ? 3 : number, token)),
    );
  });

  it('are shapes', () => {
    const shapes = { London: 'Xx', '3.14': 'd.d', 'U.S.': 'X.X.', 한국x: 'cx', iPhone: 'xXx', '': '', cdx: 'x' };
    for (const [token, shape] of Object.entries(shapes)) assert.equal(shapeOf(token), shape);
  });
});

describe('the table of words', () => {
  const alphabets = alphabetsOf(['aab', 'ba', 'B', 'a']);
  const table = new WordTable((token) => token.length + 10, alphabets);

  it('numbers what stands in several tokens', () => {
    assert.deepEqual(alphabets, { characters: ['a', 'b'], shapes: ['x'] });
  });

  it('holds each token once', () => {
    assert.deepEqual([...table.wordsOf(['ab', 'Xa', 'ab'])], [0, 1, 0]);
    assert.deepEqual([...table.wordsOf(['Xa', 'x'.repeat(50)])], [1, 2]);
    assert.deepEqual(table.ids, [12, 12, 60]);
    assert.deepEqual(table.characters.map((each) => [...each]).slice(0, 2), [
      [1, 2],
      [0, 1],
    ]);
    assert.equal(table.characters[2].length, 40);
    assert.deepEqual(table.shapes, [1, 0, 1]);
  });

  it('is laid out for a batch', () => {
    const words = [table.wordsOf(['Xa', 'ab', 'Xa']), table.wordsOf(['ab'])];
    const windows = windowsOf([3, 1], 8, 0);
    const sentences = { words, tags: [Int32Array.of(1, 2, -1), Int32Array.of(3)] };
    const batch = makeTagBatch(windows, sentences, table, { longest: 8, noTag: -9 });
    assert.deepEqual([batch.time, batch.size, batch.tokens], [4, 2, 4]);
    assert.deepEqual([...batch.mask], [1, 1, 1, 0, 1, 0, 0, 0]);
    assert.deepEqual([...batch.tags], [1, 3, 2, -9, -9, -9, -9, -9]);
    assert.deepEqual([...batch.ids], [12, 12, 12, 0, 12, 0, 0, 0]);
    assert.deepEqual(batch.words, [1, 0]);
    assert.deepEqual([...batch.places], [0, 1, 1, 0, 0, 0, 0, 0]);
    const { length, ids, mask } = characterRows(batch.words, table);
    assert.equal(length, 4);
    assert.deepEqual([...ids], [0, 1, 1, 2, 0, 0, 0, 0]);
    assert.deepEqual([...mask], [1, 1, 1, 1, 0, 0, 0, 0]);
  });
});

describe('parts of long sentences', () => {
  for (const [length, longest, overlap] of [
    [1, 4, 1],
    [4, 4, 1],
    [5, 4, 2],
    [23, 8, 2],
    [9, 1, 5],
    [100, 10, 0],
  ])
    it(`say each of ${length} tokens once, at most ${longest} read at a time`, () => {
      const windows = windowsOf([length], longest, overlap);
      const said = windows.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i));
      assert.deepEqual(said, [...new Array<number>(length).keys()]);
      for (const { start, end, from, to } of windows)
        assert.ok(end - start <= longest && start <= from && from < to && to <= end);
    });

  it('are as many as are needed, and none of an empty one', () => assert.deepEqual(windowsOf([0], 4, 1), []));
});
