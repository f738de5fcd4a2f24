import assert from 'node:assert/strict';
import fc from '../../../support/properties';
import { DistinctCount } from '../../../../src/engine/text/corpus/distinctCount';
import { Lengths } from '../../../../src/engine/text/corpus/lengths';
import { NGRAM_LIMIT, NgramCounts } from '../../../../src/engine/text/corpus/ngramCounts';
import { WordCounts } from '../../../../src/engine/text/corpus/wordCounts';
import { countCharacters, countSpaced, forEachWord } from '../../../../src/engine/text/corpus/words';
import { zipfOf } from '../../../../src/engine/text/corpus/zipf';
import { createTokenizer } from '../../../../src/engine/text/tokenizer';
import { TextSet } from '../../../../src/engine/text/textSet';
import { TextTable } from '../../../../src/engine/text/textTable';

function wordsOf(text: string): string[] {
  const words: string[] = [];
  forEachWord(text, (start, end) => words.push(text.slice(start, end)));
  return words;
}

describe('words of a corpus', () => {
  const rows: [string, string[]][] = [
    ['', []],
    ["don't stop_it, 3rd", ['don', 't', 'stop_it', '3rd']],
    ['영화가 정말…재미있다!', ['영화가', '정말', '재미있다']],
    ['🎬 film🎬 𝒜𝒷', ['film🎬', '𝒜𝒷']],
    ['\ud800 x', ['x']],
  ];
  for (const [text, words] of rows)
    it(`of ${JSON.stringify(text)} are ${words.length}`, () => assert.deepEqual(wordsOf(text), words));

  it('between white space are as many as the tokenizer cuts there', () => {
    const { tokensOf } = createTokenizer({ type: 'whitespace', lowercase: false });
    const text = fc.array(fc.constantFrom('a', '한', '😀', ' ', '\t', '\u00a0', '\u0085', '\u3000', '\u200b', '\n'));
    fc.assert(fc.property(text, (parts) => countSpaced(parts.join('')) === tokensOf(parts.join('')).length));
  });

  it('have characters as code points', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => countCharacters(text) === [...text].length));
  });
});

describe('counts of words', () => {
  const count = (limit: number, words: readonly string[]): WordCounts => {
    const counts = new WordCounts(limit);
    words.forEach((word, index) => counts.add(word, 0, word.length, index + 1));
    return counts;
  };

  it('are exact below the limit', () => {
    const counts = count(10, ['a', 'b', 'a', 'c', 'a']);
    assert.deepEqual([counts.types, counts.error], [3, 0]);
    assert.deepEqual(
      [...counts.entries].map(([word, { count: seen, line }]) => [word, seen, line]),
      [
        ['a', 3, 1],
        ['b', 1, 2],
        ['c', 1, 4],
      ],
    );
  });

  it('are within the bound they tell above it', () => {
    const word = fc.integer({ min: 0, max: 60 }).map((n) => `w${Math.floor(n / (1 + (n % 7)))}`);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 400 }), fc.integer({ min: 2, max: 12 }), (words, limit) => {
        const truth = new Map<string, number>();
        for (const each of words) truth.set(each, (truth.get(each) ?? 0) + 1);
        const counts = count(limit, words);
        assert.ok(counts.entries.size <= limit);
        for (const [each, true_] of truth) {
          const entry = counts.entries.get(each);
          if (!entry) assert.ok(true_ <= counts.error, `${each} was seen ${true_} times, error ${counts.error}`);
          else assert.ok(entry.count <= true_ && true_ <= entry.count + entry.missed);
        }
      }),
    );
  });

  it('tell how many different words there were to about one in a hundred', () => {
    const distinct = new DistinctCount();
    for (let i = 0; i < 200_000; i++) distinct.add(`word${i % 100_000}`);
    assert.ok(Math.abs(distinct.estimate() / 100_000 - 1) < 0.03, String(distinct.estimate()));
    const few = new DistinctCount();
    for (let i = 0; i < 50; i++) few.add(`w${i}`);
    assert.ok(Math.abs(few.estimate() - 50) <= 1);
  });
});

describe('counts of pairs and triples', () => {
  it('find the most frequent and where they stand', () => {
    const triples = new NgramCounts(3);
    for (let line = 1; line <= 3; line++) triples.add(1, 2, 3, line);
    triples.add(3, 2, 1, 4);
    triples.add(1, 2, 4, 5);
    triples.add(1, 2, 4, 6);
    assert.deepEqual(triples.top(5), [
      { ids: [1, 2, 3], count: 3, line: 1 },
      { ids: [1, 2, 4], count: 2, line: 5 },
    ]);
  });

  it('keep the frequent when there are too many', () => {
    const pairs = new NgramCounts(2);
    for (let i = 0; i < 2 * NGRAM_LIMIT; i++) {
      pairs.add(i + 10, i + 11, 0, i + 1);
      if (i % 1000 === 0) pairs.add(1, 2, 0, i + 1);
    }
    const [first] = pairs.top(3);
    const truth = Math.ceil((2 * NGRAM_LIMIT) / 1000);
    assert.deepEqual(first.ids, [1, 2]);
    assert.ok(first.count <= truth && truth <= first.count + pairs.error, `${first.count} of ${truth}`);
    assert.ok(pairs.error >= 1);
  });
});

