import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from '../../../support/properties';
import { evaluateArithmetic } from '../../../../src/engine/embeddings/vectors/arithmetic';
import { pearson, ranks } from '../../../../src/engine/embeddings/vectors/correlation';
import { evaluateVectors } from '../../../../src/engine/embeddings/vectors/evaluateVectors';
import { readJudgements } from '../../../../src/engine/embeddings/vectors/judgements';
import { nearest, type NearestRow } from '../../../../src/engine/embeddings/vectors/nearest';
import { nearWords } from '../../../../src/engine/embeddings/vectors/nearWords';
import { analogy, oddOneOut, similarity } from '../../../../src/engine/embeddings/vectors/relations';
import { meanVector } from '../../../../src/engine/embeddings/vectors/textVectors';
import { rowOf, type VectorSet } from '../../../../src/engine/embeddings/vectors/vectorSet';
import { incompleteBeta } from '../../../../src/protocol/incompleteBeta';
import { LabError } from '../../../../src/protocol/labError';
import { golden, goldenSet, setOf } from './goldenVectors';

const close = (actual: number, expected: number, tolerance = 2e-6): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

function sameAnswers(set: VectorSet, found: readonly NearestRow[], expected: readonly [string, number][]): void {
  assert.deepEqual(
    found.map(({ row }) => set.words.word(row)),
    expected.map(([word]) => word),
  );
  found.forEach(({ value }, i) => close(value, expected[i][1]));
}

describe('queries on vectors', () => {
  const set = goldenSet();
  const { queries } = golden;

  it('gives the neighbours that gensim gives', () => {
    for (const [word, expected] of Object.entries(queries.neighbors)) {
      const row = set.words.find(word);
      sameAnswers(set, nearest(set, rowOf(set, row), { k: 8, measure: 'cosine', exclude: [row] }), expected);
    }
  });

  it('solves analogies as gensim does, by sum and by product', async () => {
    sameAnswers(set, await analogy(set, ['king', 'queen', 'man'], { k: 8, method: 'add' }), queries.add);
    sameAnswers(set, await analogy(set, ['king', 'queen', 'man'], { k: 8, method: 'multiply' }), queries.multiply);
  });

  it('calculates with words as gensim does with weights', () => {
    const { vector, words } = evaluateArithmetic(set, '0.5 * w1 + 2*w2 - w3*1.5');
    const exclude = words.map(({ row }) => row);
    sameAnswers(set, nearest(set, vector, { k: 8, measure: 'cosine', exclude }), queries.arithmetic);
  });

  it('finds the odd one out and measures similarity of words and texts', () => {
    const { odd, unknown } = oddOneOut(set, [...queries.odd.words, 'nobody']);
    assert.equal(odd, queries.odd.answer);
    assert.deepEqual(unknown, ['nobody']);
    assert.throws(() => oddOneOut(set, ['king', 'nobody', 'noone']), /1 of 3 have one\. Without: nobody, noone\./);
    close(similarity(set, 'king', 'queen').cosine, queries.similarity);
    const texts = similarity(set, 'king man, w5 nobody', 'queen woman');
    close(texts.cosine, queries.textSimilarity);
    assert.deepEqual(texts.unknown, ['nobody']);
  });

  describe('words that may have been meant', () => {
    const words = ['king', 'kin', 'ring', 'King', 'strength', 'kingdom', '강아지', '고양이', 'a', 'éclair'];
    const some = setOf(words, new Array<number>(words.length).fill(1), 1);

    for (const [word, near] of [
      ['kng', ['king', 'King']],
      ['knig', ['king', 'King', 'kin']],
      ['KING', ['king', 'King', 'kin']],
      ['strenght', ['strength']],
      ['eclair', ['éclair']],
      ['강아쥐', ['강아지']],
      ['zzzzzz', []],
      ['b', []],
    ] as [string, string[]][])
      it(`are spelled nearly as "${word}"`, () => assert.deepEqual(nearWords(some, word), near));

    it('are named where one has no vector, alone or as a text, with the words apart', () => {
      const failure = (ask: () => unknown): LabError => {
        try {
          ask();
        } catch (error) {
          if (error instanceof LabError) return error;
        }
        throw new Error('It did not fail.');
      };
      for (const ask of [() => evaluateArithmetic(some, 'king - strenght'), () => meanVector(some, ' strenght! ')]) {
        const { code, message, place } = failure(ask);
        assert.deepEqual([code, place?.near], ['NOT_FOUND', ['strength']]);
        assert.match(message, /^The word "strenght" has no vector among these 10 words\. Did you mean "strength"\?$/);
      }
      assert.match(
        failure(() => meanVector(some, 'nobody knows')).message,
        /^No word of "nobody knows" has a vector\./,
      );
    });
  });

  it('keeps exactly the nearest by every measure, equal ones by row', () => {
    const values = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 40, maxLength: 40 });
    const property = fc.property(values, fc.integer({ min: 1, max: 12 }), (numbers, k) => {
      const some = setOf(Array.from({ length: 10 }, (_, i) => `w${i}`), numbers, 4); // prettier-ignore
      const query = numbers.slice(0, 4);
      const dot = (row: number): number => query.reduce((sum, q, i) => sum + q * some.values[row * 4 + i], 0);
      const distance = (row: number): number =>
        query.reduce((sum, q, i) => sum + (q - some.values[row * 4 + i]) ** 2, 0);
      const rows = Array.from({ length: 9 }, (_, i) => i + 1);
      const byDot = [...rows].sort((a, b) => dot(b) - dot(a) || a - b).slice(0, k);
      const byDistance = [...rows].sort((a, b) => distance(a) - distance(b) || a - b).slice(0, k);
      const ask = (measure: 'dot' | 'euclidean') =>
        nearest(some, query, { k, measure, exclude: [0] }).map(({ row }) => row);
      assert.deepEqual(ask('dot'), byDot);
      assert.deepEqual(ask('euclidean'), byDistance);
    });
    fc.assert(property);
  });

  it('names what it cannot understand', () => {
    const refuses = (text: string, message: RegExp): void =>
      assert.throws(() => evaluateArithmetic(set, text), (error) => error instanceof LabError && message.test(error.message)); // prettier-ignore
    refuses('king +', /at the end: a word is expected/);
    refuses('king man', /at character 6 \("man"\): "\+", "-" or the end/);
    refuses('(king + man', /"\)" is expected/);
    refuses('king / 0', /other than 0/);
    refuses('King', /Did you mean "king"/);
    refuses('"king', /not closed/);
    const hyphens = setOf(['state-of-the-art', 'a'], [1, 0, 0, 1], 2);
    assert.deepEqual([...evaluateArithmetic(hyphens, '-state-of-the-art - a').vector], [-1, -1]);
  });
});

