// Changed copies of texts: words masked, pieces cut out, nothing twice, the same for the same seed.

import assert from 'node:assert/strict';
import { changedCopies, type AugmentRules } from '../../../src/engine/data/augment';

const WORDS = 'the quick brown fox jumps over the lazy dog'.split(' ');
const RULES: AugmentRules = { copies: 30, mask: 0.3, maskToken: '[MASK]', ngram: 0, longestNgram: 3 };

const copies = (rules: Partial<AugmentRules>, seed = 1): string[] =>
  changedCopies(WORDS, { ...RULES, ...rules }, { seed, index: 4 }).map((words) => words.join(' '));

describe('changed copies of a text', () => {
  it('differ from it and from one another, and follow from the seed', () => {
    const found = copies({});
    assert.ok(found.length > 20 && found.length <= 30, String(found.length));
    assert.equal(new Set([...found, WORDS.join(' ')]).size, found.length + 1);
    assert.deepEqual(copies({}), found);
    assert.notDeepEqual(copies({}, 2), found);
  });

  it('have a mask in the place of a word, or nothing', () => {
    for (const copy of copies({})) {
      const words = copy.split(' ');
      assert.equal(words.length, WORDS.length);
      assert.ok(
        words.every((word, i) => word === WORDS[i] || word === '[MASK]'),
        copy,
      );
    }
    for (const copy of copies({ maskToken: '' })) assert.ok(copy.split(' ').length < WORDS.length, copy);
  });

  it('are pieces of a few words in a row where that is asked for', () => {
    const text = ` ${WORDS.join(' ')} `;
    for (const copy of copies({ mask: 0, ngram: 1 })) {
      assert.ok(copy.split(' ').length <= 3, copy);
      assert.ok(text.includes(` ${copy} `), copy);
    }
  });

  it('are none where nothing is changed, or nothing is left', () => {
    assert.deepEqual(copies({ mask: 0 }), []);
    assert.deepEqual(changedCopies([], RULES, { seed: 1, index: 0 }), []);
  });
});
