// Vectorisers against scikit-learn and the rules of Keras (test/golden/vectorizers.json).

import assert from 'node:assert/strict';
import fc from '../../../support/properties';
import { createAnalyzer, defaultTokenPattern, patternWords } from '../../../../src/engine/text/vectorizers/analyzer';
import { countFeatures, fitCounts } from '../../../../src/engine/text/vectorizers/countVectorizer';
import type { KerasMode } from '../../../../src/engine/text/vectorizers/kerasMatrix';
import { createPositionAnalyzer } from '../../../../src/engine/text/vectorizers/oneHot';
import { pythonPattern } from '../../../../src/engine/text/vectorizers/pythonPattern';
import type { SparseRows } from '../../../../src/engine/text/vectorizers/sparseRows';
import { binary, inverseDocumentFrequencies, tfidf } from '../../../../src/engine/text/vectorizers/tfidf';
import type { VectorizerOptions } from '../../../../src/engine/schema/vectorizer';
import { tokenizerFor } from '../../../../src/engine/tasks/texts/vectorizing';
import { createTokenizer, learnVocabulary } from '../../../../src/engine/text/tokenizer';
import { formatTokenizer, parseTokenizer } from '../../../../src/engine/text/tokenizerFile';
import { finishTraining } from '../../../../src/engine/text/trainers/training';
import { fitVectorizer, vectorizerOf, vocabularyOfRun } from '../../../../src/engine/text/vectorizers/vectorizer';
import { formatVectorizer, parseVectorizer } from '../../../../src/engine/text/vectorizers/vectorizerFile';
import { readGolden } from '../../../golden/readGolden';
import { assertRows, type GoldenRows } from './goldenRows';

interface Options {
  ngram_range?: [number, number];
  min_df?: number;
  max_df?: number;
  max_features?: number;
  token_pattern?: string;
  lowercase?: boolean;
  sublinear_tf?: boolean;
  norm?: 'l1' | 'l2' | 'none';
  use_idf?: boolean;
  smooth_idf?: boolean;
}

interface Case {
  corpus: 'odd' | 'made';
  options: Options;
  features: string[];
  counts: GoldenRows;
  tfidf: GoldenRows;
  unseen: GoldenRows;
}

interface KerasCase {
  numWords: number;
  oovToken: string | null;
  texts: string[];
  unseen: string[];
  wordIndex: [string, number][];
  sequences: number[][];
  matrices: Record<KerasMode, GoldenRows>;
}

interface OneHotCase {
  texts: string[];
  maxLength: number;
  features: string[];
  rows: GoldenRows;
}

/** Everything but the weighting as in scikit-learn. */
const vectors = {
  ...{ ngramRange: [1, 2] as [number, number], minDf: 2, maxDf: 1, maxFeatures: 3 },
  ...{ sublinearTf: false, useIdf: true, smoothIdf: true, norm: 'l2' as const },
};

type Ranges = [first: number, last: number][];

const golden = readGolden<Case>('vectorizers.json');
const corpora = golden.corpora as Record<Case['corpus'], string[]>;

function fit({ corpus, options }: Case) {
  const words = patternWords(options.token_pattern ?? defaultTokenPattern, { lowercase: options.lowercase ?? true });
  const analyzer = createAnalyzer({ ngramRange: options.ngram_range ?? [1, 1], words });
  const limits = { minDf: options.min_df ?? 1, maxDf: options.max_df ?? 1, maxFeatures: options.max_features ?? 0 };
  const { vocabulary, rows } = fitCounts(corpora[corpus], analyzer, limits);
  const weights = {
    ...{ sublinearTf: options.sublinear_tf ?? false, useIdf: options.use_idf ?? true },
    ...{ smoothIdf: options.smooth_idf ?? true, norm: options.norm ?? ('l2' as const) },
  };
  const idf = weights.useIdf ? inverseDocumentFrequencies(rows, weights) : undefined;
  const weigh = (counts: SparseRows): SparseRows => tfidf(counts, idf, weights);
  return { analyzer, vocabulary, rows, weigh };
}

