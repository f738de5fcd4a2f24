// Tests, intervals, corrections and powers beside those of scipy and statsmodels.

import assert from 'node:assert/strict';
import { createRandom } from '../../../src/engine/data/random';
import { incompleteBeta } from '../../../src/protocol/incompleteBeta';
import { drawFigure, drawnDifference, meanDrawn } from '../../../src/engine/statistics/bootstrap';
import { binomialTail, normalQuantile, normalTail } from '../../../src/engine/statistics/distributions';
import { holm } from '../../../src/engine/statistics/holm';
import { meanInterval } from '../../../src/protocol/meanInterval';
import { studentQuantile, studentTail, studentTwoSided } from '../../../src/protocol/studentT';
import { mcnemar } from '../../../src/engine/statistics/mcnemar';
import { powerOfT, seedsNeeded, textsNeeded } from '../../../src/engine/statistics/power';
import { approximateRandomization } from '../../../src/engine/statistics/randomization';
import { hedgesG, permutation, welch } from '../../../src/engine/statistics/seeds';
import { readGolden } from '../../golden/readGolden';

interface Golden {
  tails: Record<'normal' | 'student' | 'quantiles' | 'binomial' | 'beta', Record<string, number>[]>;
  mcnemar: Record<'firstOnly' | 'otherOnly' | 'exact' | 'corrected' | 'statistic', number>[];
  seeds: (Record<'t' | 'p' | 'freedom' | 'low' | 'high' | 'permutation' | 'd' | 'g', number> & {
    first: number[];
    other: number[];
    isExact: boolean;
  })[];
  holm: { ps: number[]; adjusted: number[] }[];
  power: Record<'groups' | 'needed' | 'texts', Record<string, number>[]>;
  draws: Record<'draws' | 'difference' | 'p' | 'error' | 'low' | 'high', number> & {
    a: number[][];
    b: number[][];
    chosen: number[];
  };
  exchanged: { a: number[]; b: number[]; p: number };
}

const golden = readGolden('statistics.json') as unknown as Golden;
const seed = 11;
const integer = createRandom({ seed, stream: 'test' }).integer;

function close(actual: number, expected: number, what: string, relative = 1e-11): void {
  const apart = Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-300);
  assert.ok(apart <= relative || actual === expected, `${what}: ${actual}, not ${expected} (seed ${seed})`);
}

const rows = (values: readonly number[][]): Float64Array[] => values.map((row) => Float64Array.from(row));
const f1 = ([right, all]: Float64Array): number => (2 * right) / all;
const mean = ([sum, count]: Float64Array): number => sum / count;

