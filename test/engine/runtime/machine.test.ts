// Sizes as failures name them, and what is refused by them.

import assert from 'node:assert/strict';
import { formatBytes, requireMemory } from '../../../src/engine/runtime/machine';

describe('the memory of a machine', () => {
  it('is named with three digits, never four', () => {
    const rows = [[0, '0 B'], [999, '999 B'], [1000, '1.00 kB'], [999_499, '999 kB'], [999_500, '1.00 MB'], [999_999_999, '1.00 GB'], [2 ** 46, '70.4 TB'], [2e18, '2.00 EB']] as const; // prettier-ignore
    for (const [bytes, text] of rows) assert.equal(formatBytes(bytes), text);
  });

  it('is enough where it is just enough', () => {
    requireMemory(1000, 1000);
    assert.throws(() => requireMemory(1001, 1000), {
      ...{ code: 'NO_MEMORY', message: /needs about 1\.00 kB of memory, but only 1\.00 kB are free/ },
    });
  });
});
