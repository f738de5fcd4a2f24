// n-gram models: against what is worked out by hand, against the equations as they are written, and as distributions.

import assert from 'node:assert/strict';
import fc from '../../support/properties';
import { countNgrams, type CountingOptions } from '../../../src/engine/ngrams/countNgrams';
import { discountsOf } from '../../../src/engine/ngrams/discounts';
import { type EstimatedModel, estimateNgrams, type EstimationOptions } from '../../../src/engine/ngrams/kneserNey';
import type { NgramModel } from '../../../src/engine/ngrams/ngramModel';
import { finishTraining } from '../../../src/engine/text/trainers/training';
import { plainKneserNey } from './plainKneserNey';

const count = (text: readonly number[], options: Omit<CountingOptions, 'length'>) =>
  finishTraining(countNgrams([text.slice(0, 7), text.slice(7)], { length: text.length, ...options }));

interface Case extends Omit<EstimationOptions, 'discounts' | 'cutoff'> {
  order: number;
  kind?: EstimationOptions['discounts'];
  cutoff?: number;
  partTokens?: number;
}

const estimate = (text: readonly number[], options: Case): NgramModel => estimated(text, options).model;

function estimated(text: readonly number[], { kind = 3, cutoff = 1, ...options }: Case): EstimatedModel {
  const counted = count(text, options);
  try {
    return finishTraining(estimateNgrams(counted, { ...options, discounts: kind, cutoff }));
  } finally {
    counted.discard();
  }
}

const stateAfter = (model: NgramModel, history: readonly number[]) =>
  history.reduce((state, token) => model.advance(state, token), model.start());

const near = (found: number, right: number, message?: string): void =>
  assert.ok(Math.abs(found - right) <= 2e-6 * Math.max(right, 1e-3), `${message ?? ''} ${found} and not ${right}`);

describe('counting n-grams', () => {
  it('sorts them by what they end with, with what stands before the text', () => {
    const records = [...count([1, 0, 1, 0, 0], { order: 2, vocabulary: 2 }).blocks()].map((block) => [...block]);
    // last token, the one before it (2: the beginning), how often
    assert.deepEqual(records, [[0, 0, 1, 0, 1, 2, 1, 0, 1, 1, 2, 1]]);
  });

  it('finds the same in parts that are sorted on disk', () => {
    const text = Array.from({ length: 500 }, (_, i) => (i * i + (i >> 3)) % 7);
    const whole = [...count(text, { order: 4, vocabulary: 7 }).blocks()].flatMap((block) => [...block]);
    for (const partTokens of [17, 64, 499, 500]) {
      const parts = count(text, { order: 4, vocabulary: 7, partTokens });
      assert.equal(parts.tokens, 500);
      assert.deepEqual([...parts.blocks()].flatMap((block) => [...block]), whole, String(partTokens)); // prettier-ignore
      parts.discard();
    }
  });
});

describe('discounts', () => {
  it('follow from how many n-grams have the counts 1 to 4', () => {
    // Y = 8 / (8 + 2·4) = 0.5; D1 = 1 − 2·0.5·4/8, D2 = 2 − 3·0.5·2/4, D3 = 3 − 4·0.5·1/2
    const counts = [0, 8, 4, 2, 1];
    assert.deepEqual(discountsOf(3, counts), { one: 0.5, two: 1.25, more: 2, isEstimated: true });
    assert.deepEqual(discountsOf(1, counts), { one: 0.5, two: 0.5, more: 0.5, isEstimated: true });
  });

  it('are usual ones where those counts say nothing', () => {
    assert.equal(discountsOf(1, [0, 0, 4, 2, 1]).one, 0.75);
    assert.deepEqual(discountsOf(3, [0, 8, 4, 0, 1]), {
      ...{ one: 0.5, two: 1, more: 1.5, isEstimated: false },
    });
  });
});

