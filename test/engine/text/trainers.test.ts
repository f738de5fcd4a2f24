import assert from 'node:assert/strict';
import { randomNumbers } from '../../faults/randomNumbers';
import fc from '../../support/properties';
import { BoundedCounts } from '../../../src/engine/text/trainers/boundedCounts';
import { selectLargest } from '../../../src/engine/text/trainers/largest';
import { trainBpe } from '../../../src/engine/text/trainers/trainBpe';
import { finishTraining, sortedWords, sortInSteps } from '../../../src/engine/text/trainers/training';
import { trainUnigram } from '../../../src/engine/text/trainers/trainUnigram';

const options = { vocabularySize: 300, minFrequency: 2, specialTokens: ['<unk>'], alphabetLimit: 0 };

function count(counts: Map<string, { count: number }>, word: string): void {
  const entry = counts.get(word);
  if (entry) entry.count++;
  else counts.set(word, { count: 1 });
}

describe('counts in bounded memory', () => {
  it('are exact while there is room', () => {
    const counts = new BoundedCounts({ words: 3 });
    for (const word of 'a b a c a'.split(' ')) count(counts, word);
    assert.deepEqual(
      [...counts].map(([word, entry]) => [word, entry.count]),
      Object.entries({ a: 3, b: 1, c: 1 }),
    );
    assert.deepEqual([counts.error, counts.types], [0, 3]);
  });

  it('forget rare words, keep frequent ones, and say how wrong they may be', () => {
    const random = randomNumbers(3);
    const bounded = new BoundedCounts({ words: 2_000 });
    const exact = new Map<string, { count: number }>();
    for (let i = 0; i < 200_000; i++) {
      const word = `w${Math.floor(Math.exp(random.next() * 10))}`;
      for (const counts of [bounded, exact]) count(counts, word);
    }
    assert.ok(bounded.size <= 2_000 && exact.size > 8_000);
    assert.ok(bounded.error > 0);
    for (const [word, { count: whole }] of exact) {
      const known = bounded.get(word)?.count ?? 0;
      assert.ok(known <= whole && whole <= known + bounded.error, `${word}: ${known} of ${whole}`);
    }
    assert.ok(Math.abs(bounded.types / exact.size - 1) < 0.05, `${bounded.types} of ${exact.size}`);
  });

  it('keep half of the words where all are equally rare, and of long words no more than there is room for', () => {
    const counts = new BoundedCounts({ words: 1_000, units: 10_000 });
    for (let i = 0; i < 1_001; i++) count(counts, `w${i}`);
    assert.ok(counts.size >= 400 && counts.has('w0') && counts.has('w1000'), `${counts.size}`);
    for (let i = 0; i < 100; i++) count(counts, `${i}`.padEnd(5_000, 'x'));
    const units = [...counts.keys()].reduce((sum, word) => sum + word.length, 0);
    assert.ok(units <= 20_000, `${units}`);
  });
});

describe('learning subwords', () => {
  it('sorts words the same way in whatever order they come', () => {
    const random = randomNumbers(5);
    const words = Array.from({ length: 100_000 }, (_, i) => [`${i}`, { count: random.below(50) }] as const);
    const sorted = finishTraining(sortedWords(new Map(words)));
    const reversed = finishTraining(sortedWords(new Map([...words].reverse())));
    assert.deepEqual(sorted, reversed);
    for (let i = 1; i < sorted.length; i++) {
      const [a, b] = [sorted[i - 1], sorted[i]];
      assert.ok(a.count > b.count || (a.count === b.count && a.word < b.word));
    }
  });

  it('gives control back often: no step looks at more than a part of the words', () => {
    const random = randomNumbers(11);
    const counts = new Map<string, { count: number }>();
    const letter = (): string => String.fromCharCode(97 + random.below(20));
    while (counts.size < 80_000) count(counts, Array.from({ length: 4 + random.below(6) }, letter).join(''));
    for (const training of [trainBpe(counts, options), trainUnigram(counts, options)]) {
      let steps = 0;
      let last = 0;
      for (let step = training.next(); !step.done; step = training.next()) {
        assert.ok(step.value >= 0 && step.value <= 1);
        last = step.value;
        steps++;
      }
      assert.ok(steps > 10, `${steps}`);
      assert.ok(last > 0.5, `${last}`);
    }
  });

  const letters = 'abcdefghij';
  const random = randomNumbers(13);
  const hostile: [string, (length: number) => string][] = [
    ['one letter', (length) => 'a'.repeat(length)],
    ['alternating letters', (length) => 'ab'.repeat(length / 2)],
    ['one emoji', (length) => '😀'.repeat(length / 2)],
    ['any letters', (length) => Array.from({ length }, () => letters[random.below(10)]).join('')],
  ];
  for (const [name, wordOf] of hostile)
    for (const [type, learn] of [
      ['bpe', (word: string) => finishTraining(trainBpe(new Map([[word, { count: 3 }]]), options)).tokens],
      ['byte-bpe', (word: string) => finishTraining(trainBpe(new Map([[word, { count: 3 }]]), { ...options, byteLevel: true })).tokens], // prettier-ignore
      ['unigram', (word: string) => finishTraining(trainUnigram(new Map([[word, { count: 3 }]]), options)).pieces],
    ] as const)
      it(`learns ${type} from one word of ${name}`, () => {
        const tokens = learn(wordOf(30_000));
        assert.ok(tokens.length > 1 && tokens.length <= 300);
      });
});

describe('order in steps', () => {
  const number = fc.oneof(
    fc.integer({ min: -3, max: 3 }),
    fc.double({ noNaN: true }),
    fc.constantFrom(Infinity, -Infinity),
  );

  it('selects the value that sorting would put there', () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 60 }), fc.nat(59), (values, at) => {
        const rank = at % values.length;
        const sorted = Float64Array.from(values).sort().reverse();
        const found = finishTraining(selectLargest(Float64Array.from(values), rank, 0));
        assert.ok(found === sorted[rank], `${found} is not ${sorted[rank]}`);
      }),
    );
  });

  it('sorts as sorting at once does, in many steps', () => {
    const random = randomNumbers(17);
    const all = Array.from({ length: 150_000 }, (_, place) => ({ key: random.below(1_000), place }));
    const byKey = (a: { key: number }, b: { key: number }): number => a.key - b.key;
    let steps = 0;
    const sorting = sortInSteps(all, byKey, 0.5);
    let step = sorting.next();
    for (; !step.done; step = sorting.next()) steps++;
    assert.ok(steps > 8, `${steps}`);
    assert.deepEqual(step.value, all.slice().sort(byKey));
  });
});
