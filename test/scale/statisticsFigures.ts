// How far tests, intervals, corrections and powers lie from those of scipy and statsmodels (test/golden/statistics.json).

import { incompleteBeta } from '../../src/protocol/incompleteBeta';
import { studentQuantile, studentTail, studentTwoSided } from '../../src/protocol/studentT';
import { binomialTail, normalTail } from '../../src/engine/statistics/distributions';
import { holm } from '../../src/engine/statistics/holm';
import { mcnemar } from '../../src/engine/statistics/mcnemar';
import { powerOfT, seedsNeeded } from '../../src/engine/statistics/power';
import { hedgesG, welch } from '../../src/engine/statistics/seeds';
import { readGolden } from '../golden/readGolden';
import { tellFigure, tellSection } from './figures';

type Numbers = Record<string, number>;

interface Golden {
  versions?: Record<string, string>;
  tails: Record<'normal' | 'student' | 'quantiles' | 'binomial' | 'beta', Numbers[]>;
  mcnemar: Numbers[];
  seeds: (Numbers & { first: number[]; other: number[] })[];
  holm: { ps: number[]; adjusted: number[] }[];
  power: Record<'groups' | 'needed', Numbers[]>;
}

/** Relative, and absolute about 0. */
const apart = (found: number, expected: number): number =>
  found === expected ? 0 : Math.abs(found - expected) / Math.max(Math.abs(expected), 1e-300);

export function measureStatistics(): void {
  tellSection('statistics: the greatest relative difference from scipy and statsmodels');
  const golden = readGolden('statistics.json') as unknown as Golden;
  const { tails } = golden;
  const tell = (what: string, pairs: readonly (readonly [found: number, expected: number])[], goal: string): void =>
    tellFigure({
      what: `${what}, ${pairs.length} values`,
      seen: Math.max(...pairs.map(([found, expected]) => apart(found, expected))).toExponential(1),
      goal,
    });
  tell('tails of normal, t, binomial; incomplete beta', [
    ...tails.normal.map(({ z, tail }) => [normalTail(z), tail] as const),
    ...tails.student.flatMap(({ t, freedom, tail, twoSided }) => [[studentTail(t, freedom), tail], [studentTwoSided(t, freedom), twoSided]] as const), // prettier-ignore
    ...tails.binomial.map(({ most, of, probability, tail }) => [binomialTail(most, of, probability), tail] as const),
    ...tails.beta.map(({ x, a, b, value }) => [incompleteBeta(x, a, b), value] as const),
  ], '1e-11'); // prettier-ignore
  tell('quantiles of t', tails.quantiles.map(({ probability, freedom, t }) => [studentQuantile(probability, freedom), t]), '1e-8'); // prettier-ignore
  const differing = golden.mcnemar.filter(({ firstOnly, otherOnly }) => firstOnly !== otherOnly);
  tell("McNemar's test, exact and corrected", differing.flatMap(({ firstOnly, otherOnly, exact, corrected }) => {
    const found = mcnemar(firstOnly, otherOnly);
    return [[found.exact, exact], [found.corrected, corrected]] as const;
  }), '1e-11'); // prettier-ignore
  tell("Welch's t, its p and interval, Cohen's d, Hedges' g", golden.seeds.flatMap(({ first, other, ...expected }) => {
    const found: Numbers = { ...welch(first, other), ...hedgesG(first, other) };
    return ['t', 'p', 'freedom', 'low', 'high', 'd', 'g'].map((key) => [found[key], (expected as Numbers)[key]] as const);
  }), '1e-8'); // prettier-ignore
  tell(
    'Holm',
    golden.holm.flatMap(({ ps, adjusted }) => holm(ps).map((p, i) => [p, adjusted[i]] as const)),
    '1e-11',
  );
  tell('power of the t test', golden.power.groups.map(({ effect, count, power }) => [powerOfT(effect, count), power]), '1e-6'); // prettier-ignore
  const needed = golden.power.needed.map(({ effect, needed: wanted }) => [seedsNeeded(effect) ?? NaN, wanted] as const);
  tellFigure({
    what: `how many seeds are needed, ${needed.length} effects`,
    seen: `${needed.filter(([found, wanted]) => found === wanted).length} alike`,
    goal: 'all',
  });
}
