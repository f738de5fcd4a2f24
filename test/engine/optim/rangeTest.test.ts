// The learning-rate range test: its rates, its smoothing, and what losses suggest.

import assert from 'node:assert/strict';
import { hasDiverged, risingRate, suggestedRates, withLoss } from '../../../src/engine/optim/rangeTest';
import type { RatePoint } from '../../../src/protocol/rateRange';

function pointsOf(loss: (rate: number) => number, steps = 120): RatePoint[] {
  let points: RatePoint[] = [];
  for (let i = 0; i < steps; i++) {
    const rate = risingRate({ from: 1e-6, to: 1, steps }, i);
    points = withLoss(points, rate, loss(rate));
  }
  return points;
}

describe('a learning-rate range test', () => {
  it('rises from the first rate to the last, each so many times the one before', () => {
    const rates = [0, 1, 2, 3].map((i) => risingRate({ from: 0.001, to: 1, steps: 4 }, i));
    rates.forEach((rate, i) => assert.ok(Math.abs(rate / 10 ** (i - 3) - 1) < 1e-12, String(rates)));
  });

  it('smooths without drawing the first losses to 0', () => {
    const points = pointsOf(() => 2, 5);
    for (const { smoothed } of points) assert.ok(Math.abs(smoothed - 2) < 1e-12);
    const [, second] = withLoss(withLoss([], 0.1, 1), 0.2, 3);
    assert.ok(Math.abs(second.smoothed - (0.95 * 1 + 3) / 1.95) < 1e-12);
  });

  it('suggests where the smoothed loss falls the fastest, and a tenth of the rate of its minimum', () => {
    // Flat, a fall around 1e-3, the lowest at 1e-2, then up.
    const points = pointsOf((rate) => 2 - 1 / (1 + (1e-3 / rate) ** 2) + 40 * Math.max(0, rate - 0.03));
    const { steepest = 0, tenth = 0 } = suggestedRates(points);
    const lowest = points.reduce((a, b) => (b.smoothed < a.smoothed ? b : a));
    assert.equal(tenth, lowest.rate / 10);
    assert.ok(steepest > 8e-4 && steepest < 5e-3, String(steepest)); // smoothing comes some steps late
    assert.ok(steepest < lowest.rate);
  });

  it('suggests nothing where the loss never falls', () => {
    assert.deepEqual(suggestedRates(pointsOf((rate) => 1 + rate)), {});
    assert.deepEqual(suggestedRates([]), {});
  });

  it('has diverged once the smoothed loss is four times its least, after the first steps', () => {
    assert.equal(hasDiverged(pointsOf((rate) => (rate > 1e-5 ? 1e9 : 1), 9)), false);
    assert.equal(hasDiverged(pointsOf(() => 1)), false);
    assert.equal(hasDiverged(pointsOf((rate) => (rate > 0.5 ? 1e4 : 1))), true);
  });
});
