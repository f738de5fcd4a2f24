// NB-SVM: a support vector machine over features scaled by their naive Bayes log-count ratios. Wang and Manning, Baselines
// and Bigrams: Simple, Good Sentiment and Topic Classification (2012).

import type { SparseRows } from '../text/vectorizers/sparseRows';
import type { Fit } from './linearModel';
import { fitBinarySvm, fitEachClass, signsOf, type SvmOptions } from './linearSvm';

export interface NbSvmOptions extends SvmOptions {
  classes: number;
  /** Added to the counts of the ratios. */
  alpha: number;
  /** 1: the support vector machine alone; towards 0 the more all its weights are their mean. The paper's beta. */
  interpolation: number;
}

/**
 * `r * ((1 - beta) m + beta w)` with r the log-count ratios, w the weights of the support vector machine and m their mean
 * size; one output for each class against the rest. The intercept goes between the same two, `m ln(N+ / N-)` of naive Bayes
 * and b of the machine: left whole, b would outweigh the features it belongs to, of which only beta is taken.
 */
export function* fitNbSvm(x: SparseRows, y: Int32Array, options: NbSvmOptions): Fit {
  const { alpha, interpolation } = options;
  return yield* fitEachClass(x, options, function* (descent, positive, binary) {
    const signs = signsOf(y, positive);
    const ratios = logCountRatios(x, signs, alpha);
    const { weights, bias } = yield* fitBinarySvm(descent, { signs, scale: ratios }, binary);
    const mean = weights.reduce((sum, weight) => sum + Math.abs(weight), 0) / weights.length;
    const mixed = weights.map((weight, j) => ratios[j] * ((1 - interpolation) * mean + interpolation * weight));
    return { weights: mixed, bias: (1 - interpolation) * mean * priorRatio(signs) + interpolation * bias };
  });
}

/** `ln(N+ / N-)` of the numbers of texts; a class without any counts as one. */
function priorRatio(signs: Int8Array): number {
  const positive = signs.reduce((sum, sign) => sum + (sign > 0 ? 1 : 0), 0);
  return Math.log(Math.max(1, positive) / Math.max(1, signs.length - positive));
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
