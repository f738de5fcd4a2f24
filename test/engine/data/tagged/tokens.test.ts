// What taggers are told of tokens: their looks, the table of different ones, batches, and parts of long sentences.

import assert from 'node:assert/strict';
import { characterRows, makeTagBatch } from '../../../../src/engine/data/tagged/tagBatches';
import { capitalsOf, shapeOf } from '../../../../src/engine/data/tagged/tokenLooks';
import { windowsOf } from '../../../../src/engine/data/tagged/windows';
import { alphabetsOf, WordTable } from '../../../../src/engine/data/tagged/wordTable';
import { UNK } from '../../../../src/engine/text/vocabulary';
import { randomNumbers } from '../../../faults/randomNumbers';

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
  const alphabets = alphabetsOf([{ tokens: ['aab', 'ba'] }, { tokens: ['B', 'a'] }]);
  const table = new WordTable((token) => Int32Array.of(token.length + 10), alphabets, 8);

  it('numbers what stands in several tokens', () => {
    assert.deepEqual(alphabets, { characters: ['a', 'b'], shapes: ['x'], columns: [] });
  });

  it('holds each token once', () => {
    assert.deepEqual([...table.wordsOf({ tokens: ['ab', 'Xa', 'ab'] })], [0, 1, 0]);
    assert.deepEqual([...table.wordsOf({ tokens: ['Xa', 'x'.repeat(50)] })], [1, 2]);
    assert.deepEqual(
      table.pieces.map((each) => [...each]),
      [[12], [12], [60]],
    );
    assert.deepEqual(table.characters.map((each) => [...each]).slice(0, 2), [
      [1, 2],
      [0, 1],
    ]);
    assert.equal(table.characters[2].length, 40);
    assert.deepEqual(table.shapes, [1, 0, 1]);
  });

  it('tells a token from itself where columns that are looked at differ', () => {
    const sentence = (tokens: string[], parts: string[], chunks: string[]) => ({
      tokens,
      columns: new Map([
        [2, parts],
        [4, chunks],
      ]),
    });
    const run = sentence(['a', 'run', 'runs', 'a'], ['DT', 'NN', 'VB', 'DT'], ['x', 'y', 'y', 'y']);
    const found = alphabetsOf([run, sentence(['run'], ['NN'], ['z'])], [4, 2]);
    assert.deepEqual(found.columns, [
      { column: 4, values: ['y'] },
      { column: 2, values: ['DT', 'NN'] },
    ]);
    const words = new WordTable(() => Int32Array.of(9), found, 8);
    assert.deepEqual([...words.wordsOf(run)], [0, 1, 2, 3]);
    assert.deepEqual(words.columns, [[0, 1], [1, 2], [1, 0], [1, 1]]); // prettier-ignore
    const seen = [sentence(['run', 'run', 'a'], ['VB', 'NN', 'DT'], ['y', 'y', 'new']), { tokens: ['run', 'a'] }];
    assert.deepEqual(
      seen.map((each) => [...words.wordsOf(each)]),
      [
        [4, 1, 0],
        [5, 6],
      ],
    );
    assert.deepEqual(words.columns.slice(4), [[1, 0], [0, 0], [0, 0]]); // prettier-ignore
  });

  it('is laid out for a batch', () => {
    const words = [table.wordsOf({ tokens: ['Xa', 'ab', 'Xa'] }), table.wordsOf({ tokens: ['ab'] })];
    const windows = windowsOf([[1, 1, 1], [1]], 8, 0);
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

  it('holds the pieces of cut tokens, none too long and none without', () => {
    const ids = (token: string) => Int32Array.from(token, (letter) => 'cab'.indexOf(letter) + 2);
    const cut = new WordTable((token) => ids(token.replaceAll('_', '')), alphabets, 3);
    const words = [cut.wordsOf({ tokens: ['abc', 'a', '_', 'abcab'] }), cut.wordsOf({ tokens: ['a', 'bx'] })];
    const pieces = [[3, 4, 2], [3], [UNK], [3, 4, 2], [4, UNK]];
    assert.deepEqual(
      cut.pieces.map((each) => [...each]),
      pieces,
    );
    assert.deepEqual([...cut.shortened], [3]);
    assert.deepEqual([0, 2, 4].map((word) => cut.isUnknown(word)), [false, true, true]); // prettier-ignore

    // "abc | a | <unk> | abc" and "a | b<unk>" beside each other: eight rows of pieces, four of tokens.
    const sizes = words.map((each) => cut.sizesOf(each));
    const windows = windowsOf(sizes, 8, 0);
    const tags = [Int32Array.of(7, 8, -1), Int32Array.of(5, 6)];
    const batch = makeTagBatch(windows, { words, tags }, cut, { longest: 8, noTag: -9 });
    assert.deepEqual([batch.time, batch.length, batch.size, batch.tokens], [8, 4, 2, 6]);
    assert.deepEqual([...batch.ids], [3, 3, 4, 4, 2, UNK, 3, 0, UNK, 0, 3, 0, 4, 0, 2, 0]);
    assert.deepEqual([...batch.mask], [1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0]);
    assert.deepEqual([...batch.places], [0, 1, 0, 4, 0, 4, 1, 0, 2, 0, 3, 0, 3, 0, 3, 0]);
    assert.deepEqual([...batch.firsts], [0, 1, 6, 3, 8, 0, 10, 0]);
    assert.deepEqual([...batch.tokenMask], [1, 1, 1, 1, 1, 0, 1, 0]);
    assert.deepEqual([...batch.tags], [7, 5, 8, 6, -9, -9, -9, -9]);
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
      const windows = windowsOf([new Uint8Array(length).fill(1)], longest, overlap);
      const said = windows.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i));
      assert.deepEqual(said, [...new Array<number>(length).keys()]);
      for (const { start, end, from, to } of windows)
        assert.ok(end - start <= longest && start <= from && from < to && to <= end);
    });

  it('are as many as are needed, and none of an empty one', () => assert.deepEqual(windowsOf([[]], 4, 1), []));

  it('never cut a token, however many pieces tokens have', () => {
    const random = randomNumbers(7);
    for (let round = 0; round < 300; round++) {
      const longest = 1 + random.below(9);
      const sizes = Array.from({ length: random.below(30) }, () => 1 + random.below(longest));
      const windows = windowsOf([sizes], longest, random.below(longest + 1));
      const said = windows.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i));
      assert.deepEqual(said, [...sizes.keys()], `round ${round}`);
      for (const [i, { start, end, from, to, size }] of windows.entries()) {
        assert.equal(
          size,
          sizes.slice(start, end).reduce((sum, each) => sum + each, 0),
        );
        assert.ok(size <= longest && start <= from && from < to && to <= end);
        assert.ok(i === 0 || windows[i - 1].end < end, 'a part reads nothing new');
      }
    }
  });

  it('share tokens so far as their pieces have room', () => {
    const windows = windowsOf([[1, 2, 1, 1, 3, 4, 1]], 5, 2);
    assert.deepEqual(
      windows.map(({ start, end, from, to, size }) => [start, end, from, to, size]),
      [
        [0, 4, 0, 3, 5],
        [2, 5, 3, 5, 5],
        [5, 7, 5, 7, 5],
      ],
    );
  });
});
