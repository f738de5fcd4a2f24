// The lines that surprise a model most: as sorting all of them gives, with no more kept than are asked for.

import assert from 'node:assert/strict';
import { OddestLines } from '../../../src/engine/language/oddestLines';
import { ODD_BY, oddness, type OddLine } from '../../../src/protocol/oddLines';
import { randomNumbers } from '../../faults/randomNumbers';
import { seedOf } from '../../support/seed';

const SEED = seedOf(5);

describe('the lines that surprise a model most', () => {
  for (const by of ODD_BY)
    it(`are the first of all sorted by ${by}, of equals the earlier (seed ${SEED})`, () => {
      const random = randomNumbers(SEED);
      for (const count of [0, 1, 5, 300]) {
        const lines = Array.from({ length: count }, (_, i): OddLine => ({
          ...{ line: i + 1, text: '', bits: random.below(40), unknownCount: 0 },
          ...{ characterCount: 1 + random.below(6), tokenCount: 1 + random.below(4) },
        }));
        const sorted = [...lines].sort((a, b) => oddness(b, by) - oddness(a, by) || a.line - b.line);
        for (const most of [0, 1, 2, 7, 300]) {
          const oddest = new OddestLines(by, most);
          lines.forEach((line) => oddest.add(line));
          assert.deepEqual(oddest.inOrder(), sorted.slice(0, most), `${most} of ${count}`);
        }
      }
    });

  it('are before all others where they are not possible', () => {
    const oddest = new OddestLines('token', 2);
    const line = { text: '', characterCount: 2, tokenCount: 2, unknownCount: 0 };
    [3, Infinity, 9, Infinity].forEach((bits, i) => oddest.add({ ...line, bits, line: i }));
    assert.deepEqual(oddest.inOrder().map(({ line: number }) => number), [1, 3]); // prettier-ignore
  });
});
