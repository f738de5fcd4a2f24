// How many evaluations the searches of sweeps need beside Optuna's sampler, and what halving spends beside a search that trains all.

import fs from 'node:fs';
import { halving } from '../../src/engine/sweep/halving/halving';
import { createSearcher } from '../../src/engine/sweep/searches';
import { CURVES_SPACE, EPOCHS_OF_CURVES, halved, lossOf } from '../engine/sweep/curves';
import { mean, searched, STANDARD } from '../engine/sweep/functions';
import { tellFigure, tellSection } from './figures';

interface Golden {
  most: number;
  functions: Record<keyof typeof STANDARD, { goal: number; mean: number; standardError: number }>;
}

const SEEDS = Array.from({ length: 20 }, (_, seed) => seed);
const TRIALS = 81;

export function measureSearches(): void {
  tellSection('searches of sweeps, 20 seeds (Optuna: test/golden/optuna.json)');
  const golden = JSON.parse(fs.readFileSync('test/golden/optuna.json', 'utf8')) as Golden;
  for (const [name, { goal, mean: theirs, standardError }] of Object.entries(golden.functions)) {
    const needed = (search: Parameters<typeof createSearcher>[0]): number =>
      mean(SEEDS.map((seed) => searched((options) => createSearcher(search, options), STANDARD[name as keyof typeof STANDARD], { seed, most: golden.most, goal }).length)); // prettier-ignore
    const ours = needed({ type: 'tpe', startup: 10 });
    const random = needed({ type: 'random' });
    tellFigure({
      what: `evaluations until the optimum of ${name} is found within ${goal}`,
      seen: `${ours.toFixed(1)}, at random ${random.toFixed(1)}`,
      goal: `${theirs} (± ${standardError}) of Optuna`,
    });
  }
  const spent: number[] = [];
  let found = 0;
  for (const seed of SEEDS) {
    const search = halving.create(
      { space: CURVES_SPACE, seed, trials: TRIALS, epochs: EPOCHS_OF_CURVES },
      { factor: 3, first: 1, draw: 'random' },
    );
    const { trials, spent: epochs } = halved(search);
    spent.push(epochs / (TRIALS * EPOCHS_OF_CURVES));
    const best = Math.min(...trials.map(({ values }) => lossOf(values, EPOCHS_OF_CURVES)));
    const whole = trials.filter((trial) => trial.epochs === EPOCHS_OF_CURVES);
    found += Number(whole.some(({ values }) => lossOf(values, EPOCHS_OF_CURVES) === best));
  }
  tellFigure({
    what: `steps that halving spends of those of a whole search, most; same best found`,
    seen: `${(100 * Math.max(...spent)).toFixed(0)} %, ${found} of ${SEEDS.length} seeds`,
    goal: '50 %, all',
  });
}
