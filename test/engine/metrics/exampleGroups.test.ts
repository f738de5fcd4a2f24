// Groups of judged examples: which there are, how good the run is on each, and what is more than chance.

import assert from 'node:assert/strict';
import { createRandom } from '../../../src/engine/data/random';
import { measureGroups } from '../../../src/engine/metrics/exampleGroups';
import { finishTraining } from '../../../src/engine/text/trainers/training';
import { normalTail } from '../../../src/engine/statistics/distributions';
import { wilsonInterval } from '../../../src/engine/statistics/intervals';
import { logGamma } from '../../../src/protocol/logGamma';
import { meanFigure, type AdditiveFigure, type JudgedPart } from '../../../src/engine/metrics/judgedPart';
import type { ExampleGroup } from '../../../src/protocol/examples';
import { conditionWords } from '../../../src/protocol/conditionWords';

interface Example {
  right: boolean;
  tokens?: number;
  unknown?: number;
  label?: string;
  columns?: Record<string, string>;
}

function partOf(examples: readonly Example[], figure?: AdditiveFigure): JudgedPart {
  const mean = meanFigure(examples.length, (i) => Number(examples[i].right));
  const counts = (of: (example: Example) => number): Int32Array => Int32Array.from(examples, of);
  return {
    examples: examples.map(({ label = 'a', columns }, i) => ({
      ...{ input: `text ${i}`, reference: label, output: label, line: i + 1, columns },
    })),
    judging: { ignoresCase: false, seed: 1 },
    report: () => assert.fail('no report is wanted'),
    figures: () => ({ accuracy: mean, ...(figure ? { f1: figure } : {}) }),
    exampleMetric: 'accuracy',
    scoreOf: (i) => Number(examples[i].right),
    groupMetric: figure ? 'f1' : 'accuracy',
    outcomeOf: (i) => ({ isRight: examples[i].right, loss: examples[i].right ? 0.5 : 2 }),
    tokens: { tokens: counts(({ tokens = 5 }) => tokens), unknown: counts(({ unknown = 0 }) => unknown) },
    labelsOf: (i) => [examples[i].label ?? 'a'],
  };
}

const measured = (part: JudgedPart) =>
  finishTraining(measureGroups(part, () => createRandom({ seed: 1, stream: 'groups' }).integer));

const words = ({ condition }: ExampleGroup): string => {
  const { text, values = [] } = conditionWords(condition);
  return text.replace(/\{(\d)\}/g, (_, i: string) => values[Number(i)]);
};

const many = (count: number, of: (i: number) => Example): Example[] => Array.from({ length: count }, (_, i) => of(i));

