// What searches find, and how soon, beside Optuna's default sampler on the same functions.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { gridOf } from '../../../src/engine/sweep/grid/grid';
import { createSearcher, type Search } from '../../../src/engine/sweep/searches';
import type { SearchSpace } from '../../../src/engine/sweep/space';
import { mean, searched, STANDARD } from './functions';

interface Golden {
  most: number;
  functions: Record<keyof typeof STANDARD, { goal: number; mean: number; standardError: number }>;
}

const golden = JSON.parse(fs.readFileSync('test/golden/optuna.json', 'utf8')) as Golden;
const by = (search: Search) => (options: Parameters<typeof createSearcher>[1]) => createSearcher(search, options);
const tpe = by({ type: 'tpe', startup: 10 });
const SEEDS = Array.from({ length: 20 }, (_, seed) => seed);

describe('the tree-structured Parzen estimator', () => {
  for (const [name, { goal, mean: theirs, standardError }] of Object.entries(golden.functions))
    it(`finds the optimum of ${name} within the evaluations that Optuna needs`, () => {
      const standard = STANDARD[name as keyof typeof STANDARD];
      const needed = SEEDS.map((seed) => searched(tpe, standard, { seed, most: golden.most, goal }).length);
      const random = SEEDS.map(
        (seed) => searched(by({ type: 'random' }), standard, { seed, most: golden.most, goal }).length,
      );
      const told = `${mean(needed)} of ours, ${theirs} (± ${standardError}) of Optuna, ${mean(random)} at random`;
      assert.ok(mean(needed) <= theirs, told);
      assert.ok(mean(needed) < 0.8 * mean(random), told);
    });

  it('says the same again of the same trials, and something else with another seed', () => {
    const [one, same, other] = [3, 3, 4].map((seed) => searched(tpe, STANDARD.mixed, { seed, most: 15 }));
    assert.deepEqual(one, same);
    assert.notDeepEqual(
      one.map(({ values }) => values),
      other.map(({ values }) => values),
    );
    const search = tpe({ space: STANDARD.mixed.space, seed: 3, trials: 15, epochs: 1 });
    assert.deepEqual(search(one.slice(0, 12)), { kind: 'new', values: one[12].values, epochs: 1 });
  });

  it('keeps to ranges, whole numbers and conditions', () => {
    for (const { values } of searched(tpe, STANDARD.mixed, { seed: 1, most: 60 })) {
      assert.ok(Number(values.rate) >= 1e-5 && Number(values.rate) <= 1);
      assert.ok(Number.isInteger(values.layers) && Number(values.layers) >= 1 && Number(values.layers) <= 8);
      assert.equal('momentum' in values, values.kind === 'momentum');
    }
  });

  it('takes a trial that failed for the worst', () => {
    const space: SearchSpace = [{ key: 'x', values: ['breaks', 'works'] }];
    const standard = {
      space,
      value: ({ x }: Record<string, unknown>) => (x === 'breaks' ? Number.POSITIVE_INFINITY : 1),
    };
    const late = searched(tpe, standard, { seed: 2, most: 40 }).slice(20);
    assert.ok(late.filter(({ values }) => values.x === 'works').length > 14);
  });
});

describe('a grid', () => {
  const space: SearchSpace = [
    { key: 'model', values: ['a', 'b'] },
    { key: 'layers', from: 1, to: 3, scale: 'linear', integer: true, points: 5, when: { model: ['b'] } },
    { key: 'rate', from: 0.01, to: 1, scale: 'log', integer: false, points: 3 },
  ];

  it('has every value with every other, whole numbers once, and conditions kept', () => {
    const all = [...gridOf(space)].map((values) =>
      Object.values(values).map((value) => (typeof value === 'number' ? Number(value.toFixed(3)) : value)),
    );
    assert.deepEqual(all.slice(0, 4), [
      ['a', 0.01],
      ['a', 0.1],
      ['a', 1],
      ['b', 1, 0.01],
    ]);
    assert.equal(all.length, 3 + 3 * 3);
  });

  it('is tried in order, as far as the budget goes', () => {
    const standard = { space, value: () => 0 };
    const grid = by({ type: 'grid' });
    assert.equal(searched(grid, standard, { seed: 1, most: Number.POSITIVE_INFINITY }).length, 12);
    assert.deepEqual(
      searched(grid, standard, { seed: 1, most: 2 }).map(({ values }) => values.model),
      ['a', 'a'],
    );
  });
});

describe('a random search', () => {
  it('draws each value as often as any other, on its scale', () => {
    const trials = searched(by({ type: 'random' }), STANDARD.mixed, { seed: 5, most: 600 });
    const share = (fits: (values: (typeof trials)[number]['values']) => boolean): number =>
      trials.filter(({ values }) => fits(values)).length / trials.length;
    assert.ok(Math.abs(share(({ rate }) => Number(rate) < 1e-3) - 2 / 5) < 0.06);
    assert.ok(Math.abs(share(({ layers }) => layers === 1) - 1 / 8) < 0.04);
    assert.ok(Math.abs(share(({ kind }) => kind === 'adam') - 1 / 3) < 0.06);
  });
});
