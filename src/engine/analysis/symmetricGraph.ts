// A weighted graph from each point's list of neighbours, made symmetric.

import type { Neighbors } from './nearestNeighbors';

/** Edges of point i are those from starts[i] to starts[i + 1]; each edge stands at both of its ends. */
export interface SymmetricGraph {
  starts: Int32Array;
  targets: Int32Array;
  weights: Float64Array;
}

/**
 * @param weights [points, k], along `neighbors.indices`
 * @param combine the weight of an edge from those of its two directions, 0 where one is not there
 */
export function symmetrize(
  { indices, k }: Pick<Neighbors, 'indices' | 'k'>,
  weights: Float64Array,
  combine: (there: number, back: number) => number,
): SymmetricGraph {
  const points = indices.length / k;
  const back = transposed(indices, weights, points, k);
  const targets: Int32Array = new Int32Array(2 * indices.length);
  const combined = new Float64Array(2 * indices.length);
  const starts = new Int32Array(points + 1);
  const placeOf = new Int32Array(points).fill(-1);
  const backWeights = new Float64Array(2 * indices.length);
  let size = 0;
  for (let i = 0; i < points; i++) {
    const first = size;
    for (let at = i * k; at < (i + 1) * k; at++) {
      placeOf[indices[at]] = size;
      targets[size] = indices[at];
      combined[size++] = weights[at];
    }
    for (let at = back.starts[i]; at < back.starts[i + 1]; at++) {
      const from = back.sources[at];
      if (placeOf[from] < first) {
        placeOf[from] = size;
        targets[size] = from;
        combined[size++] = 0;
      }
      backWeights[placeOf[from]] = back.weights[at];
    }
    for (let at = first; at < size; at++) {
      combined[at] = combine(combined[at], backWeights[at]);
      placeOf[targets[at]] = -1;
    }
    starts[i + 1] = size;
  }
  return { starts, targets: targets.slice(0, size), weights: combined.slice(0, size) };
}

/** Who has point j in its list. */
function transposed(indices: Int32Array, weights: Float64Array, points: number, k: number) {
  const starts = new Int32Array(points + 1);
  for (const j of indices) starts[j + 1]++;
  for (let j = 0; j < points; j++) starts[j + 1] += starts[j];
  const next = starts.slice(0, points);
  const sources = new Int32Array(indices.length);
  const kept = new Float64Array(indices.length);
  indices.forEach((j, at) => {
    sources[next[j]] = Math.floor(at / k);
    kept[next[j]++] = weights[at];
  });
  return { starts, sources, weights: kept };
}
