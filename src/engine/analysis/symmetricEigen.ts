// Eigenvalues and eigenvectors of a symmetric matrix: Householder's reduction to three diagonals, then the implicit QL
// method (Bowdler, Martin, Reinsch and Wilkinson 1968; as tred2 and tql2 of EISPACK).

import type { Computation, Step } from './steps';

export interface Eigen {
  /** Greatest first. */
  values: Float64Array;
  /** [size, size]; row i belongs to value i and has length 1. */
  vectors: Float64Array;
}

/** @param matrix [size, size], symmetric; not changed */
export async function* symmetricEigen(matrix: Float64Array, size: number): Computation<Eigen> {
  const v = Array.from({ length: size }, (_, i) => matrix.slice(i * size, (i + 1) * size));
  const d = new Float64Array(size);
  const e = new Float64Array(size);
  yield* reduce(v, d, e, size);
  yield* iterate(v, d, e, size);
  const order = Array.from({ length: size }, (_, i) => i).sort((a, b) => d[b] - d[a]);
  const vectors = new Float64Array(size * size);
  order.forEach((column, row) => {
    for (let i = 0; i < size; i++) vectors[row * size + i] = v[i][column];
  });
  return { values: Float64Array.from(order, (column) => d[column]), vectors };
}

/** Told after each row or column; of the whole decomposition the two parts take about the same time. */
const stepAt = (fraction: number): Step => ({ phase: 'components', fraction });

/** tred2: `d` gets the diagonal, `e` the one beside it, `v` the transformation. */
function* reduce(v: Float64Array[], d: Float64Array, e: Float64Array, n: number): Generator<Step, void> {
  for (let j = 0; j < n; j++) d[j] = v[n - 1][j];
  for (let i = n - 1; i > 0; i--) {
    let scale = 0;
    let h = 0;
    for (let k = 0; k < i; k++) scale += Math.abs(d[k]);
    if (scale === 0) {
      e[i] = d[i - 1];
      for (let j = 0; j < i; j++) {
        d[j] = v[i - 1][j];
        v[i][j] = 0;
        v[j][i] = 0;
      }
    } else {
      for (let k = 0; k < i; k++) {
        d[k] /= scale;
        h += d[k] * d[k];
      }
      const f = d[i - 1];
      const g = f > 0 ? -Math.sqrt(h) : Math.sqrt(h);
      e[i] = scale * g;
      h -= f * g;
      d[i - 1] = f - g;
      e.fill(0, 0, i);
      for (let j = 0; j < i; j++) {
        const dj = d[j];
        v[j][i] = dj;
        let sum = e[j] + v[j][j] * dj;
        for (let k = j + 1; k < i; k++) {
          sum += v[k][j] * d[k];
          e[k] += v[k][j] * dj;
        }
        e[j] = sum;
      }
      let f2 = 0;
      for (let j = 0; j < i; j++) {
        e[j] /= h;
        f2 += e[j] * d[j];
      }
      const hh = f2 / (h + h);
      for (let j = 0; j < i; j++) e[j] -= hh * d[j];
      for (let j = 0; j < i; j++) {
        for (let k = j; k < i; k++) v[k][j] -= d[j] * e[k] + e[j] * d[k];
        d[j] = v[i - 1][j];
        v[i][j] = 0;
      }
    }
    d[i] = h;
    yield stepAt((0.25 * (n - i)) / n);
  }
  for (let i = 0; i < n - 1; i++) {
    v[n - 1][i] = v[i][i];
    v[i][i] = 1;
    const h = d[i + 1];
    if (h !== 0) {
      for (let k = 0; k <= i; k++) d[k] = v[k][i + 1] / h;
      for (let j = 0; j <= i; j++) {
        let g = 0;
        for (let k = 0; k <= i; k++) g += v[k][i + 1] * v[k][j];
        for (let k = 0; k <= i; k++) v[k][j] -= g * d[k];
      }
    }
    for (let k = 0; k <= i; k++) v[k][i + 1] = 0;
    yield stepAt(0.25 + (0.25 * i) / n);
  }
  for (let j = 0; j < n; j++) {
    d[j] = v[n - 1][j];
    v[n - 1][j] = 0;
  }
  v[n - 1][n - 1] = 1;
  e[0] = 0;
}

/** tql2: `d` becomes the eigenvalues, the columns of `v` the eigenvectors. */
function* iterate(v: Float64Array[], d: Float64Array, e: Float64Array, n: number): Generator<Step, void> {
  e.copyWithin(0, 1);
  e[n - 1] = 0;
  let f = 0;
  let largest = 0;
  for (let l = 0; l < n; l++) {
    largest = Math.max(largest, Math.abs(d[l]) + Math.abs(e[l]));
    let m = l;
    while (m < n - 1 && Math.abs(e[m]) > Number.EPSILON * largest) m++;
    for (let round = 0; m > l && round < 100; round++) {
      let g = d[l];
      let p = (d[l + 1] - g) / (2 * e[l]);
      let r = Math.hypot(p, 1);
      if (p < 0) r = -r;
      d[l] = e[l] / (p + r);
      d[l + 1] = e[l] * (p + r);
      const next = d[l + 1];
      let h = g - d[l];
      for (let i = l + 2; i < n; i++) d[i] -= h;
      f += h;
      p = d[m];
      let [c, c2, c3] = [1, 1, 1];
      const beside = e[l + 1];
      let [s, s2] = [0, 0];
      for (let i = m - 1; i >= l; i--) {
        c3 = c2;
        c2 = c;
        s2 = s;
        g = c * e[i];
        h = c * p;
        r = Math.hypot(p, e[i]);
        e[i + 1] = s * r;
        s = e[i] / r;
        c = p / r;
        p = c * d[i] - s * g;
        d[i + 1] = h + s * (c * g + s * d[i]);
        for (const row of v) {
          h = row[i + 1];
          row[i + 1] = s * row[i] + c * h;
          row[i] = c * row[i] - s * h;
        }
      }
      p = (-s * s2 * c3 * beside * e[l]) / next;
      e[l] = s * p;
      d[l] = c * p;
      if (Math.abs(e[l]) <= Number.EPSILON * largest) break;
    }
    d[l] += f;
    e[l] = 0;
    yield stepAt(0.5 + (0.5 * l) / n);
  }
}
