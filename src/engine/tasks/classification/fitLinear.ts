// The fit of each classical model.

import type { LinearClassifierOptions } from './linearSchemas';
import type { Fit, FitState } from '../../linear/linearModel';
import { fitLinearSvm } from '../../linear/linearSvm';
import { fitLogisticRegression } from '../../linear/logisticRegression';
import { fitNaiveBayes } from '../../linear/naiveBayes';
import { fitNbSvm } from '../../linear/nbSvm';
import type { SparseRows } from '../../text/vectorizers/sparseRows';

/** @param resume where an earlier fit of the same data stopped */
export function fitLinear(
  options: LinearClassifierOptions,
  x: SparseRows,
  y: Int32Array,
  classes: number,
  resume?: FitState,
): Fit {
  switch (options.type) {
    case 'naive-bayes':
      return fitNaiveBayes(x, y, { ...options, classes });
    case 'linear-svm':
      return fitLinearSvm(x, y, { ...options, classes, resume });
    case 'logistic-regression':
      return fitLogisticRegression(x, y, { ...options, classes, resume });
    case 'nb-svm':
      return fitNbSvm(x, y, { ...options, classes, resume });
  }
}

/** The rows of weights: with two classes one, but for naive Bayes. */
export function outputsOf({ type }: LinearClassifierOptions, classes: number): number {
  return classes === 2 && type !== 'naive-bayes' ? 1 : classes;
}

/** Whether the shares a model gives its classes are meant as probabilities; a margin's sigmoid is only a score. */
export function givesProbabilities({ type }: LinearClassifierOptions): boolean {
  return type === 'naive-bayes' || type === 'logistic-regression';
}
