// Functions to find the least value of, as test/golden/make_optuna.py has them, and a search run on one until its goal is reached.

import type { KnownTrial, Searcher, SearchOptions } from '../../../src/engine/sweep/searcher';
import type { SearchSpace, TrialValues } from '../../../src/engine/sweep/space';

export interface Standard {
  space: SearchSpace;
  value(values: TrialValues): number;
}

const range = (key: string, from: number, to: number) =>
  ({ key, from, to, scale: 'linear', integer: false, points: 5 }) as const;

const number = (values: TrialValues, key: string): number => Number(values[key]);

export const STANDARD: Record<'branin' | 'sphere' | 'mixed', Standard> = {
  branin: {
    space: [range('x', -5, 10), range('y', 0, 15)],
    value(values) {
      const [x, y] = [number(values, 'x'), number(values, 'y')];
      const a = y - (5.1 / (4 * Math.PI ** 2)) * x * x + (5 / Math.PI) * x - 6;
      return a * a + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
    },
  },
  sphere: {
    space: ['a', 'b', 'c'].map((key) => range(key, -5, 5)),
    value: (values) => ['a', 'b', 'c'].reduce((sum, key) => sum + (number(values, key) - 1) ** 2, 0),
  },
  mixed: {
    space: [
      { ...range('rate', 1e-5, 1), scale: 'log' },
      { ...range('layers', 1, 8), integer: true },
      { key: 'kind', values: ['sgd', 'momentum', 'adam'] },
      { ...range('momentum', 0, 1), when: { kind: ['momentum'] } },
    ],
    value(values) {
      const kinds: Record<string, number> = { sgd: 1, momentum: 0.5, adam: 0 };
      const kind = String(values.kind);
      const loss = (Math.log10(number(values, 'rate')) + 2.5) ** 2 + 0.25 * Math.abs(number(values, 'layers') - 3);
      return loss + kinds[kind] + (kind === 'momentum' ? (number(values, 'momentum') - 0.9) ** 2 : 0);
    },
  },
};

/** One trial after the other, until the search is done or one is good enough. */
export function searched(
  create: (options: SearchOptions) => Searcher,
  { space, value }: Standard,
  { seed, most, goal = Number.NEGATIVE_INFINITY }: { seed: number; most: number; goal?: number },
): KnownTrial[] {
  const search = create({ space, seed, trials: most, epochs: 1 });
  const trials: KnownTrial[] = [];
  for (;;) {
    const next = search(trials);
    if (next.kind !== 'new') return trials;
    const score = value(next.values);
    trials.push({
      trial: trials.length + 1,
      values: next.values,
      epochs: 1,
      results: [{ epochs: 1, score }],
      isOver: true,
    });
    if (score < goal) return trials;
  }
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
