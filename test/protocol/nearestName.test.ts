import assert from 'node:assert/strict';
import fc from '../support/properties';
import { byLikeness, editDistance, nearestName } from '../../src/protocol/nearestName';

describe('the nearest name', () => {
  it('is found by edit distance', () => {
    assert.equal(editDistance('kitten', 'sitting'), 3);
    assert.equal(editDistance('lables', 'labels'), 1);
    const distances: [string, string, number][] = [['ab', 'ba', 1], ['xab', 'xba', 1], ['abx', 'bax', 1], ['', 'abc', 3], ['abc', '', 3], ['abcd', 'badc', 2], ['ca', 'abc', 3], ['abc', 'abc', 0], ['a', 'b', 1], ['ab', 'bcd', 3]]; // prettier-ignore
    for (const [a, b, distance] of distances) assert.equal(editDistance(a, b), distance, `${a} ${b}`);
    assert.equal(nearestName('ltsm', ['rnn', 'gru', 'lstm']), 'lstm');
    assert.equal(nearestName('size', ['hidden', 'vocabularySize']), 'vocabularySize');
    assert.equal(nearestName('zzzz', ['hidden', 'layers']), undefined);
    assert.equal(nearestName('a', []), undefined);
    assert.deepEqual(byLikeness('txt', ['label', 'text', 'id']), ['text', 'id', 'label']);
  });

  it('has a distance that is symmetric, and zero for the same only', () => {
    const word = fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'b', 'c') });
    fc.assert(
      fc.property(word, word, (a, b) => {
        assert.equal(editDistance(a, b), editDistance(b, a));
        assert.equal(editDistance(a, b) === 0, a === b);
        assert.ok(editDistance(a, b) <= Math.max(a.length, b.length));
      }),
    );
  });
});
