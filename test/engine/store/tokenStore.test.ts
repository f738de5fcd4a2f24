// Ids on the disk: what was written is read back from any position, in parts too, with ids of 16 and of 32 bits.

import assert from 'node:assert/strict';
import { createTokenStore } from '../../../src/engine/store/tokenStore';
import { randomNumbers } from '../../faults/randomNumbers';
import { seedOf } from '../../support/seed';

const SEED = seedOf(17);

describe('a store of tokens', () => {
  for (const vocabulary of [65_536, 65_537, 2 ** 31])
    it(`gives back what was written, of a vocabulary of ${vocabulary}`, () => {
      const random = randomNumbers(SEED);
      const store = createTokenStore(vocabulary);
      const all: number[] = [];
      try {
        for (const length of [0, 1, 65_535, 65_536, 70_001, 3]) {
          const ids = Int32Array.from({ length }, () => random.below(vocabulary));
          ids[0] = vocabulary - 1;
          store.append(ids);
          for (const id of ids) all.push(id);
          assert.equal(store.length, all.length);
          const read = new Int32Array(Math.min(5, all.length));
          store.read(all.length - read.length, read);
          assert.deepEqual([...read], all.slice(all.length - read.length));
        }
        const whole = new Int32Array(all.length);
        store.read(0, whole);
        assert.deepEqual([...whole], all);
        const part = store.part(65_530, 65_545);
        const read = new Int32Array(9);
        part.read(3, read);
        assert.deepEqual([part.length, ...read], [15, ...all.slice(65_533, 65_542)]);
      } finally {
        store.close();
        store.close();
      }
    });
});