describe('a table of texts', () => {
  it('knows what was seen, where first and how often', () => {
    const table = new TextTable();
    assert.equal(table.add('a', 1), undefined);
    assert.equal(table.add('b', 2), undefined);
    assert.deepEqual(table.add('a', 3), { line: 1, count: 2 });
    assert.deepEqual([table.find('a'), table.find('c')], [{ line: 1, count: 2 }, undefined]);
    assert.deepEqual([table.repetitions, table.sampled], [1, 1]);
  });

  it('agrees with a map, whatever the number of texts', () => {
    const table = new TextTable();
    for (let i = 0; i < 30_000; i++) assert.equal(table.add(`text ${i}`, i), undefined);
    for (let i = 0; i < 30_000; i += 7) assert.deepEqual(table.add(`text ${i}`, 0), { line: i, count: 2 });
    assert.equal(table.repetitions, Math.ceil(30_000 / 7));
  });

  it('estimates by a sample when it may grow no further', () => {
    const table = new TextTable(6000);
    for (let i = 0; i < 100_000; i++) table.add(`text ${i % 50_000}`, i);
    assert.equal(table.sampled, 16);
    assert.ok(Math.abs(table.repetitions / 50_000 - 1) < 0.1, String(table.repetitions));
  });
});

describe('a set of texts', () => {
  it('knows what was added, whatever the number', () => {
    const set = new TextSet();
    for (let i = 0; i < 30_000; i++) assert.ok(set.add(`text ${i}`));
    for (let i = 0; i < 30_000; i += 7) assert.ok(!set.add(`text ${i}`));
    assert.ok(set.add('') && !set.add(''));
  });
});

describe('lengths of texts', () => {
  it('are binned without being squeezed by an outlier', () => {
    const lengths = new Lengths();
    for (let i = 0; i < 999; i++) lengths.add(i % 10, i + 1);
    lengths.add(1_000_000, 1000);
    const { lines, binWidth, median, percentile95, longest } = lengths.result();
    assert.deepEqual([binWidth, lines.length, lines.at(-1)], [1, 11, 1]);
    assert.equal(
      lines.reduce((sum, n) => sum + n),
      1000,
    );
    assert.deepEqual([median, percentile95, longest], [4, 9, { words: 1_000_000, line: 1000 }]);
  });

  it('of nothing are nothing', () => {
    const { lines, mean, median } = new Lengths().result();
    assert.deepEqual([lines, mean, median], [[], 0, 0]);
  });
});

describe("Zipf's law", () => {
  it('has the exponent of a text made by it', () => {
    const words = new Map(
      Array.from({ length: 3000 }, (_, i) => [
        `w${i}`,
        { id: i, count: Math.round(1e6 / (i + 1) ** 1.1), missed: 0, line: 1 },
      ]),
    );
    const { points, exponent, fit } = zipfOf(words, 0);
    assert.ok(Math.abs(exponent + 1.1) < 0.01, String(exponent));
    assert.ok(fit > 0.999);
    assert.deepEqual(points[0], { rank: 1, count: 1e6, word: 'w0' });
    assert.equal(points.at(-1)?.rank, 3000);
    assert.ok(points.length <= 120);
  });

  it('names the word of each rank, and tells which ranks share its count', () => {
    const counts = [2, 3, 1, 2, 1, 1].map((count, i) => [`w${i}`, { id: i, count, missed: 0, line: 1 }] as const);
    const [twice, once] = [{ tied: { first: 2, last: 3 } }, { tied: { first: 4, last: 6 } }];
    assert.deepEqual(zipfOf(new Map(counts), 0).points, [
      { rank: 1, count: 3, word: 'w1' },
      { rank: 2, count: 2, word: 'w0', ...twice },
      { rank: 3, count: 2, word: 'w3', ...twice },
      { rank: 4, count: 1, word: 'w2', ...once },
      { rank: 5, count: 1, word: 'w4', ...once },
      { rank: 6, count: 1, word: 'w5', ...once },
    ]);
  });

  it('leaves out counts that are not certain', () => {
    const words = new Map([5, 4, 3, 2, 1].map((count, i) => [`w${i}`, { id: i, count, missed: 0, line: 1 }]));
    assert.equal(zipfOf(words, 2).points.at(-1)?.rank, 3);
    assert.deepEqual(zipfOf(new Map(), 0), { points: [], exponent: 0, fit: 0 });
  });
});
