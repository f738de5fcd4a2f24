// The graph that UMAP lays out: fuzzy neighbourhoods of all points, joined (McInnes, Healy and Melville 2018, section 3.1).

import type { Neighbors } from './nearestNeighbors';
import type { Computation } from './steps';
import { symmetrize, type SymmetricGraph } from './symmetricGraph';

const SEARCH_STEPS = 64;
const TOLERANCE = 1e-5;
const ROWS_AT_ONCE = 1024;
/** A neighbourhood is no narrower than this share of the mean distance. */
const MIN_SCALE = 1e-3;

/**
 * The weight of a directed edge is exp(-(d - ρ_i) / σ_i): ρ_i the distance of the nearest, σ_i such that the weights of
 * a point sum to log2 of its neighbours, itself counted as one. Both directions join as a + b - ab.
 */
export async function* fuzzyGraph(neighbors: Neighbors): Computation<SymmetricGraph> {
  const { k, distances } = neighbors;
  const points = distances.length / k;
  const weights = new Float64Array(distances.length);
  const overall = mean(distances);
  for (let i = 0; i < points; i++) {
    membership(distances.subarray(i * k, (i + 1) * k), overall, weights.subarray(i * k, (i + 1) * k));
    if (i % ROWS_AT_ONCE === 0) yield { phase: 'affinities', fraction: i / points };
  }
  return symmetrize(neighbors, weights, (a, b) => a + b - a * b);
}

function membership(distances: Float32Array, overall: number, out: Float64Array): void {
  const wanted = Math.log2(distances.length + 1);
  const nearest = distances.find((distance) => distance > 0) ?? 0;
  let [low, high, sigma] = [0, Infinity, 1];
  for (let step = 0; step < SEARCH_STEPS; step++) {
    let sum = 0;
    for (const distance of distances) sum += distance > nearest ? Math.exp(-(distance - nearest) / sigma) : 1;
    if (Math.abs(sum - wanted) < TOLERANCE) break;
    if (sum > wanted) high = sigma;
    else low = sigma;
    sigma = high === Infinity ? sigma * 2 : (low + high) / 2;
  }
  sigma = Math.max(sigma, MIN_SCALE * (nearest > 0 ? mean(distances) : overall), Number.MIN_VALUE);
  distances.forEach((distance, j) => (out[j] = distance > nearest ? Math.exp(-(distance - nearest) / sigma) : 1));
}

function mean(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/**
 * a and b of 1 / (1 + a d^(2b)), the curve nearest to one that is 1 up to `minDistance` and falls as exp(-(d -
 * minDistance)) beyond: least squares over 300 distances from 0 to 3, by Gauss and Newton with damping (Levenberg 1944).
 */
export function fitCurve(minDistance: number): { a: number; b: number } {
  const samples = Array.from({ length: 300 }, (_, i) => (3 * i) / 299);
  const target = samples.map((d) => (d < minDistance ? 1 : Math.exp(-(d - minDistance))));
  const errorOf = (a: number, b: number): number =>
    samples.reduce((sum, d, i) => sum + (1 / (1 + a * d ** (2 * b)) - target[i]) ** 2, 0);
  let [a, b, damping] = [1, 1, 1e-3];
  let error = errorOf(a, b);
  for (let step = 0; step < 200; step++) {
    let [aa, ab, bb, ra, rb] = [0, 0, 0, 0, 0];
    samples.forEach((d, i) => {
      if (d === 0) return;
      const power = d ** (2 * b);
      const value = 1 / (1 + a * power);
      const slope = -value * value * power;
      const [da, db] = [slope, slope * 2 * a * Math.log(d)];
      const rest = target[i] - value;
      aa += da * da;
      ab += da * db;
      bb += db * db;
      ra += da * rest;
      rb += db * rest;
    });
    const [p, q] = [aa * (1 + damping), bb * (1 + damping)];
    const determinant = p * q - ab * ab;
    const [nextA, nextB] = [a + (q * ra - ab * rb) / determinant, b + (p * rb - ab * ra) / determinant];
    const next = nextA > 0 && nextB > 0 ? errorOf(nextA, nextB) : Infinity;
    if (next < error) {
      const gain = error - next;
      [a, b, error, damping] = [nextA, nextB, next, damping / 10];
      if (gain < 1e-14) break;
    } else if ((damping *= 10) > 1e12) break;
  }
  return { a, b };
}
