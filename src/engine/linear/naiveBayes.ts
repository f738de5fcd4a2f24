// Multinomial naive Bayes (McCallum and Nigam 1998), as scikit-learn's MultinomialNB.

import type { SparseRows } from '../text/vectorizers/sparseRows';
import type { Fit, LinearModel } from './linearModel';

export interface NaiveBayesOptions {
  classes: number;
  /** Added to every count (Lidstone; 1: Laplace). */
  alpha: number;
}

const KEPT_LOGARITHMS = 256;

/**
 * `w[k, j] = ln((N[k, j] + alpha) / (N[k] + alpha features))` with `N[k, j]` the sum of feature j over the texts of class
 * k; the intercept is the logarithm of the class's share of texts.
 */
export function* fitNaiveBayes(x: SparseRows, y: Int32Array, options: NaiveBayesOptions): Fit {
  yield { fraction: 0 };
  return naiveBayes(x, y, options);
}

function naiveBayes(x: SparseRows, y: Int32Array, { classes, alpha }: NaiveBayesOptions): LinearModel {
  const { rows, columns, starts, indices, values } = x;
  const coefficients = new Float64Array(classes * columns).fill(alpha);
  const texts = new Float64Array(classes);
  for (let row = 0; row < rows; row++) {
    const offset = y[row] * columns;
    texts[y[row]]++;
    for (let at = starts[row], end = starts[row + 1]; at < end; at++) coefficients[offset + indices[at]] += values[at];
  }
  // Most sums are small whole numbers above `alpha`, whose logarithms are taken once.
  const sums = Float64Array.from({ length: KEPT_LOGARITHMS }, (_, count) => count + alpha);
  const logarithms = sums.map((sum) => Math.log(sum));
  for (let k = 0; k < classes; k++) {
    const [first, end] = [k * columns, (k + 1) * columns];
    let total = 0;
    for (let at = first; at < end; at++) total += coefficients[at];
    const logTotal = Math.log(total);
    for (let at = first; at < end; at++) {
      const sum = coefficients[at];
      const count = (sum - alpha) & (KEPT_LOGARITHMS - 1);
      coefficients[at] = (sums[count] === sum ? logarithms[count] : Math.log(sum)) - logTotal;
    }
  }
  return { classes, features: columns, coefficients, intercept: texts.map((count) => Math.log(count / rows)) };
}
