// The rotation that brings one set of points nearest to another (orthogonal Procrustes, Schönemann 1966), by a singular
// value decomposition.

import type { Computation } from './steps';

/** One-sided Jacobi (Hestenes 1958): A = U S Vᵀ with columns of A turned until they are orthogonal. */
export interface Svd {
  /** float64 [rows, columns]. */
  u: Float64Array;
  singular: Float64Array;
  /** float64 [columns, columns]; column i belongs to singular value i. */
  v: Float64Array;
}

const MAX_SWEEPS = 60;

/** @param matrix [rows, columns] with rows >= columns; not changed. Columns of `u` for singular values of 0 are 0. */
export async function* svd(matrix: Float64Array, rows: number, columns: number): Computation<Svd> {
  // Transposed, so that a column lies in one piece.
  const a = Array.from({ length: columns }, (_, j) =>
    Float64Array.from({ length: rows }, (_, i) => matrix[i * columns + j]),
  );
  const v = Array.from({ length: columns }, (_, j) =>
    Float64Array.from({ length: columns }, (_, i) => Number(i === j)),
  );
  for (let sweep = 0, turned = true; turned && sweep < MAX_SWEEPS; sweep++) {
    turned = false;
    for (let p = 0; p < columns - 1; p++) {
      yield { phase: 'components', fraction: (sweep + p / columns) / MAX_SWEEPS };
      for (let q = p + 1; q < columns; q++) {
        const [alpha, beta, gamma] = [dot(a[p], a[p]), dot(a[q], a[q]), dot(a[p], a[q])];
        if (Math.abs(gamma) <= 1e-15 * Math.sqrt(alpha * beta) || gamma === 0) continue;
        turned = true;
        const zeta = (beta - alpha) / (2 * gamma);
        const t = Math.sign(zeta || 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
        const c = 1 / Math.hypot(1, t);
        rotate(a[p], a[q], c, c * t);
        rotate(v[p], v[q], c, c * t);
      }
    }
  }
  const singular = Float64Array.from(a, (column) => Math.sqrt(dot(column, column)));
  const negligible = Number.EPSILON * rows * singular.reduce((most, value) => Math.max(most, value), 0);
  const u = new Float64Array(rows * columns);
  const vOut = new Float64Array(columns * columns);
  for (let j = 0; j < columns; j++) {
    if (singular[j] > negligible) for (let i = 0; i < rows; i++) u[i * columns + j] = a[j][i] / singular[j];
    else singular[j] = 0;
    for (let i = 0; i < columns; i++) vOut[i * columns + j] = v[j][i];
  }
  return { u, singular, v: vOut };
}

function rotate(x: Float64Array, y: Float64Array, c: number, s: number): void {
  for (let i = 0; i < x.length; i++) {
    const [a, b] = [x[i], y[i]];
    x[i] = c * a - s * b;
    y[i] = s * a + c * b;
  }
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * y[i];
  return sum;
}

/**
 * R with orthonormal columns (rows, where it is wider than high) for which the sum of |b_i R - a_i|² is least:
 * with BᵀA = U S Vᵀ, R = U Vᵀ.
 * @param product BᵀA, [widthB, widthA]
 * @returns [widthB, widthA]
 */
export async function* procrustesRotation(
  product: Float64Array,
  widthB: number,
  widthA: number,
): Computation<Float64Array> {
  if (widthB < widthA)
    return transpose(yield* procrustesRotation(transpose(product, widthB, widthA), widthA, widthB), widthA, widthB);
  const { u, singular, v } = yield* svd(product, widthB, widthA);
  completeColumns(u, singular, widthB, widthA);
  const rotation = new Float64Array(widthB * widthA);
  for (let i = 0; i < widthB; i++)
    for (let j = 0; j < widthA; j++) {
      let sum = 0;
      for (let k = 0; k < widthA; k++) sum += u[i * widthA + k] * v[j * widthA + k];
      rotation[i * widthA + j] = sum;
    }
  return rotation;
}

function transpose(matrix: Float64Array, rows: number, columns: number): Float64Array {
  return Float64Array.from({ length: matrix.length }, (_, at) => matrix[(at % rows) * columns + Math.floor(at / rows)]);
}

/** Where a singular value is 0 any direction that is orthogonal to the others will do (Gram and Schmidt). */
function completeColumns(u: Float64Array, singular: Float64Array, rows: number, columns: number): void {
  const column = (j: number): Float64Array => Float64Array.from({ length: rows }, (_, i) => u[i * columns + j]);
  const known = Array.from({ length: columns }, (_, j) => j).filter((j) => singular[j] > 0);
  for (let j = 0, axis = 0; j < columns; j++) {
    if (singular[j] > 0) continue;
    for (; axis < rows; axis++) {
      const candidate = new Float64Array(rows);
      candidate[axis] = 1;
      for (let pass = 0; pass < 2; pass++)
        for (const other of known) {
          const against = column(other);
          const along = dot(candidate, against);
          for (let i = 0; i < rows; i++) candidate[i] -= along * against[i];
        }
      const length = Math.sqrt(dot(candidate, candidate));
      if (length < 1e-3) continue;
      for (let i = 0; i < rows; i++) u[i * columns + j] = candidate[i] / length;
      known.push(j);
      break;
    }
  }
}
