// Principal components by the eigenvectors of the covariance (Pearson 1901; Hotelling 1933): exact however many points
// there are, as only the covariance, [dimensions, dimensions], is decomposed.

import type { Points } from './points';
import { within, type Computation } from './steps';
import { symmetricEigen } from './symmetricEigen';

export interface Components {
  /** float64 [points, components]: coordinates on the components. */
  positions: Float64Array;
  /** float64 [components, dimensions], each of length 1. */
  axes: Float64Array;
  mean: Float64Array;
  /** Share of the whole variance that lies along each. */
  explained: number[];
}

const POINTS_AT_ONCE = 2000;

/**
 * The components with the most variance. Their signs make the number of greatest size in each axis positive, as
 * scikit-learn's `svd_flip` on rows does. With fewer dimensions than components the rest are 0.
 */
export async function* principalComponents(points: Points, components: number): Computation<Components> {
  const { count, dimensions, values } = points;
  const mean = new Float64Array(dimensions);
  for (let i = 0, at = 0; i < count; i++) for (let d = 0; d < dimensions; d++) mean[d] += values[at++] / count;
  const covariance = yield* covarianceOf(points, mean);
  const eigen = yield* within(symmetricEigen(covariance, dimensions), 0.6, 0.8);
  const kept = Math.min(components, dimensions);
  const axes = new Float64Array(components * dimensions);
  for (let c = 0; c < kept; c++) {
    const axis = eigen.vectors.subarray(c * dimensions, (c + 1) * dimensions);
    const greatest = axis.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
    axes.set(greatest < 0 ? axis.map((value) => -value) : axis, c * dimensions);
  }
  const total = eigen.values.reduce((sum, value) => sum + Math.max(0, value), 0);
  const explained = Array.from({ length: components }, (_, c) =>
    c < kept && total > 0 ? Math.max(0, eigen.values[c]) / total : 0,
  );
  const positions = new Float64Array(count * components);
  const centred = new Float64Array(dimensions);
  for (let i = 0; i < count; i++) {
    for (let d = 0; d < dimensions; d++) centred[d] = values[i * dimensions + d] - mean[d];
    for (let c = 0; c < kept; c++) {
      let sum = 0;
      for (let d = 0, at = c * dimensions; d < dimensions; d++) sum += centred[d] * axes[at++];
      positions[i * components + c] = sum;
    }
    if (i % POINTS_AT_ONCE === 0) yield { phase: 'components', fraction: 0.8 + (0.2 * i) / count };
  }
  return { positions, axes, mean, explained };
}

/** [dimensions, dimensions], divided by the number of points. */
async function* covarianceOf({ count, dimensions, values }: Points, mean: Float64Array): Computation<Float64Array> {
  const covariance = new Float64Array(dimensions * dimensions);
  const PAIR = 4;
  // Four points at a time: each entry is read and written once for all four.
  const block = Array.from({ length: PAIR }, () => new Float64Array(dimensions));
  for (let first = 0; first < count; first += PAIR) {
    block.forEach((centred, i) => {
      const at = (first + i) * dimensions;
      for (let d = 0; d < dimensions; d++) centred[d] = first + i < count ? values[at + d] - mean[d] : 0;
    });
    const [p, q, r, s] = block;
    for (let i = 0; i < dimensions; i++) {
      const [pi, qi, ri, si] = [p[i], q[i], r[i], s[i]];
      for (let j = 0, at = i * dimensions; j <= i; j++, at++)
        covariance[at] += pi * p[j] + qi * q[j] + ri * r[j] + si * s[j];
    }
    if (first % POINTS_AT_ONCE === 0) yield { phase: 'components', fraction: (0.6 * first) / count };
  }
  for (let i = 0; i < dimensions; i++)
    for (let j = 0; j <= i; j++) {
      covariance[i * dimensions + j] /= count;
      covariance[j * dimensions + i] = covariance[i * dimensions + j];
    }
  return covariance;
}
