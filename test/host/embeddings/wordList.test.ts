// Several words in one field.

import assert from 'node:assert/strict';
import fc from '../../support/properties';
import { lastWordIn, wordsIn } from '../../../src/webviews/embeddings/words/wordList';

describe('several words in one field', () => {
  it('are parted by spaces, or by commas where there is one', () => {
    assert.deepEqual(wordsIn(' sea  lake\nriver '), ['sea', 'lake', 'river']);
    assert.deepEqual(wordsIn('new york, rome,,'), ['new york', 'rome']);
    assert.deepEqual(wordsIn(' '), []);
  });

  it('are whole but for the last, which is the one that is typed', () => {
    assert.deepEqual(lastWordIn('sea la'), { before: 'sea ', word: 'la' });
    assert.deepEqual(lastWordIn('rome, new y'), { before: 'rome, ', word: 'new y' });
    assert.deepEqual(lastWordIn('sea '), { before: 'sea ', word: '' });
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { before, word } = lastWordIn(text);
        assert.equal(before + word, text);
      }),
    );
  });
});
