// The kept shares of a teacher as scores of every token: what is kept stays, the others have the rest in equal parts, all sum to one.

import assert from 'node:assert/strict';
import { spreadRows } from '../../../../src/engine/tasks/languageModel/languageLessons';

describe('the kept answers of a language model', () => {
  it('become shares of all tokens that sum to one', () => {
    const [size, vocabulary] = [2, 6];
    const rows = Float32Array.of(4, 1, Math.log(0.5), Math.log(0.3), 0, 5, Math.log(0.9), Math.log(0.1));
    const into = new Float32Array(2 * vocabulary);
    spreadRows(rows, size, vocabulary, into);
    const shares = Array.from(into, Math.exp);
    const expected = [0.05, 0.3, 0.05, 0.05, 0.5, 0.05];
    expected.forEach((share, id) => assert.ok(Math.abs(shares[id] - share) < 1e-6, `token ${id}: ${shares[id]}`));
    const second = shares.slice(vocabulary);
    assert.ok(Math.abs(second[0] - 0.9) < 1e-6 && Math.abs(second[5] - 0.1) < 1e-6);
    assert.ok(
      second.slice(1, 5).every((share) => share > 0 && share < 1e-6),
      'nothing is left, and nothing is impossible',
    );
  });
});
