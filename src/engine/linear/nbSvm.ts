// NB-SVM: a support vector machine over features scaled by their naive Bayes log-count ratios. Wang and Manning, Baselines
// and Bigrams: Simple, Good Sentiment and Topic Classification (2012).

import type { SparseRows } from '../text/vectorizers/sparseRows';
import { positiveClasses, type Fit } from './linearModel';
import { fitBinarySvm, signsOf, type SvmOptions } from './linearSvm';

export interface NbSvmOptions extends SvmOptions {
  classes: number;
  /** Added to the counts of the ratios. */
  alpha: number;
  /** 1: the support vector machine alone; towards 0 the more all its weights are their mean. The paper's beta. */
  interpolation: number;
}

/** `w = r * ((1 - beta) mean|w| + beta w)` with r the log-count ratios; one output for each class against the rest. */
export function* fitNbSvm(x: SparseRows, y: Int32Array, options: NbSvmOptions): Fit {
  const { classes, alpha, interpolation } = options;
  const positives = positiveClasses(classes);
  const coefficients = new Float64Array(positives.length * x.columns);
  const intercept = new Float64Array(positives.length);
  for (const [output, positive] of positives.entries()) {
    yield { fraction: output / positives.length };
    const signs = signsOf(y, positive);
    const ratios = logCountRatios(x, signs, alpha);
    const scaled: SparseRows = { ...x, values: x.values.map((value, at) => value * ratios[x.indices[at]]) };
    const { weights, bias } = yield* fitBinarySvm(scaled, signs, options);
    const mean = weights.reduce((sum, weight) => sum + Math.abs(weight), 0) / weights.length;
    const mixed = weights.map((weight, j) => ratios[j] * ((1 - interpolation) * mean + interpolation * weight));
    coefficients.set(mixed, output * x.columns);
    intercept[output] = bias;
  }
  return { classes, features: x.columns, coefficients, intercept };
}

/** `ln((p / |p|) / (q / |q|))` with p and q the sums of each feature over the class and over the rest, plus alpha. */
function logCountRatios({ columns, rows, starts, indices, values }: SparseRows, signs: Int8Array, alpha: number) {
  const p = new Float64Array(columns).fill(alpha);
  const q = new Float64Array(columns).fill(alpha);
  for (let row = 0; row < rows; row++) {
    const sums = signs[row] > 0 ? p : q;
    for (let at = starts[row]; at < starts[row + 1]; at++) sums[indices[at]] += values[at];
  }
  const total = (sums: Float64Array): number => sums.reduce((sum, value) => sum + value, 0);
  const difference = Math.log(total(q)) - Math.log(total(p));
  return p.map((value, j) => Math.log(value) - Math.log(q[j]) + difference);
}
