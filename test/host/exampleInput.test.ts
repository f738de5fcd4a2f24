// What a run is asked about a judged example.
import assert from 'node:assert/strict';
import { inputOf } from '../../src/host/examples/inputOf';

describe('what a run is asked about a judged example', () => {
  it('is its text; of a pair both with a tab between, and no other that would part them', () => {
    assert.deepEqual(inputOf({ texts: ['a\tb'], gold: 'x' }, false), { text: 'a\tb' });
    assert.deepEqual(inputOf({ texts: ['one\ntwo', 'three\t4'], gold: 'x' }, false), { text: 'one two\tthree 4' });
  });

  it('has the tokens that were tagged, also where a space is one of them', () => {
    const tagged = (tokens: string[]) =>
      inputOf({ texts: [tokens.join(' ')], gold: tokens.map(() => 'O').join(' ') }, true);
    assert.deepEqual(tagged(["don't", '3.5', '서울에서']).tokens, ["don't", '3.5', '서울에서']);
    assert.deepEqual(tagged(['서', '울', ' ', '은', '.']).tokens, ['서', '울', ' ', '은', '.']);
    assert.deepEqual(tagged([' ', 'a', ' ', ' ']).tokens, [' ', 'a', ' ', ' ']);
  });

  it('leaves it to the run to cut the text where tokens and tags are not as many', () => {
    assert.deepEqual(inputOf({ texts: ['New York is'], gold: 'B-LOC O' }, true), { text: 'New York is' });
  });
});
