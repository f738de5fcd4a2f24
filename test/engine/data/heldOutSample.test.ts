// A bounded part of what is held out: the same for the same seed, and of a text passages that stand side by side.

import assert from 'node:assert/strict';
import { sampledExamples, sampledPassages } from '../../../src/engine/data/heldOutSample';

const all = Array.from({ length: 50 }, (_, i) => i);

/** Ten passages of three tokens, each token its position. */
const text = {
  length: 30,
  read: (from: number, into: Int32Array) => into.forEach((_, i) => (into[i] = from + i)),
  passages: Array.from({ length: 10 }, (_, i) => ({ from: 3 * i, to: 3 * i + 3, text: `passage ${i}` })),
};

describe('a sample of what is held out', () => {
  it('is drawn by the seed, in the order of the whole, and told', () => {
    const told: number[][] = [];
    const draw = (seed: number, most = 12) =>
      sampledExamples(all, { seed, sample: { most, told: (...counts) => void told.push(counts) } });
    const first = draw(1);
    assert.deepEqual(first, draw(1));
    assert.notDeepEqual(first, draw(2));
    assert.equal(new Set(first).size, 12);
    assert.deepEqual(
      first,
      first.toSorted((a, b) => a - b),
    );
    assert.equal(draw(1, 60), all);
    assert.deepEqual(told, [[12, 50], [12, 50], [12, 50], [50, 50]]); // prettier-ignore
    assert.equal(sampledExamples(all, { seed: 1 }), all);
  });

  it('of a text is one piece of it, whose tokens and passages hang together', () => {
    const starts = new Set<number>();
    for (let seed = 0; seed < 20; seed++) {
      const piece = sampledPassages(text, { seed, sample: { most: 4, told: () => undefined } });
      assert.deepEqual([piece.length, piece.passages.length, piece.passages[0].from], [12, 4, 0]);
      const ids = new Int32Array(piece.length);
      piece.read(0, ids);
      for (const { from, text: name } of piece.passages) assert.equal(`passage ${ids[from] / 3}`, name);
      starts.add(ids[0]);
    }
    assert.ok(starts.size > 3, 'its place is drawn');
    assert.equal(sampledPassages(text, { seed: 1, sample: { most: 10, told: () => undefined } }), text);
  });
});
