// Made-up learning curves, and a search of sweeps run on them by one worker.

import assert from 'node:assert/strict';
import type { KnownTrial, Searcher } from '../../../src/engine/sweep/searcher';
import type { SearchSpace, TrialValues } from '../../../src/engine/sweep/space';

/** Of a whole training. */
export const EPOCHS_OF_CURVES = 27;

export const CURVES_SPACE: SearchSpace = [
  { key: 'rate', from: 1e-4, to: 1, scale: 'log', integer: false, points: 5 },
  { key: 'width', from: 8, to: 256, scale: 'log', integer: true, points: 5 },
];

/** Curves fall to a level of their own, at a pace of their own: early figures tell something of late ones, and not all. */
export function lossOf({ rate, width }: TrialValues, epochs: number): number {
  const off = Math.log10(Number(rate)) + 2;
  const level = 0.2 * off ** 2 + 5 / Number(width);
  return level + 2 * Math.exp(-epochs * (0.15 + 0.1 / (1 + off ** 2)));
}

/** Trains with one worker; what of each trial was trained for how long, and all epochs together. */
export function halved(search: Searcher): { trials: KnownTrial[]; spent: number } {
  let trials: KnownTrial[] = [];
  let spent = 0;
  for (;;) {
    const next = search(trials);
    if (next.kind === 'done' || next.kind === 'wait') {
      assert.equal(next.kind, 'done', 'one worker waits for nobody');
      return { trials, spent };
    }
    const before = next.kind === 'more' ? trials[next.trial - 1] : undefined;
    const values = next.kind === 'new' ? next.values : trials[next.trial - 1].values;
    spent += next.epochs - (before?.epochs ?? 0);
    const result = { epochs: next.epochs, score: lossOf(values, next.epochs) };
    const trial = {
      trial: before?.trial ?? trials.length + 1,
      values,
      epochs: next.epochs,
      isOver: next.epochs === EPOCHS_OF_CURVES,
    };
    const known: KnownTrial = { ...trial, results: [...(before?.results ?? []), result] };
    trials = before ? trials.map((each) => (each === before ? known : each)) : [...trials, known];
  }
}
