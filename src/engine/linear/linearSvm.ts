// The linear support vector machine with squared hinge loss, by dual coordinate descent with shrinking: Hsieh, Chang, Lin,
// Keerthi and Sundararajan, A Dual Coordinate Descent Method for Large-scale Linear SVM (2008), algorithm 3.

import type { SparseRows } from '../text/vectorizers/sparseRows';
import { positiveClasses, type Fit, type FitProgress } from './linearModel';

export interface SvmOptions {
  /** Weight of the loss against the size of the weights. */
  C: number;
  /** Stop when the projected gradients of the dual lie within so much of each other. */
  tolerance?: number;
  maxPasses?: number;
}

/** One output for each class against the rest; one alone where there are two. */
export function* fitLinearSvm(x: SparseRows, y: Int32Array, options: SvmOptions & { classes: number }): Fit {
  const { classes } = options;
  const positives = positiveClasses(classes);
  const coefficients = new Float64Array(positives.length * x.columns);
  const intercept = new Float64Array(positives.length);
  for (const [output, positive] of positives.entries()) {
    yield { fraction: output / positives.length };
    const { weights, bias } = yield* fitBinarySvm(x, signsOf(y, positive), options);
    coefficients.set(weights, output * x.columns);
    intercept[output] = bias;
  }
  return { classes, features: x.columns, coefficients, intercept };
}

/** 1 for the class, -1 for all others. */
export function signsOf(y: Int32Array, positive: number): Int8Array {
  return Int8Array.from(y, (k) => (k === positive ? 1 : -1));
}

export interface BinarySvm {
  /** `[features]` */
  weights: Float64Array;
  bias: number;
}

/**
 * Minimises `(|w|^2 + b^2) / 2 + C sum_i max(0, 1 - y_i (w x_i + b))^2`. As in LIBLINEAR the bias is the weight of a
 * feature that is always 1, and so is kept small with the others. The order of the texts is random, from a fixed seed.
 */
export function* fitBinarySvm(
  { rows, columns, starts, indices, values }: SparseRows,
  signs: Int8Array,
  { C, tolerance = 1e-4, maxPasses = 1000 }: SvmOptions,
): Generator<FitProgress, BinarySvm, void> {
  const weights = new Float64Array(columns);
  let bias = 0;
  const alpha = new Float64Array(rows); // the dual variables, at least 0
  const diagonal = 0.5 / C; // what the squared loss adds to the diagonal of the dual's matrix
  const curvature = new Float64Array(rows);
  const order = new Int32Array(rows);
  for (let i = 0; i < rows; i++) {
    let sum = diagonal + 1;
    for (let at = starts[i]; at < starts[i + 1]; at++) sum += values[at] * values[at];
    curvature[i] = sum;
    order[i] = i;
  }

  let active = rows;
  let shrinkAbove = Infinity;
  let state = 1;
  for (let pass = 0; pass < maxPasses; pass++) {
    let most = -Infinity;
    let least = Infinity;
    for (let i = 0; i < active; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) | 0; // Numerical Recipes' generator; its upper bits are good
      const j = i + Math.floor(((state >>> 0) / 4294967296) * (active - i));
      const swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    for (let s = 0; s < active; s++) {
      const i = order[s];
      const sign = signs[i];
      const end = starts[i + 1];
      let margin = bias;
      for (let at = starts[i]; at < end; at++) margin += weights[indices[at]] * values[at];
      const gradient = sign * margin - 1 + alpha[i] * diagonal;
      let projected = gradient;
      if (alpha[i] === 0) {
        if (gradient > shrinkAbove) {
          active--;
          order[s] = order[active];
          order[active] = i;
          s--;
          continue;
        }
        projected = Math.min(gradient, 0);
      }
      if (projected > most) most = projected;
      if (projected < least) least = projected;
      if (Math.abs(projected) <= 1e-12) continue;
      const old = alpha[i];
      alpha[i] = Math.max(old - gradient / curvature[i], 0);
      const change = (alpha[i] - old) * sign;
      bias += change;
      for (let at = starts[i]; at < end; at++) weights[indices[at]] += change * values[at];
    }
    if (most - least <= tolerance) {
      if (active === rows) break;
      active = rows; // those set aside are looked at again before the end
      shrinkAbove = Infinity;
      continue;
    }
    shrinkAbove = most > 0 ? most : Infinity;
    yield { fraction: pass / maxPasses };
  }
  return { weights, bias };
}
