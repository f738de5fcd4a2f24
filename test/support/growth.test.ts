// The comparison of work with itself tells what grows in proportion from what grows with the square.

import assert from 'node:assert/strict';
import { assertInProportion } from './growth';

/** Goes through the text once for each of every `step` characters. */
function goThrough(text: string, step: number): number {
  let sum = 0;
  for (let start = 0; start < text.length; start += step)
    for (let at = 0; at < text.length; at++) sum = (sum + text.charCodeAt(at)) | 0;
  return sum;
}

describe('work in proportion', () => {
  it('is told from work that grows with the square', () => {
    assertInProportion('once', 'ab', (text) => goThrough(text, text.length / 100));
    assert.throws(() => assertInProportion('the square', 'ab', (text) => goThrough(text, 200)), /times the work/);
  });
});
