// Ids on the disk: what was written is read back from any position, in parts too, with ids of 16 and of 32 bits.

import assert from 'node:assert/strict';
import os from 'node:os';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { createTokenStore, idsOf, tokensInMemory, tokensOf } from '../../../src/engine/store/tokenStore';
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

describe('tokens in memory', () => {
  it('are given back from any position, of a store that grows as of ids that are there', () => {
    const store = tokensInMemory();
    const all: number[] = [];
    for (const length of [0, 3, 1020, 1, 1, 5000, 2]) {
      const ids = Int32Array.from({ length }, (_, i) => all.length + i + 1);
      store.append(ids);
      ids.fill(-1); // it has its own
      for (let i = 0; i < length; i++) all.push(all.length + 1);
      assert.equal(store.length, all.length);
      assert.deepEqual([...idsOf(store)], all);
    }
    for (const part of [store, tokensOf(Int32Array.from(all)), store.part(0, all.length)]) {
      assert.equal(part.length, all.length);
      assert.deepEqual([...idsOf(part, 1022, 1026)], [1023, 1024, 1025, 1026]);
      assert.deepEqual([...idsOf(part, all.length - 1)], [all.length]);
      assert.deepEqual([...idsOf(part, 7, 7)], []);
    }
    const inner = store.part(10, 13);
    assert.deepEqual([inner.length, ...idsOf(inner), ...idsOf(inner, 1)], [3, 11, 12, 13, 12, 13]);
    store.close();
    store.close();
  });

  it('need no file until a block is full, and then one of two bytes each', () => {
    const made: string[] = [];
    const written: number[] = [];
    const files = {
      ...nodeFiles,
      create(name: string) {
        made.push(name);
        const file = nodeFiles.create(name);
        return file && { ...file, write: (bytes: Uint8Array, at: number) => (written.push(bytes.length), file.write(bytes, at)) }; // prettier-ignore
      },
    };
    for (const [vocabulary, bytes] of [
      [65_536, 2],
      [65_537, 4],
    ] as const) {
      // prettier-ignore
      const store = createTokenStore(vocabulary, files);
      try {
        store.append(new Int32Array(65_535));
        assert.deepEqual([made, written], [[], []]);
        store.append(new Int32Array(2));
        assert.ok(made.splice(0).every((name) => name.startsWith(os.tmpdir()) && name.includes('nlp-lab.ids.')));
        assert.deepEqual(written.splice(0), [65_536 * bytes]);
      } finally {
        store.close();
      }
    }
  });
});
