// Two vectors beside each other: what a head is given of a pair of texts that were encoded apart.

import { abs, concat, div, maximum, mul, reshape, slice, sqrt, sub, sum } from '../graph/ops';
import type { Dim } from '../graph/dims';
import type { Value } from '../graph/value';

/** vectors [2·batch, width], of each pair one behind the other -> u and v [batch, width] */
function sides(vectors: Value, batch: Dim, width: number): [u: Value, v: Value] {
  const pairs = reshape(vectors, [batch, 2, width]);
  const side = (at: number): Value => reshape(slice(pairs, 1, at, at + 1), [batch, width]);
  return [side(0), side(1)];
}

/** u, v, |u − v| and u ⊙ v side by side (Conneau et al. 2017): [2·batch, width] -> [batch, 4·width] */
export function comparedVectors(vectors: Value, batch: Dim, width: number): Value {
  const [u, v] = sides(vectors, batch, width);
  return concat([u, v, abs(sub(u, v)), mul(u, v)], 1);
}

/** Shorter vectors count as so long, as in PyTorch's `cosine_similarity`. */
const LEAST = 1e-8;

/** u·v / (max(‖u‖, 10⁻⁸) · max(‖v‖, 10⁻⁸)): [2·batch, width] -> [batch, 1] */
export function cosineSimilarity(vectors: Value, batch: Dim, width: number): Value {
  const [u, v] = sides(vectors, batch, width);
  const dot = (a: Value, b: Value): Value => sum(mul(a, b), [1], { keep: true });
  const length = (x: Value): Value => sqrt(maximum(dot(x, x), LEAST * LEAST));
  return div(dot(u, v), mul(length(u), length(v)));
}
