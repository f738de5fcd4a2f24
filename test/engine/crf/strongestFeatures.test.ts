// The strongest features of each tag, found in one pass, beside those of a sort of all.

import assert from 'node:assert/strict';
import { strongestFeatures } from '../../../src/engine/crf/crfModel';
import { randomNumbers } from '../../faults/randomNumbers';

describe('the strongest features of tags', () => {
  for (const count of [1, 3, 50])
    it(`are the ${count} first of all in their order, of equals the first met`, () => {
      const random = randomNumbers(11);
      const tagCount = 3;
      const attributes = 400;
      const starts = Int32Array.from({ length: attributes + 1 }, (_, i) => i * tagCount);
      const tags = Int32Array.from({ length: attributes * tagCount }, (_, k) => k % tagCount);
      const weights = Float64Array.from(tags, () => random.below(40) - 8); // many are equal, some are not above 0
      const model = { features: { starts, tags }, weights, transitions: new Float64Array() };
      const found = strongestFeatures(model, tagCount, count);
      for (let tag = 0; tag < tagCount; tag++) {
        const all = Array.from({ length: attributes }, (_, attribute) => ({
          attribute,
          weight: weights[attribute * tagCount + tag],
        }));
        const sorted = all.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
        assert.deepEqual(found[tag], sorted.slice(0, count));
      }
    });
});
