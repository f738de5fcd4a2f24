// Why a linear model decides as it does: the weight of a feature for a class against the others.

import type { LinearModel } from './linearModel';

/**
 * What feature j adds to class k: the weight of its output less the mean of the others', which is what decides. With one
 * output, its weight with the sign of the class.
 */
export function classWeights({ coefficients, intercept, features }: LinearModel, k: number): Float64Array {
  const outputs = intercept.length;
  const own = outputs === 1 ? coefficients : coefficients.subarray(k * features, (k + 1) * features);
  if (outputs === 1) return own.map((weight) => (k === 1 ? weight : -weight));
  return own.map((weight, j) => {
    let others = 0;
    for (let output = 0; output < outputs; output++) if (output !== k) others += coefficients[output * features + j];
    return weight - others / (outputs - 1);
  });
}

/** The features of the largest positive weights, the largest first; ties by their order. */
export function strongestFeatures(weights: Float64Array, count: number): number[] {
  return [...weights.keys()]
    .filter((j) => weights[j] > 0)
    .sort((a, b) => weights[b] - weights[a])
    .slice(0, count);
}
