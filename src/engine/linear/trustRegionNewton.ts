// Minimises a smooth convex function by Newton steps within a trust region, each found by conjugate gradients: Lin, Weng
// and Keerthi, Trust Region Newton Method for Large-Scale Logistic Regression (2008), with the diagonal as preconditioner
// (Hsia, Chiang and Lin 2018). It knows no model and no data.

export interface SmoothFunction {
  readonly size: number;
  /** The value at `point`; `gradient` and the two below are then about this point. */
  value(point: Float64Array): number;
  gradient(out: Float64Array): void;
  /** Hessian times `direction`. */
  curve(direction: Float64Array, out: Float64Array): void;
  /** The Hessian's diagonal, all above 0. */
  diagonal(out: Float64Array): void;
}

export interface NewtonOptions {
  /** Stop when no component of the gradient is larger. */
  tolerance: number;
  maxSteps: number;
  /** Where to go on, of the same function. */
  resume?: NewtonState;
}

export interface NewtonState {
  point: Float64Array;
  radius: number;
  /** Steps so far. */
  count: number;
}

export interface NewtonProgress extends NewtonState {
  /** The largest component of the gradient. */
  largest: number;
}

const [ENOUGH, GOOD, VERY_GOOD] = [1e-4, 0.25, 0.75]; // shares of the decrease foretold
const MAX_CONJUGATE_STEPS = 250;
const INNER = 0.1; // how exactly each Newton system is solved

/** Finds the least point, from 0; yields after each step where it stands. */
export function* minimize(
  f: SmoothFunction,
  { tolerance, maxSteps, resume }: NewtonOptions,
): Generator<NewtonProgress, Float64Array> {
  const { size } = f;
  const [point, trial, gradient, step, residual, direction, curved, preconditioned, diagonal] = Array.from(
    { length: 9 },
    () => new Float64Array(size),
  );
  if (resume) point.set(resume.point);
  let value = f.value(point);
  f.gradient(gradient);
  f.diagonal(diagonal);
  let radius = resume?.radius ?? Infinity;
  for (let count = resume?.count ?? 0; count < maxSteps && largest(gradient) > tolerance; count++) {
    const reached = solve(radius);
    for (let i = 0; i < size; i++) trial[i] = point[i] + step[i];
    const slope = dot(gradient, step);
    // The residual is -(g + H s), hence g's + s'Hs / 2 without another product.
    const foretold = -0.5 * (slope - dot(step, residual));
    const next = f.value(trial);
    const ratio = foretold > 0 ? (value - next) / foretold : -1;
    const length = Math.sqrt(weighted(step));
    if (count === 0) radius = Math.min(radius, length);
    if (ratio < GOOD) radius = Math.min(radius, length) * (ratio < ENOUGH ? 0.25 : 0.5);
    else if (ratio > VERY_GOOD && reached) radius = Math.max(radius, 2 * length);
    if (ratio > ENOUGH) {
      point.set(trial);
      value = next;
      f.gradient(gradient);
      f.diagonal(diagonal);
    } else {
      f.value(point); // back to where the derivatives are taken
      if (Math.abs(foretold) <= 1e-15 * Math.abs(value)) break; // no smaller value can be told apart
    }
    yield { point, radius, count: count + 1, largest: largest(gradient) };
  }
  return point;

  /** Sets `step` to about -H^-1 g, at most `limit` long; true when the limit was met. */
  function solve(limit: number): boolean {
    step.fill(0);
    for (let i = 0; i < size; i++) {
      residual[i] = -gradient[i];
      direction[i] = preconditioned[i] = residual[i] / diagonal[i];
    }
    let product = dot(residual, preconditioned);
    const enough = product * INNER * INNER;
    for (let inner = 0; inner < MAX_CONJUGATE_STEPS && product > enough; inner++) {
      f.curve(direction, curved);
      let along = product / dot(direction, curved);
      for (let i = 0; i < size; i++) step[i] += along * direction[i];
      const isOutside = weighted(step) > limit * limit;
      if (isOutside) {
        for (let i = 0; i < size; i++) step[i] -= along * direction[i];
        along = untilLimit(limit);
        for (let i = 0; i < size; i++) step[i] += along * direction[i];
      }
      for (let i = 0; i < size; i++) {
        residual[i] -= along * curved[i];
        preconditioned[i] = residual[i] / diagonal[i];
      }
      if (isOutside) return true;
      const fresh = dot(residual, preconditioned);
      const keep = fresh / product;
      for (let i = 0; i < size; i++) direction[i] = preconditioned[i] + keep * direction[i];
      product = fresh;
    }
    return false;
  }

  /** How far `step` can go along `direction` until it is `limit` long. */
  function untilLimit(limit: number): number {
    let [ss, sd, dd] = [0, 0, 0];
    for (let i = 0; i < size; i++) {
      ss += diagonal[i] * step[i] * step[i];
      sd += diagonal[i] * step[i] * direction[i];
      dd += diagonal[i] * direction[i] * direction[i];
    }
    const rest = limit * limit - ss;
    const root = Math.sqrt(sd * sd + dd * rest);
    return sd >= 0 ? rest / (sd + root) : (root - sd) / dd;
  }

  function weighted(vector: Float64Array): number {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += diagonal[i] * vector[i] * vector[i];
    return sum;
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function largest(vector: Float64Array): number {
  let most = 0;
  for (let i = 0; i < vector.length; i++) most = Math.max(most, Math.abs(vector[i]));
  return most;
}