describe('statistics', () => {
  it('have the tails of scipy, far out as well', () => {
    for (const { z, tail } of golden.tails.normal) close(normalTail(z), tail, `normal ${z}`);
    for (const { t, freedom, tail, twoSided } of golden.tails.student) {
      close(studentTail(t, freedom), tail, `t ${t} ${freedom}`);
      close(studentTwoSided(t, freedom), twoSided, `|t| ${t} ${freedom}`);
    }
    for (const { most, of, probability, tail } of golden.tails.binomial)
      close(binomialTail(most, of, probability), tail, `binomial ${most} of ${of}`);
    for (const { x, a, b, value } of golden.tails.beta) close(incompleteBeta(x, a, b), value, `beta ${x}`);
    assert.deepEqual([incompleteBeta(0, 1, 1), incompleteBeta(1, 1, 1), binomialTail(5, 5, 0.5)], [0, 1, 1]);
  });

  it('have its quantiles', () => {
    for (const { probability, freedom, t } of golden.tails.quantiles)
      close(studentQuantile(probability, freedom), t, `quantile ${probability} ${freedom}`, 1e-8); // scipy's are no nearer
    close(normalQuantile(0.975), 1.959963984540054, 'normal');
    const { y, low } = meanInterval(Array.from({ length: 40 }, (_, i) => i % 2));
    close(y - (low ?? 0), (studentQuantile(0.975, 39) * Math.sqrt(0.25 * (40 / 39))) / Math.sqrt(40), 'of 40 values');
  });

  it("have McNemar's test exactly and with its correction", () => {
    for (const { firstOnly, otherOnly, ...expected } of golden.mcnemar) {
      const found = mcnemar(firstOnly, otherOnly);
      for (const key of ['exact', 'corrected', 'statistic'] as const)
        if (firstOnly !== otherOnly) close(found[key], expected[key], `${key} ${firstOnly} ${otherOnly}`);
      assert.equal(mcnemar(otherOnly, firstOnly).exact, found.exact);
    }
    assert.deepEqual(mcnemar(0, 0), { exact: 1, corrected: 1, statistic: 0 });
    assert.deepEqual(mcnemar(7, 7), { exact: 1, corrected: 1, statistic: 0 }, 'no correction beyond the difference');
  });

  it('have the t of Welch, effects and permutations over seeds', () => {
    for (const { first, other, isExact, ...expected } of golden.seeds) {
      const found = { ...welch(first, other), ...hedgesG(first, other) };
      for (const key of ['t', 'p', 'freedom', 'low', 'high', 'd', 'g'] as const)
        close(found[key], expected[key], `${key} of ${first.length} and ${other.length}`, 1e-8);
      const permuted = permutation(first, other, integer);
      assert.equal(permuted.isExact, isExact);
      const error = isExact ? 1e-12 : 4 * Math.sqrt(expected.permutation / 9_999) + 1e-3;
      assert.ok(Math.abs(permuted.p - expected.permutation) <= error, `${permuted.p}, not ${expected.permutation}`);
    }
    assert.deepEqual([welch([1, 1], [1, 1]).p, welch([1, 1], [2, 2]).p], [1, 0], 'values without scatter');
  });

  it('correct many probabilities as statsmodels does', () => {
    for (const { ps, adjusted } of golden.holm) holm(ps).forEach((p, i) => close(p, adjusted[i], `holm ${i}`));
  });

  it('say how many seeds and texts are needed', () => {
    for (const { effect, count, power } of golden.power.groups)
      assert.ok(Math.abs(powerOfT(effect, count) - power) < 1e-6, `${effect} ${count}: ${powerOfT(effect, count)}`);
    for (const { effect, needed } of golden.power.needed) assert.equal(seedsNeeded(effect), needed, `${effect}`);
    for (const { needed, ...of } of golden.power.texts)
      assert.equal(textsNeeded(of as unknown as Parameters<typeof textsNeeded>[0]), Math.ceil(needed));
    assert.deepEqual([seedsNeeded(0), seedsNeeded(NaN), seedsNeeded(1e-5)], [undefined, undefined, undefined]);
    assert.equal(textsNeeded({ texts: 10, difference: 0, error: 0.1 }), undefined);
  });

  it('draw test sets as numpy does', () => {
    const { a, b, chosen, draws, ...expected } = golden.draws;
    const drawn = (counts: number[][]) => {
      let at = 0;
      return drawFigure(rows(counts), f1, { draws, integer: () => chosen[at++] });
    };
    const found = drawnDifference(drawn(a), drawn(b));
    for (const key of ['difference', 'p', 'error', 'low', 'high'] as const) close(found[key], expected[key], key);
    const both = meanDrawn([drawn(a), drawn(b)]);
    close(both.value, (f1(sum(a)) + f1(sum(b))) / 2, 'mean');
    assert.equal(drawnDifference(both, both).p, 1);
  });

  it('exchange outputs, and come near to all exchanges', () => {
    const { a, b, p } = golden.exchanged;
    const counts = (values: number[]) => rows(values.map((value) => [value, 1]));
    const found = approximateRandomization(counts(a), counts(b), mean, { draws: 20_000, integer });
    assert.ok(Math.abs(found - p) < 4 * Math.sqrt(p / 20_000) + 1e-4, `${found}, not ${p} (seed ${seed})`);
    assert.equal(approximateRandomization(counts(a), counts(a), mean, { integer }), 1);
  });
});

const sum = (values: readonly number[][]): Float64Array =>
  Float64Array.from(values[0], (_, column) => values.reduce((total, row) => total + row[column], 0));