describe('count and tf-idf vectors are those of scikit-learn', () => {
  for (const one of golden.cases)
    it(`${one.corpus} ${JSON.stringify(one.options)}`, () => {
      const { analyzer, vocabulary, rows, weigh } = fit(one);
      assert.deepEqual(vocabulary.features, one.features);
      assertRows(rows, one.counts);
      assertRows(weigh(rows), one.tfidf);
      const unseen = [...corpora.odd.slice(0, 4), ...corpora.made.slice(0, 20)];
      assertRows(weigh(finishTraining(countFeatures(unseen, analyzer, vocabulary))), one.unseen);
    });

  it('binary weights are 1 wherever something was counted', () => {
    const { rows } = fit(golden.cases[0]);
    assert.deepEqual([...new Set(binary(rows).values)], [1]);
    assert.equal(binary(rows).indices, rows.indices);
  });
});

describe("Keras' texts_to_matrix", () => {
  it('the words of a text at their places are its one-hot rows end to end', () => {
    const { texts, maxLength, features, rows } = golden.oneHot as OneHotCase;
    const analyzer = createPositionAnalyzer({ words: patternWords('(?u)\\w+', { lowercase: true }), maxLength });
    const { vocabulary, rows: counts } = fitCounts(texts, analyzer, { minDf: 1, maxDf: 1, maxFeatures: 0 });
    assert.deepEqual(vocabulary.features, features);
    assertRows(binary(counts), rows);
  });

  for (const one of golden.keras as KerasCase[])
    it(`as an experiment asks for it, with numWords ${one.numWords} and oovToken ${one.oovToken}`, () => {
      const keras = { numWords: one.numWords, oovToken: one.oovToken ?? undefined };
      const cutting = tokenizerFor(
        { type: 'word', compatibility: 'keras', lowercase: true, vocabularySize: 20, minFrequency: 9, ...keras },
        { ...vectors, weighting: 'keras-count' },
      );
      // Written as a run does it, and read again.
      const json = formatTokenizer(cutting, learnVocabulary(one.texts, createTokenizer(cutting), cutting));
      const { tokenizer } = parseTokenizer(json, 'x');
      for (const mode of ['binary', 'count', 'freq', 'tfidf'] as const) {
        const options: VectorizerOptions = { ...vectors, weighting: `keras-${mode}` };
        const surroundings = { tokenizer, maxLength: 5, keras };
        const fit = () => finishTraining(fitVectorizer(one.texts, options, surroundings));
        if (one.oovToken === 'good') {
          assert.throws(fit, /"good", which is a word/); // Keras would leave out another word in silence
          continue;
        }
        const { vectorizer } = fit();
        const features = parseVectorizer(formatVectorizer(vectorizer.vocabulary), 'x').features;
        const vocabulary = vocabularyOfRun(features, options, surroundings);
        const again = vectorizerOf({ analyzer: vectorizer.analyzer, vocabulary, idf: vectorizer.idf }, options);
        assertRows(again.vectors([...one.texts, ...one.unseen]), one.matrices[mode]);
      }
    });
});

