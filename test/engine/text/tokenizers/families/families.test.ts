// A part of what `npm run test:families` does.

import assert from 'node:assert/strict';
import { families } from './families';
import { familyDifferences } from './familyParity';

describe('files of well-known families have the ids, places and decoding of Hugging Face', () => {
  for (const family of families)
    it(family.name, async () => {
      const { ids, places, decoded, examples } = await familyDifferences(family, 150);
      assert.equal(ids + places + decoded, 0, examples.join('\n'));
    });
});
