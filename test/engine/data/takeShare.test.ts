// Growing shares of a training part: each within the next, with the mixture of labels of the whole.

import assert from 'node:assert/strict';
import { createRandom } from '../../../src/engine/data/random';
import { takeShare } from '../../../src/engine/data/split';
import { meanInterval } from '../../../src/protocol/meanInterval';

const LABELS = Int32Array.from({ length: 200 }, (_, i) => (i % 20 === 0 ? 2 : i % 2));
const ALL = Int32Array.from(LABELS.keys());
const SHARES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.333, 0.5, 0.9, 1];

const taken = (share: number, seed = 1): Int32Array =>
  takeShare(ALL, LABELS, share, createRandom({ seed, stream: 'share' }));

describe('shares of a training part', () => {
  it('lie within one another, whole numbers of the part', () => {
    for (const [i, share] of SHARES.entries()) {
      const now = taken(share);
      assert.equal(now.length, Math.max(1, Math.round(200 * share)));
      assert.deepEqual(
        [...now],
        [...new Set(now)].sort((a, b) => a - b),
      );
      const next = new Set(taken(SHARES[i + 1] ?? 1));
      assert.ok(
        now.every((index) => next.has(index)),
        `${share} within ${SHARES[i + 1]}`,
      );
    }
    assert.deepEqual(taken(1), ALL);
  });

  it('have the mixture of the whole, and every label where there is room', () => {
    for (const share of [0.1, 0.2, 0.5]) {
      const counts = [0, 0, 0];
      for (const index of taken(share)) counts[LABELS[index]]++;
      [90, 100, 10].forEach((all, label) =>
        assert.ok(Math.abs(counts[label] - share * all) <= 1, `${share}: ${counts}`),
      );
    }
    assert.equal(new Set(Array.from(taken(0.015), (index) => LABELS[index])).size, 3);
  });

  it('follow from the seed', () => {
    assert.deepEqual(taken(0.1), taken(0.1));
    assert.notDeepEqual(taken(0.1, 2), taken(0.1));
  });
});

describe('the mean of a few seeds', () => {
  it('has the interval of Student, and none of a single value', () => {
    assert.deepEqual(meanInterval([3]), { y: 3 });
    const { y, low = 0, high = 0 } = meanInterval([0.7, 0.75, 0.8]); // t = 4.3027 for two degrees of freedom
    assert.ok(Math.abs(y - 0.75) < 1e-12);
    assert.ok(Math.abs(high - 0.75 - (4.302652729911275 * 0.05) / Math.sqrt(3)) < 1e-9);
    assert.ok(Math.abs(y - low - (high - y)) < 1e-12);
  });
});
