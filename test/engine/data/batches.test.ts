import assert from 'node:assert/strict';
import fc from '../../support/properties';
import { bucketLength, makeBatch, paddingShare, planBatches } from '../../../src/engine/data/batches';
import { encodeTexts, lengthsOf } from '../../../src/engine/data/encodedTexts';
import { idsOf } from '../../../src/engine/store/tokenStore';
import { createTokenizer, learnVocabulary } from '../../../src/engine/text/tokenizer';
import { PAD, UNK } from '../../../src/engine/text/vocabulary';

const lengthsArbitrary = fc
  .array(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 300 })
  .map((lengths) => Int32Array.from(lengths));

describe('bucket lengths', () => {
  it('are few, never shorter than the text nor longer than allowed', () => {
    const shapes = new Set<number>();
    for (let length = 1; length <= 1000; length++) {
      const bucket = bucketLength(length, 1000);
      assert.ok(bucket >= length && bucket <= 1000);
      assert.ok(bucket <= Math.max(4, length + 3, length * 1.25));
      shapes.add(bucket);
    }
    assert.ok(shapes.size <= 30, `${shapes.size} shapes`);
    assert.deepEqual(
      [1, 4, 5, 32, 33, 40, 41, 65].map((length) => bucketLength(length, 1000)),
      [4, 4, 8, 32, 40, 40, 48, 80],
    );
    assert.equal(bucketLength(2, 3), 3);
  });
});

describe('the plan of an epoch', () => {
  it('has every example once, in full batches but one', () => {
    fc.assert(
      fc.property(
        lengthsArbitrary,
        fc.integer({ min: 1, max: 40 }),
        fc.option(fc.nat(5)),
        (lengths, batchSize, epoch) => {
          const plan = planBatches(lengths, {
            batchSize,
            maxLength: 64,
            shuffle: epoch === null ? undefined : { seed: 1, epoch },
          });
          assert.deepEqual(
            plan.flatMap((batch) => [...batch]).sort((a, b) => a - b),
            [...lengths.keys()],
          );
          const small = plan.filter((batch) => batch.length !== batchSize);
          assert.ok(small.length <= 1 && small.every((batch) => batch.length < batchSize));
        },
      ),
    );
  });

  it('follows from seed and epoch alone', () => {
    const lengths = Int32Array.from({ length: 500 }, (_, i) => ((i * 7919) % 60) + 1);
    const plan = (seed: number, epoch: number) =>
      planBatches(lengths, { batchSize: 16, maxLength: 64, shuffle: { seed, epoch } });
    assert.deepEqual(plan(1, 2), plan(1, 2));
    assert.notDeepEqual(plan(1, 2), plan(1, 3));
    assert.notDeepEqual(plan(1, 2), plan(2, 2));
    const inOrder = planBatches(lengths, { batchSize: 16, maxLength: 64 });
    const longest = inOrder.map((batch) => Math.max(...batch.map((example) => lengths[example])));
    assert.deepEqual(
      longest.map((length) => bucketLength(length, 64)),
      longest.map((length) => bucketLength(length, 64)).sort((a, b) => a - b),
    );
  });

  it('wastes little on padding', () => {
    const lengths = Int32Array.from({ length: 5000 }, (_, i) => ((i * 7919) % 120) + 5);
    const share = paddingShare(
      planBatches(lengths, { batchSize: 64, maxLength: 256, shuffle: { seed: 1, epoch: 0 } }),
      lengths,
      { maxLength: 256 },
    );
    assert.ok(share > 0 && share < 0.12, `${share}`);
    assert.equal(paddingShare([Int32Array.of(0)], Int32Array.of(4), { maxLength: 256 }), 0);
    assert.equal(paddingShare([Int32Array.of(0)], Int32Array.of(4), { maxLength: 16, padTo: 'maxLength' }), 0.75);
  });
});

describe('a batch', () => {
  const tokenizer = createTokenizer({ type: 'whitespace', lowercase: false });
  const texts = ['a b c d e f', '', 'b', 'zz a'];
  const vocabulary = learnVocabulary(['a b c d e f'], tokenizer, { vocabularySize: 100, minFrequency: 1 });

  it('is time-major, padded behind or before', () => {
    const encoded = encodeTexts(texts, tokenizer, vocabulary, { maxLength: 5, truncation: 'end' });
    assert.deepEqual([encoded.truncated, encoded.empty, encoded.unknown], [1, 1, 1]);
    assert.deepEqual([...lengthsOf(encoded)], [5, 1, 1, 2]);
    const after = makeBatch(encoded, Int32Array.of(3, 1, 0), { padding: 'after', maxLength: 5 });
    const rows = (ids: Int32Array) => Array.from({ length: 5 }, (_, t) => [...ids.subarray(t * 3, t * 3 + 3)]);
    assert.deepEqual(rows(after.ids), [
      [UNK, UNK, 4],
      [4, PAD, 5],
      [PAD, PAD, 6],
      [PAD, PAD, 7],
      [PAD, PAD, 8],
    ]);
    assert.deepEqual([after.time, after.size, [...after.lengths], [...after.examples]], [5, 3, [2, 1, 5], [3, 1, 0]]);
    const before = makeBatch(encoded, Int32Array.of(3, 1, 0), { padding: 'before', maxLength: 5 });
    assert.deepEqual(rows(before.ids)[4], [4, UNK, 8]);
    assert.deepEqual(rows(before.ids)[0], [PAD, PAD, 4]);
  });

  it('holds each text whole, wherever it is padded', () => {
    const encoded = encodeTexts(texts, tokenizer, vocabulary, { maxLength: 100, truncation: 'end' });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(3), { minLength: 1 }),
        fc.constantFrom('after', 'before'),
        (chosen, padding) => {
          const { ids, lengths, time, size } = makeBatch(encoded, Int32Array.from(chosen), {
            padding,
            maxLength: 100,
          });
          chosen.forEach((example, column) => {
            const cells = Array.from({ length: time }, (_, t) => ids[t * size + column]);
            const own = [...idsOf(encoded.ids, encoded.starts[example], encoded.starts[example + 1])];
            const fill = new Array<number>(time - lengths[column]).fill(PAD);
            assert.deepEqual(cells, padding === 'after' ? [...own, ...fill] : [...fill, ...own]);
          });
        },
      ),
    );
  });

  it('may keep the end of a long text instead of its start', () => {
    const { ids, truncated } = encodeTexts(['a b c d e f'], tokenizer, vocabulary, {
      maxLength: 2,
      truncation: 'start',
    });
    assert.deepEqual([[...idsOf(ids)], truncated], [[8, 9], 1]);
  });

  it('grows its array for long texts', () => {
    const long = 'a '.repeat(5000);
    const { starts, ids } = encodeTexts([long, 'b', long], tokenizer, vocabulary, {
      maxLength: 5000,
      truncation: 'end',
    });
    assert.deepEqual([...starts], [0, 5000, 5001, 10001]);
    assert.equal(idsOf(ids)[10000], 4);
    assert.equal(idsOf(ids)[5000], 5);
  });
});