describe('evaluation of vectors', () => {
  const set = goldenSet();
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vectors-'))));
  after(() => fs.rmSync(folder, { recursive: true }));

  const write = (name: string, lines: readonly string[]): string => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, `${lines.join('\n')}\n`);
    return file;
  };
  async function evaluate(file: string, options: Omit<Parameters<typeof evaluateVectors>[2], 'method'>) {
    const steps = evaluateVectors(set, await readJudgements(file), { method: 'add', ...options });
    for (;;) {
      const { done, value } = await steps.next();
      if (done) return value;
    }
  }

  it("is gensim's, with and without case, restricted, unknown words left out or counted as wrong", async () => {
    const pairs = write('pairs.tsv', golden.pairs);
    const questions = write('questions.txt', golden.questions);
    assert.equal(golden.evaluations.length, 12);
    for (const expected of golden.evaluations) {
      const { restrictVocabulary, ignoreCase, unknown } = expected;
      const rated = await evaluate(pairs, { restrictVocabulary, ignoreCase, unknown });
      assert.ok(rated.kind === 'similarity');
      const { correlation, pValue } = rated.pearson;
      [correlation, pValue].forEach((value, i) => close(value, expected.pearson[i]));
      close(rated.spearman.correlation, expected.spearman[0]);
      close(rated.spearman.pValue, expected.spearman[1]);
      close(100 * (1 - rated.known / rated.items), expected.unknownPercent, 1e-9);
      const answered = await evaluate(questions, { restrictVocabulary, ignoreCase, unknown });
      assert.ok(answered.kind === 'analogy');
      close(answered.accuracy, expected.accuracy, 1e-12);
      const sections = answered.sections.map(({ section, correct, total }) => [section, correct, total]);
      assert.deepEqual(sections, expected.sections);
    }
  });

  it('says when nothing is known and when a file holds nothing of the kind', async () => {
    const strange = write('strange.tsv', ['x\ty\t1']);
    const options = { restrictVocabulary: 0, ignoreCase: true, unknown: 'skip' as const };
    await assert.rejects(evaluate(strange, options), /None of the 1 word pairs is known/);
    await assert.rejects(readJudgements(write('empty.tsv', ['only two\twords'])), /holds no word pairs/);
    await assert.rejects(readJudgements(strange, { kind: 'analogy' }), /holds no analogy questions/);
  });

  it('ranks ties by their mean, and gives no figure where there is none', () => {
    assert.deepEqual([...ranks([3, 1, 3, 2])], [3.5, 1, 3.5, 2]);
    assert.ok(Number.isNaN(pearson([1, 1], [2, 3]).correlation));
    close(incompleteBeta(0.5, 2, 2), 0.5, 1e-12);
    close(incompleteBeta(0.2, 3, 0.5), 1 - incompleteBeta(0.8, 0.5, 3), 1e-12);
  });
});
