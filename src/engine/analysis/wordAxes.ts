// A map on axes that a person names: each from the mean of some words to the mean of others.

import type { Points } from './points';

/** float64 [points, axes]: the cosine of each point with the direction of each axis (0 for points of zeros). */
export function projectOnAxes(
  { count, dimensions, values }: Points,
  directions: readonly Float64Array[],
): Float64Array {
  const axes = directions.length;
  const positions = new Float64Array(count * axes);
  const lengths = directions.map((direction) => Math.sqrt(direction.reduce((sum, value) => sum + value * value, 0)));
  for (let i = 0; i < count; i++) {
    let own = 0;
    const products = new Float64Array(axes);
    for (let d = 0; d < dimensions; d++) {
      const value = values[i * dimensions + d];
      own += value * value;
      for (let axis = 0; axis < axes; axis++) products[axis] += value * directions[axis][d];
    }
    for (let axis = 0; axis < axes; axis++) {
      const scale = Math.sqrt(own) * lengths[axis];
      positions[i * axes + axis] = scale > 0 ? products[axis] / scale : 0;
    }
  }
  return positions;
}
