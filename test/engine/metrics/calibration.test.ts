// Calibration: bins, their error, and the temperature that undoes a known distortion.

import assert from 'node:assert/strict';
import {
  atTemperature,
  expectedCalibrationError,
  fitTemperature,
  reliabilityBins,
} from '../../../src/engine/metrics/calibration';
import { randomNumbers } from '../../faults/randomNumbers';

/** Texts of two classes with these shares of the second. */
function judged(shares: readonly number[], classes: readonly number[]) {
  const rows = shares.flatMap((share) => [Math.log(1 - share), Math.log(share)]);
  return { classes: Int32Array.from(classes), logProbabilities: Float32Array.from(rows), labels: ['no', 'yes'] };
}

const near = (actual: number, expected: number, within = 1e-6): void =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected}`);

describe('calibration', () => {
  it('puts texts into parts of the shares, and leaves out empty ones', () => {
    const bins = reliabilityBins(judged([0.99, 0.98, 0.97, 0.03, 0.61], [1, 1, 0, 0, 1]));
    assert.deepEqual(
      bins.map(({ count }) => count),
      [1, 4],
    );
    near(bins[0].from, 9 / 15);
    near(bins[1].confidence, (0.99 + 0.98 + 0.97 + 0.97) / 4);
    near(bins[1].accuracy, 3 / 4);
    near(expectedCalibrationError(bins), (1 / 5) * 0.39 + (4 / 5) * (0.9775 - 0.75));
  });

  it('has an error of 0 where the share is certain and right', () => {
    const bins = reliabilityBins(judged([1, 1], [1, 1]));
    assert.equal(bins.length, 1);
    near(expectedCalibrationError(bins), 0);
  });

  it('finds the temperature that shares were made too sure by, and the error falls', () => {
    const random = randomNumbers(7);
    const shares = Array.from({ length: 4000 }, () => 0.05 + 0.9 * random.next());
    const classes = shares.map((share) => Number(random.next() < share));
    const right = judged(shares, classes);
    const tooSure = { ...right, logProbabilities: atTemperature(right.logProbabilities, 2, 1 / 3) };
    const temperature = fitTemperature(tooSure);
    near(temperature, 3, 0.25);
    const undone = { ...tooSure, logProbabilities: atTemperature(tooSure.logProbabilities, 2, temperature) };
    const [before, after] = [tooSure, undone].map((part) => expectedCalibrationError(reliabilityBins(part)));
    assert.ok(before > 0.1 && after < 0.03, `${before} to ${after}`);
    near(fitTemperature(right), 1, 0.1);
  });

  it('keeps within its bounds where every answer is right', () => {
    const temperature = fitTemperature(judged([0.9, 0.2], [1, 0]));
    assert.ok(temperature >= 0.049 && temperature < 0.06, String(temperature));
  });

  it('keeps shares that are shares, and their order', () => {
    const rows = Float32Array.from([0.7, 0.2, 0.1], Math.log);
    const scaled = Array.from(atTemperature(rows, 3, 2), Math.exp);
    near(
      scaled.reduce((a, b) => a + b, 0),
      1,
    );
    near(scaled[0] / scaled[1], Math.sqrt(0.7 / 0.2));
  });
});
