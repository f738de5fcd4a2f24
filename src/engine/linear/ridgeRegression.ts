// Linear regression with a penalty on the weights (Hoerl and Kennard 1970): the least Σ (x·w + b − y)² + α·‖w‖², b without a
// penalty, by conjugate gradients on the normal equations (Hestenes and Stiefel 1952).

import type { SparseRows } from '../text/vectorizers/sparseRows';
import type { Training } from '../text/trainers/training';
import { RowProducts } from './rowProducts';

export interface NumberModel {
  /** `[features]` */
  coefficients: Float64Array;
  intercept: number;
}

/** Where the residual of the equations has fallen to this share, the weights are found. */
const TOLERANCE = 1e-10;
const MOST_STEPS = 1000;

/** Yields how far it is. @param y [rows] @param alpha 0: without a penalty */
export function* fitRidge(x: SparseRows, y: Float64Array, alpha: number): Training<NumberModel> {
  const products = new RowProducts(x);
  const size = x.columns + 1; // the last is the intercept
  const mean = y.reduce((sum, each) => sum + each, 0) / y.length; // numbers around 0 are solved more exactly
  const residual = new Float64Array(size);
  products.perRow.set(y.map((each) => each - mean));
  products.spread(residual); // Xᵀ(y − ȳ), and the weights are 0
  products.perRow.fill(1);
  /** (XᵀX + α·I) v */
  const curve = (vector: Float64Array): Float64Array => {
    const out = vector.map((each, k) => (k < x.columns ? alpha * each : 0));
    products.curve(vector, out);
    return out;
  };
  const weights = new Float64Array(size);
  const direction = residual.slice();
  let square = dot(residual, residual);
  const enough = square * TOLERANCE ** 2;
  for (let step = 0; step < MOST_STEPS && square > enough; step++) {
    const curved = curve(direction);
    const length = square / dot(direction, curved);
    for (let k = 0; k < size; k++) {
      weights[k] += length * direction[k];
      residual[k] -= length * curved[k];
    }
    const before = square;
    square = dot(residual, residual);
    for (let k = 0; k < size; k++) direction[k] = residual[k] + (square / before) * direction[k];
    yield step / MOST_STEPS;
  }
  return { coefficients: weights.slice(0, x.columns), intercept: weights[x.columns] + mean };
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, each, k) => sum + each * b[k], 0);

/** `X w + b`, `[rows]` */
export function numbersOfRows({ coefficients, intercept }: NumberModel, rows: SparseRows): Float64Array {
  const { starts, indices, values } = rows;
  return Float64Array.from({ length: rows.rows }, (_, row) => {
    let sum = intercept;
    for (let at = starts[row]; at < starts[row + 1]; at++) sum += values[at] * coefficients[indices[at]];
    return sum;
  });
}
