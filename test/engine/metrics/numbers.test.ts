// Figures of numbers and ridge regression against SciPy and scikit-learn.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { fitRidge, numbersOfRows } from '../../../src/engine/linear/ridgeRegression';
import { classificationReport } from '../../../src/engine/metrics/classificationReport';
import { matthews } from '../../../src/engine/metrics/confusion';
import { numberFigures, ranksOf, wholeFigure, type NumberMetric } from '../../../src/engine/metrics/numbers';
import { askedFigures } from '../../../src/engine/tasks/classification/askedFigures';
import { finishTraining } from '../../../src/engine/text/trainers/training';
import { sparseRowsBuilder } from '../../../src/engine/text/vectorizers/sparseRows';

interface Golden {
  labelled: { classes: number; actual: number[]; predicted: number[]; matthews: number; f1: number }[];
  cases: ({ name: string; right: number[]; given: number[] } & Record<NumberMetric, number>)[];
  ridge: {
    rows: number[][];
    numbers: number[];
    fits: { alpha: number; coefficients: number[]; intercept: number }[];
  };
}

const golden = JSON.parse(fs.readFileSync(path.join('test', 'golden', 'numberFigures.json'), 'utf8')) as Golden;

const assertNear = (actual: number, expected: number, what: string, limit = 1e-9): void =>
  assert.ok(
    Math.abs(actual - expected) <= limit * Math.max(1, Math.abs(expected)),
    `${what}: ${actual}, not ${expected}`,
  );

describe('figures of numbers', () => {
  for (const { name, right, given, ...expected } of golden.cases)
    it(`agree with SciPy and scikit-learn: ${name}`, () => {
      const figures = numberFigures({ right: Float64Array.from(right), given: Float64Array.from(given) });
      for (const [metric, figure] of Object.entries(figures))
        assertNear(wholeFigure(figure), expected[metric as NumberMetric], metric);
    });

  it('share the mean of their places where values are equal', () =>
    assert.deepEqual([...ranksOf(Float64Array.of(3, 1, 3, 2, 3))], [4, 1, 4, 2, 4]));

  it('are no correlation where nothing varies', () => {
    const { pearson, spearman } = numberFigures({ right: Float64Array.of(1, 2, 3), given: Float64Array.of(5, 5, 5) });
    assert.deepEqual([wholeFigure(pearson), wholeFigure(spearman)], [0, 0]);
  });
});

describe('figures of labels that are asked for', () => {
  for (const { classes, actual, predicted, ...expected } of golden.labelled)
    it(`agree with scikit-learn: ${classes} classes`, () => {
      const report = classificationReport({
        ...{ classes: Int32Array.from(actual), source: '', labels: Array.from({ length: classes }, String) },
        examples: actual.map((_, i) => ({ texts: [String(i)] })),
        logProbabilities: Float32Array.from(
          predicted.flatMap((index) => Array.from({ length: classes }, (_, k) => (k === index ? 0 : -9))),
        ),
      });
      assertNear(askedFigures(report, 'matthews').matthews ?? NaN, expected.matthews, 'Matthews');
      assertNear(askedFigures(report, 'f1').f1 ?? NaN, expected.f1, 'F1');
      assert.deepEqual([askedFigures(report, 'accuracy'), askedFigures(report, undefined)], [{}, {}]);
    });

  it('are no correlation where all answers are one label', () => assert.equal(matthews([[3, 0], [2, 0]]), 0)); // prettier-ignore
});

describe('ridge regression', () => {
  const { rows, numbers, fits } = golden.ridge;
  const builder = sparseRowsBuilder(rows.length);
  for (const row of rows) {
    for (const [column, value] of row.entries()) if (value !== 0) builder.add(column, value);
    builder.endRow();
  }
  const x = builder.finish(rows[0].length);
  for (const { alpha, coefficients, intercept } of fits)
    it(`agrees with scikit-learn: alpha ${alpha}`, () => {
      const model = finishTraining(fitRidge(x, Float64Array.from(numbers), alpha));
      coefficients.forEach((expected, k) => assertNear(model.coefficients[k], expected, `weight ${k}`, 1e-7));
      assertNear(model.intercept, intercept, 'the intercept', 1e-7);
      const [first] = numbersOfRows(model, x);
      assertNear(
        first,
        rows[0].reduce((sum, value, k) => sum + value * coefficients[k], intercept),
        'an answer',
        1e-6,
      );
    });
});
