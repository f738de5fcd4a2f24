// The linear support vector machine with squared hinge loss, by dual coordinate descent with shrinking: Hsieh, Chang, Lin,
// Keerthi and Sundararajan, A Dual Coordinate Descent Method for Large-scale Linear SVM (2008), algorithm 3.

import type { SparseRows } from '../text/vectorizers/sparseRows';
import { DualDescent, type DualProblem } from './dualDescent';
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
  return yield* fitEachClass(x, options, (descent, positive, binary) =>
    fitBinarySvm(descent, { signs: signsOf(y, positive) }, binary),
  );
}

type BinaryFit = Generator<FitProgress, BinarySvm, void>;

/** One class after the other against the rest; its state is that of the class in work, and what the others came to. */
export function* fitEachClass(
  x: SparseRows,
  options: SvmOptions & { classes: number },
  fit: (descent: DualDescent, positive: number, options: SvmOptions) => BinaryFit,
): Fit {
  const { columns } = x;
  const { classes, resume } = options;
  const descent = new DualDescent(x);
  const positives = positiveClasses(classes);
  const empty = { coefficients: new Float64Array(positives.length * columns), intercept: new Float64Array(positives.length) }; // prettier-ignore
  const coefficients = resume ? arrayOf(resume, 'coefficients', empty.coefficients) : empty.coefficients;
  const intercept = resume ? arrayOf(resume, 'intercept', empty.intercept) : empty.intercept;
  const first = resume ? arrayOf(resume, 'output', new Int32Array(1))[0] : 0;
  for (let output = first; output < positives.length; output++) {
    const fitting = fit(descent, positives[output], { ...options, resume: output === first ? resume : undefined });
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
  const signs = new Int8Array(y.length);
  for (let i = 0; i < y.length; i++) signs[i] = y[i] === positive ? 1 : -1;
  return signs;
}

interface BinarySvm {
  /** `[features]` */
  weights: Float64Array;
  bias: number;
}

/**
 * Minimises `(|w|^2 + b^2) / 2 + C sum_i max(0, 1 - y_i (w x_i + b))^2`. As in LIBLINEAR the bias is the weight of a
 * feature that is always 1, and so is kept small with the others. The order of the texts is random, from a fixed seed.
 */
export function* fitBinarySvm(
  descent: DualDescent,
  problem: Omit<DualProblem, 'C'>,
  { C, tolerance = 1e-4, maxPasses = 1000, resume }: SvmOptions,
): BinaryFit {
  const { integers, numbers, order } = descent;
  descent.begin({ ...problem, C });
  const first = resume ? restore(descent, resume) : 0;
  yield { fraction: first / maxPasses, state: () => stateOf(descent, first) };
  for (let pass = first; pass < maxPasses; pass++) {
    descent.pass();
    const most = numbers[MOST];
    if (most - numbers[LEAST] <= tolerance) {
      if (integers[ACTIVE] === order.length) break;
      integers[ACTIVE] = order.length; // those set aside are looked at again before the end
      numbers[SHRINK_ABOVE] = Infinity;
      continue;
    }
    numbers[SHRINK_ABOVE] = most > 0 ? most : Infinity;
    yield { fraction: pass / maxPasses, state: () => stateOf(descent, pass + 1) };
  }
  return { weights: descent.weights.slice(), bias: numbers[BIAS] };
}

/** Places in the descent's `integers` and `numbers`. */
const [ACTIVE, RANDOM] = [0, 1];
const [BIAS, SHRINK_ABOVE, MOST, LEAST] = [0, 2, 3, 4];

function stateOf({ weights, alpha, order, integers, numbers }: DualDescent, pass: number): FitState {
  return {
    ...{ weights: weights.slice(), alpha: alpha.slice(), order: order.slice() },
    counters: Int32Array.of(pass, integers[ACTIVE], integers[RANDOM]),
    bounds: Float64Array.of(numbers[BIAS], numbers[SHRINK_ABOVE]),
  };
}

/** Returns the pass to go on with. */
function restore(descent: DualDescent, state: FitState): number {
  for (const name of ['weights', 'alpha'] as const) descent[name].set(arrayOf(state, name, descent[name]));
  descent.order.set(arrayOf(state, 'order', descent.order));
  const [pass, active, random] = arrayOf(state, 'counters', new Int32Array(3));
  const [bias, shrinkAbove] = arrayOf(state, 'bounds', new Float64Array(2));
  descent.integers.set([active, random]);
  descent.numbers[BIAS] = bias;
  descent.numbers[SHRINK_ABOVE] = shrinkAbove;
  return pass;
}
