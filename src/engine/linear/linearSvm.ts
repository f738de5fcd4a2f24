// The linear support vector machine with squared hinge loss, by dual coordinate descent with shrinking: Hsieh, Chang, Lin,
// Keerthi and Sundararajan, A Dual Coordinate Descent Method for Large-scale Linear SVM (2008), algorithm 3.

import type { SparseRows } from '../text/vectorizers/sparseRows';
import { arrayOf, positiveClasses, type Fit, type FitProgress, type FitState } from './linearModel';

export interface SvmOptions {
  /** Weight of the loss against the size of the weights. */
  C: number;
  /** Stop when the projected gradients of the dual lie within so much of each other. */
  tolerance?: number;
  maxPasses?: number;
  /** Where to go on; the data and the other options are then the same as before. */
  resume?: FitState;
}

/** One output for each class against the rest; one alone where there are two. */
export function* fitLinearSvm(x: SparseRows, y: Int32Array, options: SvmOptions & { classes: number }): Fit {
  return yield* fitEachClass(x, options, (positive, binary) => fitBinarySvm(x, signsOf(y, positive), binary));
}

type BinaryFit = Generator<FitProgress, BinarySvm, void>;

/** One class after the other against the rest; its state is that of the class in work, and what the others came to. */
export function* fitEachClass(
  { columns }: SparseRows,
  options: SvmOptions & { classes: number },
  fit: (positive: number, options: SvmOptions) => BinaryFit,
): Fit {
  const { classes, resume } = options;
  const positives = positiveClasses(classes);
  const empty = { coefficients: new Float64Array(positives.length * columns), intercept: new Float64Array(positives.length) }; // prettier-ignore
  const coefficients = resume ? arrayOf(resume, 'coefficients', empty.coefficients) : empty.coefficients;
  const intercept = resume ? arrayOf(resume, 'intercept', empty.intercept) : empty.intercept;
  const first = resume ? arrayOf(resume, 'output', new Int32Array(1))[0] : 0;
  for (let output = first; output < positives.length; output++) {
    const fitting = fit(positives[output], { ...options, resume: output === first ? resume : undefined });
    for (;;) {
      const { done, value } = fitting.next();
      if (done) {
        coefficients.set(value.weights, output * columns);
        intercept[output] = value.bias;
        break;
      }
      const state = () => ({ ...value.state?.(), coefficients, intercept, output: Int32Array.of(output) });
      yield { fraction: (output + value.fraction) / positives.length, state };
    }
  }
  return { classes, features: columns, coefficients, intercept };
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
  x: SparseRows,
  signs: Int8Array,
  { C, tolerance = 1e-4, maxPasses = 1000, resume }: SvmOptions,
): BinaryFit {
  const descent = startDescent(x, signs, C);
  const first = resume ? restore(descent, resume) : 0;
  yield { fraction: first / maxPasses, state: () => stateOf(descent, first) };
  for (let pass = first; pass < maxPasses; pass++) {
    shuffleActive(descent);
    const { most, least } = descend(descent);
    if (most - least <= tolerance) {
      if (descent.active === x.rows) break;
      descent.active = x.rows; // those set aside are looked at again before the end
      descent.shrinkAbove = Infinity;
      continue;
    }
    descent.shrinkAbove = most > 0 ? most : Infinity;
    yield { fraction: pass / maxPasses, state: () => stateOf(descent, pass + 1) };
  }
  return { weights: descent.weights, bias: descent.bias };
}

interface Descent {
  x: SparseRows;
  signs: Int8Array;
  weights: Float64Array;
  bias: number;
  /** The dual variables, at least 0. `[rows]` */
  alpha: Float64Array;
  /** What the squared loss adds to the diagonal of the dual's matrix, and that diagonal. */
  diagonal: number;
  curvature: Float64Array;
  /** Texts; the first `active` of them are visited. */
  order: Int32Array;
  active: number;
  /** A text whose variable is 0 and whose gradient is above this is set aside. */
  shrinkAbove: number;
  random: number;
}

