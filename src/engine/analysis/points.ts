// The points that are analysed: rows of numbers, one after another.

export interface Points {
  readonly count: number;
  readonly dimensions: number;
  /** float32 [count, dimensions], row-major. */
  readonly values: Float32Array;
}

/** Rows copied out of a larger set; `normalize` scales each to length 1 (rows of zeros stay). */
export function gatherPoints(
  values: Float32Array,
  dimensions: number,
  rows: ArrayLike<number>,
  normalize: boolean,
): Points {
  const result = new Float32Array(rows.length * dimensions);
  for (let i = 0; i < rows.length; i++) {
    const source = values.subarray(rows[i] * dimensions, (rows[i] + 1) * dimensions);
    let scale = 1;
    if (normalize) {
      let sum = 0;
      for (const value of source) sum += value * value;
      scale = sum > 0 ? 1 / Math.sqrt(sum) : 1;
    }
    for (let d = 0; d < dimensions; d++) result[i * dimensions + d] = source[d] * scale;
  }
  return { count: rows.length, dimensions, values: result };
}

export function squaredLengths({ values, count, dimensions }: Points): Float64Array {
  const lengths = new Float64Array(count);
  for (let i = 0, at = 0; i < count; i++) {
    let sum = 0;
    for (const end = at + dimensions; at < end; at++) sum += values[at] * values[at];
    lengths[i] = sum;
  }
  return lengths;
}
