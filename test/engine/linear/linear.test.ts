// Classical models against scikit-learn on the same vectors (test/golden/linear.json).

import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { kernelSources } from '../../../src/engine/linear/generated/kernels';
import { fitAtOnce, logProbabilitiesOf, margins, type LinearModel } from '../../../src/engine/linear/linearModel';
import { fitLinearSvm } from '../../../src/engine/linear/linearSvm';
import { fitLogisticRegression } from '../../../src/engine/linear/logisticRegression';
import { fitNaiveBayes } from '../../../src/engine/linear/naiveBayes';
import { fitNbSvm } from '../../../src/engine/linear/nbSvm';
import { binary } from '../../../src/engine/text/vectorizers/tfidf';
import { readGolden } from '../../golden/readGolden';
import { rowsOf, type GoldenRows } from '../text/vectorizers/goldenRows';

interface GoldenModel {
  coefficients: number[][];
  intercept: number[];
}

interface Case {
  classes: number;
  C: number;
  alpha: number;
  y: number[];
  counts: GoldenRows;
  tfidf: GoldenRows;
  bayes: GoldenModel & { logProbabilities: number[][] };
  svm: GoldenModel;
  logistic: GoldenModel & { logProbabilities: number[][] };
  nbSvm: GoldenModel;
}

/** The largest difference, as a share of the largest golden value. */
function difference(actual: ArrayLike<number>, golden: readonly number[]): number {
  assert.equal(actual.length, golden.length);
  const size = Math.max(...golden.map(Math.abs));
  return Math.max(...golden.map((value, i) => Math.abs(value - actual[i]))) / size;
}

function assertModel(model: LinearModel, golden: GoldenModel, tolerance: number): void {
  const values = [...model.coefficients, ...model.intercept];
  const off = difference(values, [...golden.coefficients.flat(), ...golden.intercept]);
  assert.ok(off <= tolerance, `off by ${off}`);
}

describe('classical models are those of scikit-learn', () => {
  for (const golden of readGolden<Case>('linear.json').cases) {
    const { classes, C, alpha } = golden;
    const y = Int32Array.from(golden.y);
    const counts = rowsOf(golden.counts);
    const weighted = rowsOf(golden.tfidf);
    describe(`${classes} classes, C ${C}, alpha ${alpha}`, () => {
      it('multinomial naive Bayes, exactly', () => {
        const model = fitAtOnce(fitNaiveBayes(counts, y, { classes, alpha }));
        assertModel(model, golden.bayes, 1e-12);
        const rows = margins(model, counts);
        golden.bayes.logProbabilities.forEach((expected, row) => {
          const actual = logProbabilitiesOf(rows.subarray(row * classes, (row + 1) * classes));
          expected.forEach((value, k) => assert.ok(Math.abs(value - actual[k]) <= 1e-11));
        });
      });
      it('the linear support vector machine', () =>
        assertModel(fitAtOnce(fitLinearSvm(weighted, y, { classes, C, tolerance: 1e-9 })), golden.svm, 1e-6));
      it('logistic regression', () => {
        const model = fitAtOnce(fitLogisticRegression(weighted, y, { classes, C, tolerance: 1e-9 }));
        assertModel(model, golden.logistic, 1e-5);
        const outputs = model.intercept.length;
        const rows = margins(model, weighted);
        golden.logistic.logProbabilities.forEach((expected, row) => {
          const actual = logProbabilitiesOf(rows.subarray(row * outputs, (row + 1) * outputs));
          expected.forEach((value, k) => assert.ok(Math.abs(value - actual[k]) <= 1e-5));
        });
      });
      it('NB-SVM', () => {
        const options = { classes, C, alpha, interpolation: 0.25, tolerance: 1e-9 };
        assertModel(fitAtOnce(fitNbSvm(binary(counts), y, options)), golden.nbSvm, 1e-6);
      });
    });
  }

  it('the kernel was compiled from the sources that are there', async () => {
    const script = (await import(pathToFileURL('scripts/makeKernels.mjs').href)) as {
      kernelSources(folder: string): string;
    };
    assert.equal(kernelSources, script.kernelSources('linear'), 'run node scripts/makeKernels.mjs');
  });

  it('the same texts give the same bits, and the order of classes only mirrors a binary model', () => {
    const { tfidf, y } = readGolden<Case>('linear.json').cases[0];
    const fit = (classes: number[]): LinearModel =>
      fitAtOnce(fitLinearSvm(rowsOf(tfidf), Int32Array.from(classes), { classes: 2, C: 1, tolerance: 1e-10 }));
    const [one, again, mirrored] = [fit(y), fit(y), fit(y.map((k) => 1 - k))];
    assert.deepEqual(one, again);
    one.coefficients.forEach((value, j) => assert.ok(Math.abs(value + mirrored.coefficients[j]) < 1e-8));
  });

  it('log probabilities of extreme margins are finite or far below', () => {
    assert.deepEqual([...logProbabilitiesOf(Float64Array.of(1000))], [-1000, -0]);
    const rows = logProbabilitiesOf(Float64Array.of(1000, 0, 1000));
    [-Math.LN2, -1000 - Math.LN2, -Math.LN2].forEach((value, k) => assert.ok(Math.abs(value - rows[k]) < 1e-12));
  });
});
