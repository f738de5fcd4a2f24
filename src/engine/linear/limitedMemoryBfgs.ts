// Minimises a smooth function, with or without the sum of the sizes of its variables (L1) added, from its gradients: limited-memory
// BFGS by the two-loop recursion (Nocedal 1980) with a line search of weak Wolfe conditions, found by bisection (Lewis and Overton
// 2013); with L1 the orthant-wise method (Andrew and Gao 2007). It knows no model and no data.

import { arrayOf, type FitState } from './linearModel';

/** Sets the gradient at the point and returns the value there; may be left at any `yield`. */
export type Evaluate = (point: Float64Array, gradient: Float64Array) => Generator<undefined, number, void>;

export interface BfgsOptions {
  size: number;
  /** Weight of Σ |x| beside the function. */
  l1: number;
  /** Stop when the value has fallen by less than this share over `PERIOD` steps. */
  tolerance: number;
  maxSteps: number;
  /** Where to go on, of the same function. */
  resume?: FitState;
}

export interface BfgsStep {
  /** From 1. */
  step: number;
  point: Float64Array;
  /** With L1. */
  value: number;
  /** The Euclidean length of the gradient, with L1 of that which is smallest there. */
  gradientNorm: number;
  /** Its arrays change with the next step. */
  state(): FitState;
}

/** Steps that the curvature is guessed from. */
const MEMORY = 6;
const PERIOD = 10;
const [ENOUGH, FLATTER] = [1e-4, 0.9];
const MOST_TRIALS = 30;

/** Starts at 0; gives control back with a step, or with nothing within an evaluation. Ends where no smaller value is found. */
export function* minimizeBfgs(
  evaluate: Evaluate,
  { size, l1, tolerance, maxSteps, resume }: BfgsOptions,
): Generator<BfgsStep | undefined, void, void> {
  const vector = (name: string, length = size): Float64Array =>
    resume ? arrayOf(resume, name, new Float64Array(length)) : new Float64Array(length);
  const [point, gradient] = [vector('point'), vector('gradient')];
  const [moves, changes] = [vector('moves', MEMORY * size), vector('changes', MEMORY * size)];
  const values = vector('values', PERIOD + 1); // of the last steps, step k at k modulo its length
  let [count, kept] = resume ? arrayOf(resume, 'counters', new Int32Array(2)) : [0, 0];
  const [trial, trialGradient, direction, steepest] = Array.from({ length: 4 }, () => new Float64Array(size));
  let value = resume ? values[count % values.length] : (yield* evaluate(point, gradient)) + l1 * sizeOf(point, l1);
  values[count % values.length] = value;

  while (count < maxSteps && !isFlat()) {
    setSteepest(steepest, { point, gradient, l1 });
    const norm = Math.sqrt(dot(steepest, steepest));
    if (norm === 0) return;
    setDirection();
    let slope = -dot(direction, steepest);
    if (!(slope < 0)) {
      kept = 0; // a direction that does not descend: begin anew
      direction.set(steepest);
      slope = -norm * norm;
    }
    const found = yield* search(slope, kept === 0 ? 1 / norm : 1);
    if (found === undefined) return;
    count++;
    remember();
    point.set(trial);
    gradient.set(trialGradient);
    value = found;
    setSteepest(steepest, { point, gradient, l1 });
    values[count % values.length] = value;
    yield {
      ...{ step: count, point, value, gradientNorm: Math.sqrt(dot(steepest, steepest)) },
      state: () => ({ point, gradient, moves, changes, values, counters: Int32Array.of(count, kept) }),
    };
  }

  function isFlat(): boolean {
    const before = values[(count + values.length - PERIOD) % values.length];
    return count >= PERIOD && before - value < tolerance * Math.abs(value);
  }

  /** The two-loop recursion; with L1, only what goes down the slope is kept. */
  function setDirection(): void {
    direction.set(steepest);
    const weights = new Float64Array(MEMORY);
    const known = Math.min(kept, MEMORY);
    const rows = Array.from({ length: known }, (_, i) => (kept - 1 - i) % MEMORY); // the newest first
    const row = (of: Float64Array, at: number): Float64Array => of.subarray(at * size, (at + 1) * size);
    for (const at of rows) {
      const [move, change] = [row(moves, at), row(changes, at)];
      weights[at] = dot(move, direction) / dot(move, change);
      add(direction, change, -weights[at]);
    }
    if (known > 0) {
      const [move, change] = [row(moves, rows[0]), row(changes, rows[0])];
      const scale = dot(move, change) / dot(change, change);
      for (let i = 0; i < size; i++) direction[i] *= scale;
    }
    for (const at of rows.reverse()) {
      const [move, change] = [row(moves, at), row(changes, at)];
      add(direction, move, weights[at] - dot(change, direction) / dot(move, change));
    }
    if (l1 > 0) for (let i = 0; i < size; i++) if (direction[i] * steepest[i] <= 0) direction[i] = 0;
  }

  /** Sets `trial` to a point that is low and flat enough; its value, or undefined where there is none. */
  function* search(slope: number, first: number): Generator<undefined, number | undefined, void> {
    let [low, high, length] = [0, Infinity, first];
    for (let i = 0; i < MOST_TRIALS; i++) {
      for (let j = 0; j < size; j++) trial[j] = point[j] + length * direction[j];
      if (l1 > 0) project();
      const reached = (yield* evaluate(trial, trialGradient)) + l1 * sizeOf(trial, l1);
      const foretold = l1 > 0 ? moved() : length * slope;
      if (!(reached <= value + ENOUGH * foretold)) high = length;
      else if (l1 === 0 && dot(trialGradient, direction) < FLATTER * slope) low = length;
      else return reached;
      length = high < Infinity ? (low + high) / 2 : 2 * length;
    }
    return undefined;
  }

  /** Nothing crosses 0: a variable that would is 0. */
  function project(): void {
    for (let i = 0; i < size; i++) {
      const side = point[i] === 0 ? steepest[i] : point[i];
      if (trial[i] * side <= 0) trial[i] = 0;
    }
  }

  /** How much the value falls along a straight line with the slope at the point. */
  function moved(): number {
    let sum = 0;
    for (let i = 0; i < size; i++) sum -= steepest[i] * (trial[i] - point[i]);
    return sum;
  }

  function remember(): void {
    const at = (kept % MEMORY) * size;
    let curvature = 0;
    for (let i = 0; i < size; i++) curvature += (trial[i] - point[i]) * (trialGradient[i] - gradient[i]);
    if (!(curvature > 0)) return; // the guess of the curvature must stay positive
    for (let i = 0; i < size; i++) {
      moves[at + i] = trial[i] - point[i];
      changes[at + i] = trialGradient[i] - gradient[i];
    }
    kept++;
  }
}

interface Place {
  point: Float64Array;
  gradient: Float64Array;
  l1: number;
}

/** Minus the gradient; with L1, minus the smallest of those that there are where a variable is 0. */
function setSteepest(out: Float64Array, { point, gradient, l1 }: Place): void {
  for (let i = 0; i < out.length; i++) {
    const slope = gradient[i];
    if (l1 === 0) out[i] = -slope;
    else if (point[i] !== 0) out[i] = -slope - (point[i] > 0 ? l1 : -l1);
    else out[i] = slope > l1 ? l1 - slope : slope < -l1 ? -l1 - slope : 0;
  }
}

function sizeOf(vector: Float64Array, l1: number): number {
  if (l1 === 0) return 0;
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += Math.abs(vector[i]);
  return sum;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function add(to: Float64Array, from: Float64Array, factor: number): void {
  for (let i = 0; i < to.length; i++) to[i] += factor * from[i];
}
