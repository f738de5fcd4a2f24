import assert from 'node:assert/strict';
import fc from '../../support/properties';
import { huffmanPaths } from '../../../src/engine/embeddings/huffmanTree';
import { aliasTable, keepThresholds, noiseTable } from '../../../src/engine/embeddings/samplingTables';
import { hashBytes, hashText, subwordBuckets, toJamo } from '../../../src/engine/embeddings/subwords';
import { readGolden } from '../../golden/readGolden';

interface Golden {
  tables: {
    sample: number;
    counts: number[];
    keep: number[];
    cumulative: number[];
    codes: string[];
    nodes: number[][];
  }[];
  ngrams: { word: string; min: number; max: number; buckets: number; rows: number[] }[];
}

const golden = readGolden('embedding-tables.json') as unknown as Golden;

/** The probability of each word, read off the table. */
function probabilities(weights: Float64Array): Float64Array {
  const { threshold, alias } = aliasTable(weights);
  const found = new Float64Array(weights.length);
  threshold.forEach((limit, slot) => {
    const own = (limit + 1) / 2 ** 32;
    found[slot] += own / weights.length;
    found[alias[slot]] += (1 - own) / weights.length;
  });
  return found;
}

describe('the tables of word2vec', () => {
  golden.tables.forEach(({ sample, counts: list, keep, cumulative, codes, nodes }, index) => {
    const counts = Float64Array.from(list);
    const title = `${list.length} words, table ${index}`;

    it(`keep a word as often as gensim does (${title})`, () => {
      assert.deepEqual([...keepThresholds(counts, sample)], keep);
    });

    it(`draw noise as gensim does (${title})`, () => {
      const { threshold, alias } = noiseTable(counts);
      assert.equal(threshold.length, alias.length);
      const drawn = probabilities(counts.map((count) => count ** 0.75));
      let before = 0;
      drawn.forEach((probability, word) => {
        const expected = (cumulative[word] - before) / (2 ** 31 - 1);
        before = cumulative[word];
        assert.ok(Math.abs(probability - expected) < 2e-9 * list.length, `word ${word}: ${probability}, ${expected}`);
      });
    });

    it(`give the Huffman codes of gensim, ties included (${title})`, () => {
      const { starts, nodes: ours, codes: bits } = huffmanPaths(counts);
      list.forEach((_, word) => {
        assert.equal(bits.subarray(starts[word], starts[word + 1]).join(''), codes[word]);
        assert.deepEqual([...ours.subarray(starts[word], starts[word + 1])], nodes[word]);
      });
    });
  });

  it('keep every word without subsampling', () => {
    assert.deepEqual([...keepThresholds(Float64Array.of(5, 1), 0)], [2 ** 32 - 1, 2 ** 32 - 1]);
  });

  it('draw any weights in their proportion', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 }),
        (list) => {
          const weights = Float64Array.from(list);
          const total = list.reduce((sum, weight) => sum + weight, 0);
          probabilities(weights).forEach((found, word) => assert.ok(Math.abs(found - list[word] / total) < 1e-8));
        },
      ),
    );
  });

  it('give codes without prefixes whose mean length is within one bit of the entropy', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 50 }), (list) => {
        const { starts, codes } = huffmanPaths(Float64Array.from(list));
        const total = list.reduce((sum, count) => sum + count, 0);
        const texts = list.map((_, word) => codes.subarray(starts[word], starts[word + 1]).join(''));
        texts.forEach((a, i) => texts.forEach((b, j) => assert.ok(i === j || !b.startsWith(a))));
        const mean = list.reduce((sum, count, word) => sum + (count / total) * texts[word].length, 0);
        const entropy = list.reduce((sum, count) => sum - (count / total) * Math.log2(count / total), 0);
        assert.ok(mean >= entropy - 1e-9 && mean < entropy + 1);
      }),
    );
  });
});

describe('the n-grams of fastText', () => {
  for (const { word, min, max, buckets, rows } of golden.ngrams)
    it(`of ${word.slice(0, 12)}, ${min} to ${max}, fall into the buckets of gensim`, () => {
      const settings = { minLength: min, maxLength: max, buckets, unit: 'character' as const };
      assert.deepEqual(subwordBuckets(word, settings), rows);
    });

  it('have one hash, whether their bytes are written or not', () => {
    const unit = fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), fc.constantFrom('é', '밥', '😀', '\ud83d', '\ude00')); // prettier-ignore
    const same = (text: string): void => assert.equal(hashText(text), hashBytes(new TextEncoder().encode(text)));
    fc.assert(fc.property(fc.string({ unit, maxLength: 30 }), same), { numRuns: 500 });
  });

  it('cut syllables into three letters each', () => {
    assert.equal(toJamo('밥a나'), 'ㅂㅏㅂaㄴㅏ∅');
    assert.equal(toJamo('힣'), 'ㅎㅣㅎ');
  });

  it('let words that share letters share n-grams', () => {
    const settings = { minLength: 3, maxLength: 3, buckets: 1e6, unit: 'jamo' as const };
    const shared = (a: string, b: string): number => {
      const other = new Set(subwordBuckets(b, settings));
      return subwordBuckets(a, settings).filter((bucket) => other.has(bucket)).length;
    };
    assert.ok(shared('먹었다', '먹는다') > shared('먹었다', '보았니'));
  });
});
