// How much t-SNE wants each pair of points together: Gaussians around each point, as wide as its perplexity asks
// (van der Maaten and Hinton 2008, section 2), over nearest neighbours alone (van der Maaten 2014, section 4.1).

import type { Neighbors } from './nearestNeighbors';
import type { Computation } from './steps';
import { symmetrize, type SymmetricGraph } from './symmetricGraph';

const SEARCH_STEPS = 64;
const TOLERANCE = 1e-5;
const ROWS_AT_ONCE = 256;

/** p_ij of all pairs that are neighbours of each other in either direction; they sum to 1. */
export async function* affinities(neighbors: Neighbors, perplexity: number): Computation<SymmetricGraph> {
  const { k, distances } = neighbors;
  const points = distances.length / k;
  const conditional = new Float64Array(distances.length);
  for (let i = 0; i < points; i++) {
    conditionalRow(distances.subarray(i * k, (i + 1) * k), perplexity, conditional.subarray(i * k, (i + 1) * k));
    if (i % ROWS_AT_ONCE === 0) yield { phase: 'affinities', fraction: i / points };
  }
  return symmetrize(neighbors, conditional, (there, back) => (there + back) / (2 * points));
}

/** p(j|i) ∝ exp(-β d²), with the β for which the entropy is ln(perplexity), found by bisection. */
function conditionalRow(distances: Float32Array, perplexity: number, out: Float64Array): void {
  const wanted = Math.log(perplexity);
  let [low, high, beta] = [0, Infinity, 1];
  const nearest = distances[0] ** 2; // taken off all: the shares stay the same, and exp cannot vanish for all
  for (let step = 0; step < SEARCH_STEPS; step++) {
    let sum = 0;
    let moment = 0;
    for (let j = 0; j < out.length; j++) {
      const squared = distances[j] ** 2 - nearest;
      out[j] = Math.exp(-beta * squared);
      sum += out[j];
      moment += out[j] * squared;
    }
    for (let j = 0; j < out.length; j++) out[j] /= sum;
    const excess = Math.log(sum) + (beta * moment) / sum - wanted;
    if (Math.abs(excess) < TOLERANCE) return;
    if (excess > 0) low = beta;
    else high = beta;
    beta = high === Infinity ? beta * 2 : (low + high) / 2;
  }
}