describe('Kneser-Ney', () => {
  // a = 0, b = 1, c = 2, and d = 3, which does not occur
  const text = [0, 1, 0, 2, 0, 1, 1];

  it('gives what is worked out by hand for two tokens', () => {
    // Bigrams: ab 2, ba 1, ac 1, ca 1, bb 1; n1 = 4, n2 = 1, so Y = D = 4 / (4 + 2) = 2/3.
    // Tokens before: of a {beginning, b, c} 3, of b {a, b} 2, of c {a} 1; n1 = 1, n2 = 1, D = 1/3; together 6.
    // γ() = 3 · (1/3) / 6 = 1/6, of which each of the four tokens has 1/24.
    // p(a) = (3 − 1/3)/6 + 1/24 = 35/72, p(b) = (2 − 1/3)/6 + 1/24 = 23/72, p(c) = (1 − 1/3)/6 + 1/24 = 11/72, p(d) = 3/72
    // After a: 3 bigrams, ab and ac, γ(a) = 2 · (2/3) / 3 = 4/9:
    // p(b | a) = (2 − 2/3)/3 + 4/9 · 23/72, p(c | a) = (1 − 2/3)/3 + 4/9 · 11/72, p(a | a) = 4/9 · 35/72
    const model = estimate(text, { order: 2, vocabulary: 4, kind: 1 });
    [35, 23, 11, 3].forEach((share, token) => near(model.probability(model.start(), token), share / 72));
    const afterA = stateAfter(model, [0]);
    const right = [(4 / 9) * (35 / 72), 4 / 9 + (4 / 9) * (23 / 72), 1 / 9 + (4 / 9) * (11 / 72), (4 / 9) * (3 / 72)];
    right.forEach((value, token) => near(model.probability(afterA, token), value));
    // d was never seen: what follows it is like what follows nothing
    near(model.probability(stateAfter(model, [3]), 1), 23 / 72);
  });

  it('of single tokens takes how often they occur', () => {
    // a 3, b 3, c 1: no n2, so D = 0.75 and γ = 3 · 0.75 / 7
    const model = estimate(text, { order: 1, vocabulary: 4, kind: 1 });
    const share = 2.25 / 7 / 4;
    [2.25 / 7 + share, 2.25 / 7 + share, 0.25 / 7 + share, share].forEach((value, token) =>
      near(model.probability(model.start(), token), value),
    );
  });

  it('leaves out rare n-grams, and gives their whole count to shorter ones', () => {
    // Trigrams: aba 1, bac 1, aca 1, cab 1, abb 1; with a cutoff of 2 none stays, so bigrams say all
    const all = estimate(text, { order: 3, vocabulary: 4, cutoff: 2 });
    assert.equal(all.levels[2].probabilities.length, 0);
    const [after, shorter] = [stateAfter(all, [0, 1]), stateAfter(all, [1])];
    for (let token = 0; token < 4; token++) near(all.probability(after, token), all.probability(shorter, token));
  });

  const texts = fc
    .record({ order: fc.integer({ min: 1, max: 6 }), vocabulary: fc.integer({ min: 1, max: 12 }) })
    .chain(({ order, vocabulary }) =>
      fc.record({
        order: fc.constant(order),
        vocabulary: fc.constant(vocabulary + 1),
        text: fc.array(fc.integer({ min: 0, max: vocabulary - 1 }), { minLength: 1, maxLength: 300 }),
        kind: fc.constantFrom(1 as const, 3 as const),
        cutoff: fc.integer({ min: 1, max: 3 }),
        within: fc.option(fc.integer({ min: 500, max: 8000 }), { nil: undefined }),
        partTokens: fc.constantFrom(40, 1000),
        histories: fc.array(fc.array(fc.integer({ min: 0, max: vocabulary }), { maxLength: 7 }), { maxLength: 4 }),
        places: fc.array(fc.nat(300), { minLength: 1, maxLength: 6 }),
      }),
    );

  it('is what the equations say, of texts drawn at random, and sums to one after any history', () => {
    fc.assert(
      fc.property(texts, ({ text, order, vocabulary, kind, cutoff, within, partTokens, histories, places }) => {
        const { model, pruning } = estimated(text, { order, vocabulary, kind, cutoff, within, partTokens });
        const plain = plainKneserNey(text, { order, vocabulary, kind, ...pruning });
        const own = places.map((place) => text.slice(Math.max(0, place - 6), Math.min(place, text.length)));
        const row = new Float32Array(vocabulary);
        for (const history of [[], ...own, ...histories]) {
          const state = stateAfter(model, history);
          model.distribution(state, row);
          let sum = 0;
          row.forEach((value, token) => {
            const title = `p(${token} | ${history.join(' ')})`;
            near(value, plain(history, token), title);
            near(model.probability(state, token), value, title);
            assert.ok(value > 0, title);
            sum += value;
          });
          near(sum, 1, 'sum');
        }
      }),
      { numRuns: 150 },
    );
  });

  it('leaves out as little as fits into the bytes that it may take, of two tokens too where there is no other way', () => {
    let drawn = 1;
    const long = Array.from({ length: 20_000 }, () => {
      drawn = (drawn * 16807) % 2147483647;
      return Math.floor(20 ** (drawn / 2147483647)) - 1; // by Zipf's law
    });
    const within = (most: number, cutoff = 1) => {
      let bytes = 0;
      const allow = (needed: number): void => void (bytes = needed);
      const { pruning } = estimated(long, { order: 3, vocabulary: 20, cutoff, within: most, allow });
      return { bytes, pruning };
    };
    const whole = within(Infinity);
    assert.deepEqual(whole.pruning, { cutoff: 1, from: 3 });
    const most = whole.bytes * 0.85;
    const { bytes, pruning } = within(most);
    assert.ok(bytes <= most && pruning.cutoff > 1 && pruning.from === 3, JSON.stringify({ bytes, most, pruning }));
    assert.ok(within(Infinity, pruning.cutoff - 1).bytes > most);
    const few = within(whole.bytes / 10);
    assert.ok(few.bytes <= whole.bytes / 10 && few.pruning.from === 2, JSON.stringify(few));
  });

  it('says how many bytes it will take before it takes them', () => {
    let asked = 0;
    const refusing = (bytes: number): never => {
      asked = bytes;
      throw new Error('no');
    };
    assert.throws(() => estimate(text, { order: 3, vocabulary: 4, allow: refusing }), /no/);
    // 4 tokens and 5 bigrams of 14 numbers, 5 trigrams of 5
    assert.equal(asked, 4 * (9 * 14 + 5 * 5));
  });
});
