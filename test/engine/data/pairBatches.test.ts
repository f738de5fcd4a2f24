// The plan of an epoch over pairs: what the number of all steps is counted from.

import assert from 'node:assert/strict';
import fc from '../../support/properties';
import { planPairBatches, type EncodedPairs } from '../../../src/engine/data/pairBatches';

/** Texts of these lengths. */
function textsOf(lengths: readonly number[]): EncodedPairs['target'] {
  const starts = new Int32Array(lengths.length + 1);
  lengths.forEach((length, i) => (starts[i + 1] = starts[i] + length));
  return { starts, ids: new Int32Array(starts[lengths.length]), truncated: 0, empty: 0, unknown: 0 };
}

describe('the plan of an epoch over pairs', () => {
  it('has every pair once, and as many batches in every epoch', () => {
    const length = fc.integer({ min: 0, max: 40 });
    const lengths = fc.array(fc.tuple(length, length), { minLength: 1, maxLength: 200 });
    const size = fc.integer({ min: 1, max: 20 });
    fc.assert(
      fc.property(lengths, size, fc.constantFrom(0, 50, 200), fc.nat(), (pairs, batchSize, batchTokens, seed) => {
        const encoded = {
          source: textsOf(pairs.map(([source]) => source)),
          target: textsOf(pairs.map(([, target]) => target)),
        };
        const counts = [0, 1, 2, 1499].map((epoch) => {
          const plan = planPairBatches(encoded, { batchSize, batchTokens, maxLength: 40, shuffle: { seed, epoch } });
          const seen = plan.flatMap((batch) => [...batch]).sort((a, b) => a - b);
          assert.deepEqual(seen, [...pairs.keys()]);
          return plan.length;
        });
        assert.equal(new Set(counts).size, 1, counts.join(' '));
      }),
    );
  });
});