describe("Python's patterns", () => {
  const unassigned = golden.unassigned as Ranges;
  const isIn = (ranges: Ranges, code: number): boolean => ranges.some(([first, last]) => code >= first && code <= last);
  for (const [escape, key] of [
    ['\\w', 'word'],
    ['\\s', 'space'],
    ['\\d', 'digit'],
  ])
    // prettier-ignore
    it(`${escape} means the same characters`, () => {
      const [matcher, negated] = [escape, escape.toUpperCase()].map(pythonPattern);
      const differing: number[] = [];
      let at = 0;
      const ranges = golden[key] as Ranges;
      for (let code = 0; code < 0x110000; code++) {
        if (code >= 0xd800 && code < 0xe000) continue;
        while (at < ranges.length && ranges[at][1] < code) at++;
        const expected = at < ranges.length && ranges[at][0] <= code;
        const text = String.fromCodePoint(code);
        const isFound = matcher.search(text) === 0;
        assert.notEqual(isFound, negated.search(text) === 0);
        if (isFound !== expected && !isIn(unassigned, code)) differing.push(code);
      }
      assert.deepEqual(differing, []);
    });

  const refused: [string, RegExp][] = [
    ['(', /./],
    ['(a)(b)', /more than one/],
    ['(?x) a', /flag "x"/],
    ['[\\W_]', /inside/],
    [`${'(?:|)'.repeat(40)}b`, /in too many ways/],
  ];
  for (const [pattern, message] of refused)
    it(`refuses ${pattern}`, () => assert.throws(() => pythonPattern(pattern), message));

  // Short texts hang by the number of ways, long ones by the square of their length and more.
  const slow: [pattern: string, text: string][] = [
    ['(a+)+b', 'a'.repeat(60)],
    ['(?u)\\b(?:\\w|[a-z])+#', 'a'.repeat(60)],
    ['a+b', 'a'.repeat(1_000_000)],
  ];
  for (const [pattern, text] of slow)
    it(`stops ${pattern} on a text that it could be matched to for ever, and names it`, () => {
      const words = patternWords(pattern, { lowercase: true });
      assert.throws(
        () => words(text),
        new RegExp(`The pattern "${pattern.replace(/[^a-z]/g, '\\$&')}" took more than`),
      );
      assert.deepEqual(words('aab').tokens, pattern.includes('#') ? [] : pattern === 'a+b' ? ['aab'] : ['aa']);
    });

  it('repetitions within repetitions that take no time are followed as they are in Python', () => {
    const words = patternWords('\\w+(?:-\\w+)*', { lowercase: true });
    assert.deepEqual(words(`state-of-the-art x ${'a'.repeat(5000)}`).tokens, [
      'state-of-the-art',
      'x',
      'a'.repeat(5000),
    ]);
  });

  it('offsets are places in the text, also where lower case is longer', () => {
    const text = 'İi İSTANBUL 😀x ab';
    const { tokens, offsets } = patternWords('\\w+', { lowercase: true })(text);
    assert.deepEqual(tokens, ['i', 'i', 'i', 'stanbul', 'x', 'ab']);
    assert.deepEqual(
      offsets.map(([start, end]) => text.slice(start, end)),
      ['İ', 'i', 'İ', 'STANBUL', 'x', 'ab'],
    );
  });
});

describe('counting n-grams by numbers', () => {
  it('gives the texts and counts that joining words gives, also where a word has a space', () => {
    const word = fc.constantFrom('a', 'b', 'c', 'a b', 'b c', ' ', 'a b c');
    const texts = fc.array(fc.array(word, { maxLength: 6 }), { minLength: 1, maxLength: 6 });
    const range = fc.constantFrom<[number, number]>([1, 1], [1, 3], [2, 2], [2, 3]);
    fc.assert(
      fc.property(texts, range, (given, ngramRange) => {
        const wordsOf = new Map(given.map((tokens, i) => [String(i), tokens]));
        const words = (text: string) => ({ tokens: wordsOf.get(text) ?? [], offsets: [] });
        const analyzer = createAnalyzer({ ngramRange, words });
        const { vocabulary, rows } = fitCounts([...wordsOf.keys()], analyzer, { minDf: 1, maxDf: 1, maxFeatures: 0 });
        given.forEach((tokens, row) => {
          const expected = new Map<string, number>();
          analyzer.features(tokens, (feature) => expected.set(feature, (expected.get(feature) ?? 0) + 1));
          const found = new Map<string, number>();
          for (let at = rows.starts[row]; at < rows.starts[row + 1]; at++)
            found.set(vocabulary.features[rows.indices[at]], rows.values[at]);
          assert.deepEqual([...found].sort(), [...expected].sort());
        });
      }),
    );
  });
});