function startDescent(x: SparseRows, signs: Int8Array, C: number): Descent {
  const { rows, starts, values } = x;
  const diagonal = 0.5 / C;
  const curvature = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let sum = diagonal + 1;
    for (let at = starts[i]; at < starts[i + 1]; at++) sum += values[at] * values[at];
    curvature[i] = sum;
  }
  return {
    ...{ x, signs, weights: new Float64Array(x.columns), bias: 0, alpha: new Float64Array(rows) },
    ...{ diagonal, curvature, order: Int32Array.from({ length: rows }, (_, i) => i) },
    ...{ active: rows, shrinkAbove: Infinity, random: 1 },
  };
}

function stateOf({ weights, bias, alpha, order, active, shrinkAbove, random }: Descent, pass: number): FitState {
  return { weights, alpha, order, counters: Int32Array.of(pass, active, random), bounds: Float64Array.of(bias, shrinkAbove) }; // prettier-ignore
}

/** Returns the pass to go on with. */
function restore(descent: Descent, state: FitState): number {
  for (const name of ['weights', 'alpha'] as const) descent[name] = arrayOf(state, name, descent[name]);
  descent.order = arrayOf(state, 'order', descent.order);
  const [pass, active, random] = arrayOf(state, 'counters', new Int32Array(3));
  const [bias, shrinkAbove] = arrayOf(state, 'bounds', new Float64Array(2));
  Object.assign(descent, { active, random, bias, shrinkAbove });
  return pass;
}

function shuffleActive(descent: Descent): void {
  const { order, active } = descent;
  let { random } = descent;
  for (let i = 0; i < active; i++) {
    random = (Math.imul(random, 1664525) + 1013904223) | 0; // Numerical Recipes' generator; its upper bits are good
    const span = active - i;
    // A share of the span: 16 bits are multiplied as integers where that is exact.
    const j =
      i + (span < 65536 ? Math.imul(random >>> 16, span) >>> 16 : Math.floor(((random >>> 0) / 4294967296) * span));
    const swapped = order[i];
    order[i] = order[j];
    order[j] = swapped;
  }
  descent.random = random;
}

/** One pass over the active texts; gives the range of their projected gradients. A plain function, to be compiled well. */
function descend(descent: Descent): { most: number; least: number } {
  const { signs, weights, alpha, diagonal, curvature, order, shrinkAbove } = descent;
  const { starts, indices, values } = descent.x;
  let { active, bias } = descent;
  let most = -Infinity;
  let least = Infinity;
  for (let s = 0; s < active; s++) {
    const i = order[s];
    const sign = signs[i];
    const start = starts[i];
    const end = starts[i + 1];
    const old = alpha[i];
    let margin = bias;
    let other = 0; // two sums, so that one addition need not wait for the last
    let place = start;
    for (; place + 1 < end; place += 2) {
      margin += weights[indices[place]] * values[place];
      other += weights[indices[place + 1]] * values[place + 1];
    }
    if (place < end) margin += weights[indices[place]] * values[place];
    margin += other;
    const gradient = sign * margin - 1 + old * diagonal;
    if (old === 0 && gradient > shrinkAbove) {
      active--;
      order[s] = order[active];
      order[active] = i;
      s--;
      continue;
    }
    const projected = old === 0 && gradient > 0 ? 0 : gradient;
    if (projected > most) most = projected;
    if (projected < least) least = projected;
    if (projected <= 1e-12 && projected >= -1e-12) continue;
    const moved = old - gradient / curvature[i];
    const next = moved > 0 ? moved : 0;
    alpha[i] = next;
    const change = (next - old) * sign;
    bias += change;
    for (let at = start; at < end; at++) weights[indices[at]] += change * values[at];
  }
  descent.active = active;
  descent.bias = bias;
  return { most, least };
}
