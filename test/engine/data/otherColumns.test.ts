// The other columns of tables: those of few values are kept with each example.

import assert from 'node:assert/strict';
import { OtherColumns } from '../../../src/engine/data/otherColumns';

describe('the other columns of a table', () => {
  it('are kept where they have few values, one object for all rows alike', () => {
    const others = new OtherColumns(['id', 'text', 'genre'], [1]);
    const rows = Array.from({ length: 200 }, (_, i) => others.of([String(i), 'text', i % 2 ? 'news' : 'talk ']));
    assert.deepEqual(rows[0], { genre: 'talk' });
    assert.deepEqual(rows[199], { genre: 'news' });
    assert.equal(rows[198], rows[196]);
    assert.equal(new Set(rows).size <= 54, true, 'those read before "id" was left out, and two');
  });

  it('are not there where none has few', () => {
    const others = new OtherColumns(['id', 'text'], [1]);
    for (let i = 0; i < 51; i++) others.of([String(i), 'text']);
    assert.equal(others.of(['a', 'text']), undefined);
  });

  it('hold no long values', () => {
    const others = new OtherColumns(['text', 'note'], [0]);
    assert.equal(others.of(['text', 'x'.repeat(101)]), undefined);
  });
});
