// How long a pattern may take: an engine that tries one way after the other takes, from each place of a text, up to 2^choices times
// its length^degree steps. Never too few; for many patterns too many.

import type { PatternPart } from './patternParts';

interface Cost {
  /** Of ways that are tried one after the other, the logarithm to base 2. */
  choices: number;
  /** Repetitions without a small bound, of which each place that they may end at is tried. */
  degree: number;
}

/** Fewer steps on one text are not worth stopping: tenths of a second. */
const FEW_STEPS = 1e8;
/** Fewer steps from each place take less than a second for a million of them. */
const FEW_STEPS_A_PLACE = 200;
/** A repetition up to so many is as good as one without bound. */
const MANY = 10;

export interface PatternBounds {
  /** UTF-16 units that a text must have for the pattern to take long on it alone. */
  watchedFrom: number;
  /** The same, to take long on many such texts. */
  measuredFrom: number;
}

/** Of a pattern with these alternatives. */
export function boundsOfParts(alternatives: readonly PatternPart[][]): PatternBounds {
  const costs = costsOf(alternatives);
  return {
    watchedFrom: Math.min(...costs.map((cost) => unitsFor(FEW_STEPS, { ...cost, degree: cost.degree + 1 }))),
    measuredFrom: Math.min(...costs.map((cost) => unitsFor(FEW_STEPS_A_PLACE, cost))),
  };
}

/** What each alternative may cost. */
export const costsOf = (alternatives: readonly PatternPart[][]): Cost[] =>
  alternatives.map((sequence) => costOf(sequence, false));

/** The length of a text at which a cost reaches so many steps. */
function unitsFor(steps: number, { choices, degree }: Cost): number {
  const ratio = steps / 2 ** choices;
  if (ratio <= 1) return 0;
  return degree === 0 ? Infinity : ratio ** (1 / degree);
}

/** `follows`: whether something behind may fail, so that other ways are tried. */
function costOf(sequence: readonly PatternPart[], follows: boolean): Cost {
  const cost: Cost = { choices: 0, degree: 0 };
  let fails = follows;
  for (const part of sequence.toReversed()) {
    const { choices, degree } = costOfPart(part, fails);
    cost.choices += choices;
    cost.degree += degree;
    fails ||= part.asserts || part.least > 0;
  }
  return cost;
}

function costOfPart({ alternatives = [], asserts, least, most }: PatternPart, follows: boolean): Cost {
  const inner = alternatives.map((sequence) => costOf(sequence, follows || asserts || most > 1));
  const isTried = follows && alternatives.length > 1;
  const once: Cost = {
    choices: Math.max(0, ...inner.map(({ choices }) => choices)) + (isTried ? Math.log2(alternatives.length) : 0),
    degree: Math.max(0, ...inner.map(({ degree }) => degree)),
  };
  const varies = follows && most > least;
  const isLong = varies && most >= MANY;
  return {
    choices: times(once.choices, most) + (varies && !isLong ? Math.log2(most - least + 1) : 0),
    degree: times(once.degree, most) + (isLong ? 1 : 0),
  };
}

const times = (value: number, most: number): number => (value === 0 ? 0 : value * most);
