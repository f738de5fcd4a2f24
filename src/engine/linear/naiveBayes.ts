// Multinomial naive Bayes (McCallum and Nigam 1998), as scikit-learn's MultinomialNB.

import type { SparseRows } from '../text/vectorizers/sparseRows';
import type { Fit } from './linearModel';

export interface NaiveBayesOptions {
  classes: number;
  /** Added to every count (Lidstone; 1: Laplace). */
  alpha: number;
}

/**
 * `w[k, j] = ln((N[k, j] + alpha) / (N[k] + alpha features))` with `N[k, j]` the sum of feature j over the texts of class
 * k; the intercept is the logarithm of the class's share of texts.
 */
export function* fitNaiveBayes(x: SparseRows, y: Int32Array, { classes, alpha }: NaiveBayesOptions): Fit {
  yield { fraction: 0 };
  const { rows, columns, starts, indices, values } = x;
  const coefficients = new Float64Array(classes * columns).fill(alpha);
  const texts = new Float64Array(classes);
  for (let row = 0; row < rows; row++) {
    const offset = y[row] * columns;
    texts[y[row]]++;
    for (let at = starts[row]; at < starts[row + 1]; at++) coefficients[offset + indices[at]] += values[at];
  }
  for (let k = 0; k < classes; k++) {
    const row = coefficients.subarray(k * columns, (k + 1) * columns);
    const logTotal = Math.log(row.reduce((sum, value) => sum + value, 0));
    for (let j = 0; j < columns; j++) row[j] = Math.log(row[j]) - logTotal;
  }
  return { classes, features: columns, coefficients, intercept: texts.map((count) => Math.log(count / rows)) };
}
