// Figures of runs that differ in their seed, beside those of others: is the difference of the means more than the scatter of seeds?

import { logGamma } from '../../protocol/logGamma';
import { studentQuantile, studentTwoSided } from '../../protocol/studentT';

export interface Welch {
  /** The mean of the other values minus that of the first, with its 95 % interval. */
  difference: number;
  low: number;
  high: number;
  t: number;
  /** Degrees of freedom (Satterthwaite 1946). */
  freedom: number;
  p: number;
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;

function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (values.length - 1);
}

/** Welch's t (1947), two-sided. @param first at least two values, as `other` */
export function welch(first: readonly number[], other: readonly number[]): Welch {
  const difference = meanOf(other) - meanOf(first);
  const [one, two] = [varianceOf(first) / first.length, varianceOf(other) / other.length];
  const squared = one + two;
  if (squared === 0) {
    const p = difference === 0 ? 1 : 0;
    return { difference, low: difference, high: difference, t: difference === 0 ? 0 : Infinity, freedom: Infinity, p };
  }
  const freedom = squared ** 2 / (one ** 2 / (first.length - 1) + two ** 2 / (other.length - 1));
  const error = Math.sqrt(squared);
  const half = studentQuantile(0.975, freedom) * error;
  const t = difference / error;
  return { difference, low: difference - half, high: difference + half, t, freedom, p: studentTwoSided(t, freedom) };
}

/** The difference of means in standard deviations: Cohen's d by the pooled variance, for few values (Hedges 1981) made smaller. */
export function hedgesG(first: readonly number[], other: readonly number[]): { d: number; g: number } {
  const freedom = first.length + other.length - 2;
  const pooled = ((first.length - 1) * varianceOf(first) + (other.length - 1) * varianceOf(other)) / freedom;
  const d = (meanOf(other) - meanOf(first)) / Math.sqrt(pooled);
  const factor = Math.exp(logGamma(freedom / 2) - logGamma((freedom - 1) / 2)) / Math.sqrt(freedom / 2);
  return { d, g: freedom > 1 ? d * factor : d };
}

const MOST_EXACT = 20_000;

export interface Permutation {
  p: number;
  /** All ways to share the values out were looked at; else drawn ones. */
  isExact: boolean;
}

/**
 * How probable means at least as far apart would be if it were chance which values are whose (Fisher 1935). All ways are looked at where they
 * are at most 20,000, else 9,999 are drawn. @param integer a whole number from 0 to `limit` − 1
 */
export function permutation(
  first: readonly number[],
  other: readonly number[],
  integer: (limit: number) => number,
): Permutation {
  const values = [...first, ...other];
  const total = values.reduce((sum, each) => sum + each, 0);
  const apart = (sum: number): number => Math.abs((total - sum) / other.length - sum / first.length);
  const sumOf = (chosen: readonly number[]): number => chosen.reduce((sum, at) => sum + values[at], 0);
  const observed = apart(first.reduce((sum, each) => sum + each, 0)) * (1 - 1e-12); // sums in another order differ in last digits
  const logWays = logGamma(values.length + 1) - logGamma(first.length + 1) - logGamma(values.length - first.length + 1);
  if (logWays <= Math.log(MOST_EXACT)) {
    let [asFar, ways] = [0, 0];
    for (const chosen of choices(values.length, first.length)) {
      ways++;
      if (apart(sumOf(chosen)) >= observed) asFar++;
    }
    return { p: asFar / ways, isExact: true };
  }
  const draws = 9_999;
  const order = [...values.keys()];
  let asFar = 0;
  for (let draw = 0; draw < draws; draw++) {
    for (let i = 0; i < first.length; i++) {
      const at = i + integer(order.length - i);
      [order[i], order[at]] = [order[at], order[i]];
    }
    if (apart(sumOf(order.slice(0, first.length))) >= observed) asFar++;
  }
  return { p: (asFar + 1) / (draws + 1), isExact: false };
}

/** All ways to choose so many of the numbers from 0 to `of` − 1. The list that is given is changed by the next step. */
function* choices(of: number, count: number): Generator<readonly number[]> {
  const chosen = Array.from({ length: count }, (_, i) => i);
  for (;;) {
    yield chosen;
    let at = count - 1;
    while (at >= 0 && chosen[at] === of - count + at) at--;
    if (at < 0) return;
    chosen[at]++;
    for (let i = at + 1; i < count; i++) chosen[i] = chosen[i - 1] + 1;
  }
}
