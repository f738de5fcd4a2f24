// Figures of answers with several labels against scikit-learn, and the thresholds that are chosen for them.

import assert from 'node:assert/strict';
import {
  fitThresholds,
  givenLabels,
  severalFigures,
  type SeveralPart,
} from '../../../src/engine/metrics/severalLabels';
import { readGolden } from '../../golden/readGolden';
import { randomNumbers } from '../../faults/randomNumbers';

interface Case {
  name: string;
  targets: number[][];
  probabilities: number[][];
  thresholds: number[];
  given: number[][];
  accuracy: number;
  microF1: number;
  macroF1: number;
  hammingLoss: number;
  loss: number;
  precision: number[];
  recall: number[];
  f1: number[];
  support: number[];
}

const partOf = ({
  targets,
  probabilities,
  thresholds,
}: Pick<Case, 'targets' | 'probabilities' | 'thresholds'>): SeveralPart => ({
  targets: Float32Array.from(targets.flat()),
  logProbabilities: Float32Array.from(probabilities.flat(), Math.log),
  thresholds: Float32Array.from(thresholds),
  labels: thresholds.map((_, k) => `label${k}`),
  examples: targets.map((_, i) => ({ texts: [`text ${i}`] })),
  source: 'test',
});

const near = (actual: number, expected: number, what: string): void =>
  assert.ok(Math.abs(actual - expected) < 1e-6, `${what}: ${actual}, not ${expected}`);

describe('figures of several labels', () => {
  for (const golden of readGolden<Case>('severalLabels.json').cases)
    it(`are those of scikit-learn: ${golden.name}`, () => {
      const part = partOf(golden);
      assert.deepEqual([...givenLabels(part)], golden.given.flat());
      const figures = severalFigures(part);
      for (const name of ['accuracy', 'microF1', 'macroF1', 'hammingLoss', 'loss'] as const)
        near(figures[name], golden[name], name);
      figures.classes.forEach((found, k) => {
        for (const name of ['precision', 'recall', 'f1', 'support'] as const)
          near(found[name], golden[name][k], `${name} of label ${k}`);
      });
    });
});

describe('thresholds of labels', () => {
  const f1With = (part: SeveralPart, thresholds: Float32Array): number[] =>
    severalFigures({ ...part, thresholds }).classes.map(({ f1 }) => f1);

  it('give the greatest F1 that any threshold gives', () => {
    const random = randomNumbers(11);
    const targets = Array.from({ length: 60 }, () => [0, 1, 2].map((k) => Number(random.next() < 0.15 + 0.2 * k)));
    const probabilities = targets.map((row) =>
      row.map((target) => Math.round(20 * (0.2 + 0.2 * target + 0.5 * random.next())) / 20),
    );
    const part = partOf({ targets, probabilities, thresholds: [0.5, 0.5, 0.5] });
    const best = f1With(part, fitThresholds(part));
    for (let step = 0; step <= 200; step++) {
      const others = f1With(part, new Float32Array(3).fill(step / 200));
      others.forEach((other, k) =>
        assert.ok(best[k] >= other - 1e-9, `label ${k}: ${best[k]} below ${other} at ${step / 200}`),
      );
    }
  });

  it('stay at one half for a label that no text has', () => {
    const part = partOf({ targets: [[0], [0]], probabilities: [[0.2], [0.7]], thresholds: [0.5] });
    assert.deepEqual([...fitThresholds(part)], [0.5]);
  });
});
