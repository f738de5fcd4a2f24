// Logistic regression with an L2 penalty on the weights, none on the intercept: scikit-learn's LogisticRegression with
// its default solver. Two classes have one output (sigmoid), more have one each (softmax).

import type { SparseRows } from '../text/vectorizers/sparseRows';
import { softplus } from '../analysis/logShares';
import { arrayOf, type Fit, type FitState } from './linearModel';
import { RowProducts } from './rowProducts';
import { minimize, type NewtonState, type SmoothFunction } from './trustRegionNewton';

export interface LogisticOptions {
  classes: number;
  /** Weight of the loss against the size of the weights. */
  C: number;
  /** Stop when no component of the gradient of `sum of losses + |w|^2 / 2C` is larger. */
  tolerance?: number;
  maxSteps?: number;
  /** Where to go on; the data and the other options are then the same as before. */
  resume?: FitState;
}

/** Minimises `sum_i -ln p(y_i | x_i) + |w|^2 / 2C`. */
export function* fitLogisticRegression(x: SparseRows, y: Int32Array, options: LogisticOptions): Fit {
  const { classes, C, tolerance = 1e-4, maxSteps = 100, resume } = options;
  const outputs = classes === 2 ? 1 : classes;
  const loss = outputs === 1 ? binaryLoss(x, y, 1 / C) : softmaxLoss(x, y, classes, 1 / C);
  const steps = minimize(loss, { tolerance, maxSteps, resume: resume && newtonStateOf(resume, loss.size) });
  let first = resume ? arrayOf(resume, 'bounds', new Float64Array(2))[1] : undefined;
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      const weights = outputs * x.columns;
      const intercept = outputs === 1 ? value.slice(weights) : centered(value.slice(weights));
      return { classes, features: x.columns, coefficients: value.slice(0, weights), intercept };
    }
    const { point, radius, count, largest } = value;
    const start = (first ??= largest);
    const range = Math.log(start / tolerance);
    yield {
      fraction: range > 0 ? Math.min(1, Math.max(0, Math.log(start / largest) / range)) : 0,
      state: () => ({ point, counters: Int32Array.of(count), bounds: Float64Array.of(radius, start) }),
    };
  }
}

function newtonStateOf(state: FitState, size: number): NewtonState {
  const [count] = arrayOf(state, 'counters', new Int32Array(1));
  const [radius] = arrayOf(state, 'bounds', new Float64Array(2));
  return { point: arrayOf(state, 'point', new Float64Array(size)), radius, count };
}

/** The intercepts of softmax count only by their differences; those with the sum 0 are taken. */
function centered(intercept: Float64Array): Float64Array {
  const mean = intercept.reduce((sum, value) => sum + value, 0) / intercept.length;
  return intercept.map((value) => value - mean);
}

/** Point: `[features]` weights, then the intercept. */
function binaryLoss(x: SparseRows, y: Int32Array, penalty: number) {
  const { rows, columns } = x;
  const products = new RowProducts(x);
  const { perRow } = products;
  let current = new Float64Array(0);
  const probability = new Float64Array(rows); // of class 1
  const setCurvatures = (): void => {
    for (let row = 0; row < rows; row++) perRow[row] = probability[row] * (1 - probability[row]);
  };
  return {
    size: columns + 1,
    value(point) {
      current = point.slice();
      products.margins(point);
      let total = 0;
      for (let row = 0; row < rows; row++) {
        const margin = perRow[row];
        probability[row] = 1 / (1 + Math.exp(-margin));
        total += softplus(y[row] === 1 ? -margin : margin);
      }
      return total + (penalty / 2) * squares(point, columns);
    },
    gradient(out) {
      startPenalty(out, current, columns, penalty);
      for (let row = 0; row < rows; row++) perRow[row] = probability[row] - (y[row] === 1 ? 1 : 0);
      products.spread(out);
    },
    curve(direction, out) {
      startPenalty(out, direction, columns, penalty);
      setCurvatures();
      products.curve(direction, out);
    },
    diagonal(out) {
      out.fill(penalty);
      out[columns] = 1e-12;
      setCurvatures();
      products.spreadSquares(out);
    },
  } satisfies SmoothFunction;
}

/** Point: `[classes, features]` weights, then `[classes]` intercepts. */
function softmaxLoss(x: SparseRows, y: Int32Array, classes: number, penalty: number) {
  const { rows, columns, starts, indices, values } = x;
  const weights = classes * columns;
  let current = new Float64Array(0);
  const probability = new Float64Array(rows * classes);
  const row = new Float64Array(classes); // scratch
  const marginsOf = (point: Float64Array, i: number): void => {
    for (let k = 0; k < classes; k++) {
      let sum = point[weights + k];
      const offset = k * columns;
      for (let at = starts[i], end = starts[i + 1]; at < end; at++) sum += values[at] * point[offset + indices[at]];
      row[k] = sum;
    }
  };
  /** Adds the outer product of `row` and text i. */
  const addRow = (out: Float64Array, i: number): void => {
    for (let k = 0; k < classes; k++) {
      const factor = row[k];
      const offset = k * columns;
      for (let at = starts[i], end = starts[i + 1]; at < end; at++) out[offset + indices[at]] += factor * values[at];
      out[weights + k] += factor;
    }
  };
  return {
    size: weights + classes,
    value(point) {
      current = point.slice();
      let total = 0;
      for (let i = 0; i < rows; i++) {
        marginsOf(point, i);
        let largest = -Infinity;
        for (let k = 0; k < classes; k++) largest = Math.max(largest, row[k]);
        let sum = 0;
        for (let k = 0; k < classes; k++) sum += probability[i * classes + k] = Math.exp(row[k] - largest);
        for (let k = 0; k < classes; k++) probability[i * classes + k] /= sum;
        total += largest + Math.log(sum) - row[y[i]];
      }
      return total + (penalty / 2) * squares(point, weights);
    },
    gradient(out) {
      startPenalty(out, current, weights, penalty);
      for (let i = 0; i < rows; i++) {
        for (let k = 0; k < classes; k++) row[k] = probability[i * classes + k] - (y[i] === k ? 1 : 0);
        addRow(out, i);
      }
    },
    curve(direction, out) {
      startPenalty(out, direction, weights, penalty);
      for (let i = 0; i < rows; i++) {
        marginsOf(direction, i);
        let mean = 0;
        for (let k = 0; k < classes; k++) mean += probability[i * classes + k] * row[k];
        for (let k = 0; k < classes; k++) row[k] = probability[i * classes + k] * (row[k] - mean);
        addRow(out, i);
      }
    },
    diagonal(out) {
      out.fill(penalty);
      out.fill(1e-12, weights);
      for (let i = 0; i < rows; i++)
        for (let k = 0; k < classes; k++) {
          const p = probability[i * classes + k];
          const weight = p * (1 - p);
          for (let at = starts[i]; at < starts[i + 1]; at++)
            out[k * columns + indices[at]] += weight * values[at] * values[at];
          out[weights + k] += weight;
        }
    },
  } satisfies SmoothFunction;
}

function squares(vector: Float64Array, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += vector[i] * vector[i];
  return sum;
}

/** The penalty's part: `penalty * vector` for the weights, 0 for the intercepts. */
function startPenalty(out: Float64Array, vector: Float64Array, weights: number, penalty: number): void {
  for (let i = 0; i < out.length; i++) out[i] = i < weights ? penalty * vector[i] : 0;
}
