// Texts that nobody would write, which once took minutes: long runs of emoji, of marks, of the beginnings of added tokens.

import assert from 'node:assert/strict';
import { eachGrapheme } from '../../../../src/engine/text/tokenizers/graphemes';
import { readTokenizerJson } from '../../../../src/engine/text/tokenizers/tokenizerJson';
import { families } from './families/families';

const graphemesOf = (text: string): string[] => {
  const found: string[] = [];
  let at = 0;
  eachGrapheme(text, (grapheme, start) => {
    assert.equal(start, at);
    at += grapheme.length;
    found.push(grapheme);
  });
  assert.equal(at, text.length);
  return found;
};

describe('a long text', () => {
  for (const [what, part] of [
    ['emoji', '😀'],
    ['families and skin', '👩‍👩‍👧👍🏽a'],
    ['Hangul in parts', '한글 \u1112\u1161\u11ab'],
    ['marks', 'e\u0301te\u0301 '],
    ['Hindi', 'हिन्दी क्षत्रिय '],
  ])
    it(`has the graphemes of its parts: ${what}`, () => {
      const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
      const once = Array.from(segmenter.segment(part), ({ segment }) => segment);
      const times = Math.ceil(10_000 / part.length);
      assert.deepEqual(graphemesOf(part.repeat(times)), Array.from({ length: times }, () => once).flat());
    });

  it('without any border is cut all the same, never within a pair', () => {
    assert.equal(graphemesOf(`e${'\u0301'.repeat(20_000)}`).length, 3);
    for (const each of graphemesOf('a👩\u200d'.repeat(6_000))) assert.doesNotMatch(each, /\p{Surrogate}/u);
  });

  for (const name of ['T5', 'CLIP', 'KoBART'])
    it(`of emoji, marks and brackets is cut: ${name}`, () => {
      const family = families.find((each) => each.name.startsWith(name));
      assert.ok(family);
      const pipeline = readTokenizerJson(family.json, 'x.json', { specialTokens: 'recognise' });
      for (const part of ['😀', '\u0301', '<', 'ab ', '🇰']) {
        const text = part.repeat(40_000);
        const { ids, offsets } = pipeline.tokenize(text);
        assert.deepEqual(ids, [...pipeline.encode(text)]);
        assert.ok(offsets.every(([start, end]) => start <= end && end <= text.length));
      }
    });
});
