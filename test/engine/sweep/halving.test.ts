// Successive halving on made-up learning curves: what it spends, what it finds, and that it never waits for a full round.

import assert from 'node:assert/strict';
import { halving, levelsOf } from '../../../src/engine/sweep/halving/halving';
import type { KnownTrial, Searcher } from '../../../src/engine/sweep/searcher';
import { CURVES_SPACE as space, EPOCHS_OF_CURVES as EPOCHS, halved, lossOf as loss } from './curves';

const whole: Searcher = halving.create(
  { space, seed: 0, trials: 0, epochs: 1 },
  { factor: 3, first: 1, draw: 'random' },
);

describe('successive halving', () => {
  const create = (seed: number, draw: 'random' | 'tpe' = 'random', trials = 81) =>
    halving.create({ space, seed, trials, epochs: EPOCHS }, { factor: 3, first: 1, draw });

  it('compares after a few epochs, then after so many times as many, up to all', () => {
    assert.deepEqual(levelsOf({ factor: 3, first: 1 }, 27), [1, 3, 9, 27]);
    assert.deepEqual(levelsOf({ factor: 4, first: 2 }, 20), [2, 8, 20]);
    assert.equal(whole([]).kind, 'done');
  });

  it('spends at most half of the steps of a whole search, and finds as good a trial', () => {
    for (let seed = 0; seed < 20; seed++) {
      const { trials, spent } = halved(create(seed));
      const best = Math.min(...trials.map(({ values }) => loss(values, EPOCHS)));
      const found = Math.min(
        ...trials.flatMap(({ results }) => results.filter(({ epochs }) => epochs === EPOCHS)).map(({ score }) => score),
      );
      assert.equal(trials.length, 81);
      assert.ok(spent <= 0.5 * 81 * EPOCHS, `seed ${seed}: ${spent} epochs`);
      assert.equal(found, best, `seed ${seed}`);
    }
  });

  it('trains the best of a few trials to the end all the same', () => {
    const { trials } = halved(create(1, 'tpe', 2));
    assert.deepEqual(trials.map(({ epochs }) => epochs === EPOCHS).sort(), [false, true]);
  });

  it('goes on with a trial as soon as it is among the best of those that came as far', () => {
    const search = create(1);
    const trial = (number: number, score?: number): KnownTrial => ({
      ...{ trial: number, values: {}, epochs: 1, isOver: score === Number.POSITIVE_INFINITY },
      results: score === undefined ? [] : [{ epochs: 1, score }],
    });
    assert.equal(search([trial(1, 3), trial(2)]).kind, 'new');
    assert.deepEqual(search([trial(1, 3), trial(2, 2), trial(3, 4), trial(4)]), { kind: 'more', trial: 2, epochs: 3 });
    const failed = [1, 2, 3].map((number) => trial(number, Number.POSITIVE_INFINITY));
    assert.equal(search(failed).kind, 'new', 'what has failed does not go on');
  });
});
