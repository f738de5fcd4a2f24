// Pairs of texts: cut from what was written, read from tables, laid out as one sequence or side by side; and numbers beside them.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { makeBatch } from '../../../src/engine/data/batches';
import { lengthsOf } from '../../../src/engine/data/encodedTexts';
import { loadExamples } from '../../../src/engine/data/examples';
import { joinedPairs, segmentsOf, SEPARATOR, sharesOf } from '../../../src/engine/data/joinedTexts';
import { numbersOf, spreadOf } from '../../../src/engine/data/numbers';
import { cutIntoTexts } from '../../../src/engine/data/severalTexts';
import { idsOf, tokensOf } from '../../../src/engine/store/tokenStore';
import { createCleaner } from '../../../src/engine/text/cleaning/cleaner';
import { withFolder } from '../store/support/temporaryFolder';

const encoded = (...texts: number[][]) => {
  const starts = Int32Array.of(0, ...texts.map((_, i) => texts.slice(0, i + 1).flat().length));
  return { ids: tokensOf(Int32Array.from(texts.flat())), starts, truncated: 0, empty: 0, unknown: 0 };
};

describe('pairs of texts', () => {
  it('are cut at a tab, else at a line break', () => {
    assert.deepEqual(cutIntoTexts(['a b\tc', 'd\r\ne'], 2), [['a b', 'c'], ['d', 'e']]); // prettier-ignore
    assert.deepEqual(cutIntoTexts(['a\tb'], 1), [['a\tb']]);
    assert.throws(() => cutIntoTexts(['a\tb', 'c'], 2), /Text 2 has 1 instead of 2/);
  });

  it('are read from two columns; a side that is empty is told with its line', () =>
    withFolder(async (folder) => {
      fs.writeFileSync(path.join(folder, 'a.tsv'), 'one\ttwo\tscore\na\tb\t1\nc\t\t2.5\nd\te\tx\n');
      const read = { baseFolder: folder, text: ['one', 'two'], label: 'score' };
      const { examples, notices } = await loadExamples('a.tsv', read);
      assert.deepEqual(examples.map(({ texts }) => texts), [['a', 'b'], ['c', ''], ['d', 'e']]); // prettier-ignore
      assert.match(notices.join(), /a\.tsv": 1 pairs have an empty text \(lines 3\)/);
      assert.deepEqual([...numbersOf(examples.slice(0, 2), 'score')], [1, 2.5]);
      assert.throws(
        () => numbersOf(examples, 'score'),
        /a\.tsv", line 4: the column "score" has "x", which is no number/,
      );
    }));

  it('are duplicates only together', () => {
    const cleaner = createCleaner([{ step: 'lowercase' }, { step: 'duplicates' }]);
    const pairs = [['A', 'b'], ['a', 'c'], ['A', 'B'], ['b', 'a']]; // prettier-ignore
    assert.deepEqual(pairs.map((texts) => cleaner.cleanTogether(texts)), [['a', 'b'], ['a', 'c'], undefined, ['b', 'a']]); // prettier-ignore
    assert.deepEqual(
      cleaner.reports().map(({ lines }) => lines),
      [2, 1],
    );
  });

  it('share the room there is, the longer one cut first', () => {
    assert.deepEqual([sharesOf(3, 4, 8), sharesOf(9, 2, 8), sharesOf(2, 9, 8), sharesOf(9, 9, 8)], [[3, 4], [5, 2], [2, 5], [4, 3]]); // prettier-ignore
    assert.deepEqual(sharesOf(9, 9, 3), [1, 1]);
  });

  it('become one sequence whose tokens know their text', () => {
    const pairs = encoded([11, 12], [21], [31], [41, 42, 43]);
    const joined = joinedPairs(pairs, { maxLength: 4, truncation: 'end' });
    assert.deepEqual([...idsOf(joined.ids)], [11, 12, SEPARATOR, 21, 31, SEPARATOR, 41, 42]);
    assert.deepEqual([...joined.starts, joined.truncated], [0, 4, 8, 1]);
    const start = joinedPairs(pairs, { maxLength: 4, truncation: 'start' });
    assert.deepEqual([...idsOf(start.ids, 6)], [42, 43]);
    const batch = makeBatch(joined, Int32Array.of(1, 0), { padding: 'after', maxLength: 4 });
    const segments = segmentsOf(batch.ids, batch.size);
    const columnOf = (column: number) =>
      Array.from({ length: batch.time }, (_, t) => segments[t * batch.size + column]);
    assert.deepEqual([columnOf(0), columnOf(1)], [[0, 0, 1, 1], [0, 0, 0, 1]]); // prettier-ignore
  });

  it('stand side by side where each text is read by itself', () => {
    const pairs = encoded([11, 12], [21], [31], [41, 42, 43]);
    assert.deepEqual([...lengthsOf(pairs, 2)], [2, 3]);
    const batch = makeBatch(pairs, Int32Array.of(1, 0), { padding: 'after', maxLength: 4 }, 2);
    assert.deepEqual([batch.time, batch.size, batch.texts, ...batch.lengths], [4, 2, 2, 1, 3, 2, 1]);
    assert.deepEqual([...batch.ids.subarray(0, 8)], [31, 41, 11, 21, 0, 42, 12, 0]);
  });

  it('have numbers whose spread is told', () =>
    assert.deepEqual(spreadOf(Float64Array.of(1, 3, 5, 7)), { mean: 4, deviation: Math.sqrt(5) }));
});
