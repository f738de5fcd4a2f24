// The cosines of many vectors with one.

/** The length of each row, `[rows]`. @param values `[rows, width]` */
export function normsOf(values: Float32Array, width: number): Float64Array {
  const norms = new Float64Array(values.length / width);
  for (let row = 0, at = 0; row < norms.length; row++) {
    let sum = 0;
    for (const end = at + width; at < end; at++) sum += values[at] * values[at];
    norms[row] = Math.sqrt(sum);
  }
  return norms;
}

/** `[rows]`; with a row of zeros 0. @param query `[width]` */
export function cosines(
  { values, norms }: { values: Float32Array; norms: Float64Array },
  query: Float32Array,
): Float64Array {
  const width = query.length;
  const [length] = normsOf(query, width);
  return norms.map((norm, row) => {
    let sum = 0;
    for (let i = 0, at = row * width; i < width; i++) sum += values[at + i] * query[i];
    return norm * length > 0 ? sum / (norm * length) : 0;
  });
}
