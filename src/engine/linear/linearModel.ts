// What every classical model comes down to: a weight for each feature and output, and an intercept for each output.

import { logShares, softplus } from '../analysis/logShares';
import type { SparseRows } from '../text/vectorizers/sparseRows';

/**
 * With two classes there may be one output, that of class 1; its margin m stands for the class by its sign. Otherwise
 * output k is class k, and the greatest wins.
 */
export interface LinearModel {
  readonly classes: number;
  readonly features: number;
  /** `[outputs, features]`, row-major */
  readonly coefficients: Float64Array;
  /** `[outputs]` */
  readonly intercept: Float64Array;
}

/** What a fit goes on from to the same bits, by name; the arrays are the fit's own until it goes on. */
export type FitState = Readonly<Record<string, Float64Array | Int32Array>>;

/** Where a fit stands; a fit gives control back with each of these, so that it can be stopped. */
export interface FitProgress {
  /** 0..1, a guess. */
  fraction: number;
  /** Left out by fits of a single pass. */
  state?(): FitState;
}

/** Fails as a defect: who keeps states checks that they belong to the fit. */
export function arrayOf<A extends Float64Array | Int32Array>(state: FitState, name: string, like: A): A {
  const found = state[name];
  if (found?.constructor !== like.constructor || found.length !== like.length)
    throw new Error(`The state of this fit has no "${name}" of ${like.length} numbers.`);
  return found.slice() as A;
}

/** A fit that can be left at any `yield`; its value is the model. */
export type Fit = Generator<FitProgress, LinearModel, void>;

/** Fits without a pause. */
export function fitAtOnce(fit: Fit): LinearModel {
  for (;;) {
    const { done, value } = fit.next();
    if (done) return value;
  }
}

/** `X w + b`, `[rows, outputs]` row-major. */
export function margins(model: LinearModel, { rows, starts, indices, values }: SparseRows): Float64Array {
  const { coefficients, intercept, features } = model;
  const outputs = intercept.length;
  const result = new Float64Array(rows * outputs);
  for (let row = 0; row < rows; row++)
    for (let output = 0; output < outputs; output++) {
      let sum = intercept[output];
      const offset = output * features;
      for (let at = starts[row]; at < starts[row + 1]; at++) sum += values[at] * coefficients[offset + indices[at]];
      result[row * outputs + output] = sum;
    }
  return result;
}

/** Of one row's margins, the logarithms of sigmoid (one output) or softmax, `[classes]`. */
export function logProbabilitiesOf(row: Float64Array): Float64Array {
  if (row.length === 1) return Float64Array.of(-softplus(row[0]), -softplus(-row[0]));
  return logShares(row);
}

/** The logarithms of the classes' shares, `[rows, classes]` row-major, float32 as those of neural models. */
export function logProbabilityRows(model: LinearModel, rows: SparseRows): Float32Array {
  const outputs = model.intercept.length;
  const all = margins(model, rows);
  const result = new Float32Array(rows.rows * model.classes);
  for (let row = 0; row < rows.rows; row++)
    result.set(logProbabilitiesOf(all.subarray(row * outputs, (row + 1) * outputs)), row * model.classes);
  return result;
}

/** The problems that several classes come down to, one class against the rest: with two classes one, for class 1. */
export function positiveClasses(classes: number): number[] {
  return classes === 2 ? [1] : Array.from({ length: classes }, (_, index) => index);
}
