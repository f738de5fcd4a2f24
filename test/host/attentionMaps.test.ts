// What the attention view writes beside and into its maps: words of tokens, sides, SVG, keys.

import assert from 'node:assert/strict';
import fc from '../support/properties';
import type { AttentionMap } from '../../src/protocol/attention';
import { axesOf } from '../../src/webviews/attention/axis';
import { movedCell } from '../../src/webviews/attention/mapData';
import { linesSvg, mapSvg } from '../../src/webviews/attention/svg';
import { wordsOf } from '../../src/webviews/attention/words';
import { fakeAttention, fakeWeights } from '../support/fakeTranslations';

describe('words of tokens', () => {
  const words = (text: string, tokens: string[], offsets: [number, number][]) =>
    wordsOf({ text, tokens, offsets }).map(({ text: word, first, end, isChanged }) => [word, first, end, isChanged]);

  it('join pieces, with the text they come from', () => {
    const found = words(
      'Hintergrund spielt.',
      ['hinter', '##grund', 'spielt', '.', '</s>'],
      [
        [0, 6],
        [6, 11],
        [12, 18],
        [18, 19],
        [19, 19],
      ],
    );
    assert.deepEqual(found, [
      ['Hintergrund', 0, 2, true],
      ['spielt', 2, 3, false],
      ['.', 3, 4, false],
      ['</s>', 4, 5, false],
    ]);
  });

  it('join jamo to syllables and syllables to words', () => {
    const tokens = [...'ㅎㅏㄴㄱㅡㄹ', 'ㄴㅡㄴ'];
    const offsets = [
      [0, 1],
      [0, 1],
      [0, 1],
      [1, 2],
      [1, 2],
      [1, 2],
      [2, 3],
    ] as [number, number][];
    assert.deepEqual(words('한글은 나', tokens, offsets), [['한글은', 0, 7, true]]);
  });

  it('cover all tokens, whatever the offsets', () => {
    const offset = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }));
    fc.assert(
      fc.property(
        fc.string({ maxLength: 20, unit: 'grapheme' }),
        fc.array(offset, { maxLength: 15 }),
        (text, places) => {
          const offsets = places.map(([one, other]): [number, number] => [Math.min(one, other), Math.max(one, other)]);
          const found = wordsOf({ text, tokens: offsets.map((_, i) => `t${i}`), offsets });
          let next = 0;
          for (const { first, end } of found) {
            assert.equal(first, next);
            assert.ok(end > first);
            next = end;
          }
          assert.equal(next, offsets.length);
        },
      ),
    );
  });

  it('show what a model does not know as it saw it, with the word in its bracket', () => {
    const source = {
      ...{ text: 'a blue dog', tokens: ['a', 'blue', 'dog'], unknown: [false, true, false] },
      offsets: [
        [0, 1],
        [2, 6],
        [7, 10],
      ] as [number, number][],
    };
    const sentence = { source, target: source, targetInputs: ['<bos>', 'a', '<unk>'] };
    const { rows } = axesOf('encoder', sentence, false);
    assert.deepEqual(rows.labels, ['a', '<unk>', 'dog']);
    assert.deepEqual(
      rows.brackets.map(({ text, first, end }) => [text, first, end]),
      [['blue', 1, 2]],
    );
    assert.deepEqual(axesOf('encoder', sentence, true).rows.labels, ['a', 'blue (<unk>)', 'dog']);
  });

  it('label the sides of each kind of map', () => {
    const sentence = fakeAttention('Ein Hintergrund', 'a man');
    const labels = (kind: AttentionMap['kind'], isByWords = false) => {
      const { rows, columns } = axesOf(kind, sentence, isByWords);
      return [rows.labels.join(' '), columns.labels.join(' ')];
    };
    assert.deepEqual(labels('encoder'), ['Ein Hinte ##rgrun ##d', 'Ein Hinte ##rgrun ##d']);
    assert.deepEqual(labels('cross'), ['a man </s>', 'Ein Hinte ##rgrun ##d']);
    assert.deepEqual(labels('decoder'), ['a man </s>', '<s> a man']);
    assert.deepEqual(labels('cross', true), ['a man </s>', 'Ein Hintergrund']);
    assert.deepEqual(labels('joint'), ['Ein Hinte ##rgrun ##d a man </s>', 'Ein Hinte ##rgrun ##d <s> a man']);
    assert.deepEqual(labels('joint', true), ['Ein Hintergrund a man </s>', 'Ein Hintergrund <s> a man']);
    const { rows } = axesOf('joint', sentence, true);
    assert.deepEqual(
      rows.spans.map(({ first, end }) => [first, end]),
      [
        [0, 1],
        [1, 4],
        [4, 5],
        [5, 6],
        [6, 7],
      ],
    );
  });
});

describe('maps as SVG', () => {
  const { rows, columns } = axesOf('cross', fakeAttention('a <b> & "c"', 'x\u0000y'), false);
  const one = { rows: rows.labels.length, columns: columns.labels.length };
  const weights = { ...one, weights: fakeWeights(one.rows, one.columns, 3) };
  const cuts = new Float32Array(one.rows);
  const data = { matrix: weights, cuts, heads: [{ matrix: weights, cuts, name: 'Head 1' }], rows, columns };
  const colors = { background: '#fff', foreground: '#000', cell: () => '#abc', head: () => '#123' };

  it('hold every cell, and texts as text', () => {
    for (const svg of [mapSvg(data, colors) ?? '', linesSvg(data, colors)]) {
      assert.match(svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
      assert.ok(svg.includes('&lt;b&gt;') && svg.includes('&amp;') && svg.includes('x␀y'));
      assert.ok(!svg.includes('<b>') && !svg.includes('\u0000'));
    }
    assert.equal(mapSvg(data, colors)?.match(/<rect x=/g)?.length, one.rows * one.columns);
    assert.equal(linesSvg(data, colors).match(/<line /g)?.length, one.rows * one.columns);
  });

  it('are refused where they would be too large', () => {
    const size = { rows: 300, columns: 300 };
    assert.equal(mapSvg({ ...data, matrix: { ...size, weights: new Float32Array(90_000) } }, colors), undefined);
  });
});

describe('keys in a map', () => {
  it('stay inside', () => {
    assert.deepEqual(movedCell('ArrowDown', undefined, 3, 4), { row: 0, column: 0 });
    assert.deepEqual(movedCell('ArrowDown', { row: 2, column: 1 }, 3, 4), { row: 2, column: 1 });
    assert.deepEqual(movedCell('End', { row: 2, column: 1 }, 3, 4), { row: 2, column: 3 });
    assert.equal(movedCell('x', { row: 0, column: 0 }, 3, 4), undefined);
  });
});