describe('groups of judged examples', () => {
  it('are quarters of the lengths, shares of unknown tokens, labels and values of columns', () => {
    const examples = many(200, (i) => ({
      ...{ right: i % 3 > 0, tokens: 1 + (i % 20), unknown: i % 2, label: i % 2 ? 'x' : 'y' },
      columns: { genre: i < 60 ? 'news' : 'talk', id: String(i) },
    }));
    const names = measured(partOf(examples)).groups.map(words).sort();
    assert.deepEqual(
      names.filter((name) => !/unknown/i.test(name)),
      ['12 to 16 tokens', '17 tokens or more', '7 to 11 tokens', 'Label: x', 'Label: y', 'Up to 6 tokens', 'genre: news', 'genre: talk'], // prettier-ignore
    );
    assert.ok(names.includes('No unknown token'), names.join());
  });

  it('leave out those of fewer than 20 examples, and those that leave fewer; how many were too small is told', () => {
    const examples = many(100, (i) => ({ right: true, label: i < 19 ? 'few' : i < 39 ? 'enough' : 'most' }));
    const { groups, small } = measured(partOf(examples));
    assert.deepEqual(groups.map(words).sort(), ['Label: enough', 'Label: most']);
    assert.equal(small, 1);
    const nearlyAll = measured(partOf(many(100, (i) => ({ right: true, label: i < 85 ? 'nearly all' : 'few' }))));
    assert.deepEqual(nearlyAll.groups, []);
  });

  it('are told with the share of right answers, its interval, that of the rest, and the mean loss', () => {
    const examples = many(100, (i) => ({ right: i < 30 ? i < 15 : i < 93, label: i < 30 ? 'hard' : 'easy' }));
    const [hard, easy] = measured(partOf(examples)).groups;
    assert.deepEqual([words(hard), hard.count, hard.value, hard.rest, hard.loss], ['Label: hard', 30, 0.5, 0.9, 1.25]);
    assert.deepEqual(
      [hard.low, hard.high].map((value) => value.toFixed(4)),
      ['0.3315', '0.6685'],
    ); // statsmodels, method "wilson"
    assert.ok(hard.p < easy.p && easy.p > 0.99);
  });

  it("have the p of Fisher's exact test, one-sided: Fisher's own tea, four times as large", () => {
    // 2 × 2: right and wrong of a group of 24 (8 right) beside 24 others (20 right). By hand: Σ C(28, k)·C(20, 24 − k) / C(48, 24), k ≤ 8.
    const examples = many(48, (i) => ({ right: i < 24 ? i < 8 : i < 44, label: i < 24 ? 'a' : 'b' }));
    const [first] = measured(partOf(examples)).groups;
    const choose = (n: number, k: number): number => {
      let value = 1;
      for (let i = 1; i <= k; i++) value = (value * (n - k + i)) / i;
      return value;
    };
    let expected = 0;
    for (let k = 4; k <= 8; k++) expected += (choose(28, k) * choose(20, 24 - k)) / choose(48, 24);
    assert.equal(words(first), 'Label: a');
    assert.ok(Math.abs(first.p - expected) < 1e-12, `${first.p}, not ${expected}`);
    // Two groups were measured, and the other is no worse than chance.
    assert.ok(Math.abs(first.adjusted - 2 * expected) < 1e-12);
  });

  it('of which chance alone makes one look bad are not called bad', () => {
    const random = createRandom({ seed: 7, stream: 'test' });
    let called = 0;
    for (let trial = 0; trial < 40; trial++) {
      const examples = many(600, () => ({ right: random.uniform() < 0.8, label: `l${random.integer(12)}` }));
      const { groups } = measured(partOf(examples));
      assert.equal(groups.length, 12);
      if (groups.some(({ adjusted }) => adjusted < 0.05)) called++;
    }
    assert.ok(called <= 6, `in ${called} of 40 trials a group of noise was called bad; of 5 % expected 2`);
  });

  it('of figures that are no shares are compared by the influence of each example', () => {
    // F1 of entities: those of the label "bad" find half of theirs.
    const examples = many(200, (i) => ({ right: true, label: i < 60 ? 'bad' : 'good' }));
    const counts = examples.map(({ label }, i) => Float64Array.of(label === 'bad' && i % 2 ? 0 : 1, 1, 1));
    const f1: AdditiveFigure = { counts, of: ([right, actual, found]) => (2 * right) / (actual + found) };
    const { groups, interval } = measured(partOf(examples, f1));
    const [bad, good] = groups;
    assert.equal(interval, 'bootstrap');
    assert.deepEqual([words(bad), bad.value, bad.rest], ['Label: bad', 0.5, 1]);
    assert.ok(bad.low > 0.35 && bad.low < 0.5 && bad.high > 0.5 && bad.high < 0.65);
    assert.ok(bad.adjusted < 1e-6 && good.p > 0.99, `${bad.adjusted}, ${good.p}`);
  });
});

describe('tails and intervals', () => {
  it('are those of tables', () => {
    assert.ok(Math.abs(normalTail(-1.959963985) - 0.025) < 2e-7);
    assert.ok(Math.abs(normalTail(1.281551566) - 0.9) < 2e-7);
    assert.ok(Math.abs(logGamma(0.5) - Math.log(Math.sqrt(Math.PI))) < 1e-13);
    let factorial = 0;
    for (let n = 2; n <= 170; n++) factorial += Math.log(n);
    assert.ok(Math.abs(logGamma(171) - factorial) < 1e-10);
    assert.deepEqual(wilsonInterval(0, 20).low, 0);
    assert.equal(wilsonInterval(0, 20).high.toFixed(4), '0.1611');
  });
});
