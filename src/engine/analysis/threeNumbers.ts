// Layouts keep three numbers a point, the last 0 on two axes, so that one loop serves both.

/** [points, axes] to [points, 3]. */
export function withThree(positions: Float64Array, axes: 2 | 3): Float64Array {
  if (axes === 3) return positions.slice();
  const result = new Float64Array((positions.length / 2) * 3);
  for (let i = 0; i < positions.length / 2; i++) {
    result[3 * i] = positions[2 * i];
    result[3 * i + 1] = positions[2 * i + 1];
  }
  return result;
}

/** [points, 3] to [points, axes]; a copy. */
export function compact(y: Float64Array, axes: 2 | 3): Float64Array {
  if (axes === 3) return y.slice();
  const result = new Float64Array((y.length / 3) * 2);
  for (let i = 0; i < y.length / 3; i++) {
    result[2 * i] = y[3 * i];
    result[2 * i + 1] = y[3 * i + 1];
  }
  return result;
}
