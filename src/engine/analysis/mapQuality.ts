// How far a map can be trusted: trustworthiness (Venna and Kaski 2001), as scikit-learn computes it, and the share of
// neighbours that a map keeps.

import type { MapQuality } from '../../protocol/projection';
import { squaredLengths, type Points } from './points';
import { productBlocks, type CreateProducts } from './products';
import { createFastRandom } from './random';
import type { Computation } from './steps';

export interface QualityOptions {
  neighbors: number;
  /** Look at so many points, drawn by the seed, against all others. */
  sample: number;
  seed: number;
  createProducts?: CreateProducts;
}

/**
 * With r(i, j) the rank of j among the neighbours of i in the original space, and U(i) the k nearest of i in the map:
 * T = 1 - 2 / (n k (2n - 3k - 1)) · Σ_i Σ_{j in U(i)} max(0, r(i, j) - k). From a sample of m points n before the sum is m.
 * @param map [points, axes]
 */
export async function* mapQuality(
  points: Points,
  map: { values: ArrayLike<number>; dimensions: number },
  options: QualityOptions,
): Computation<MapQuality> {
  const { count } = points;
  // Beyond half of the points the measure is not defined.
  const k = Math.min(options.neighbors, Math.floor((count - 1) / 2));
  if (k < 1) return { trustworthiness: 1, overlap: 1, neighbors: Math.max(0, k), sampled: count, points: count };
  const sample = samplePoints(count, options);
  const drawn = new Float64Array(count);
  let penalty = 0;
  let kept = 0;
  let done = 0;
  for await (const { i, distances: original } of distancesOf(points, sample, options.createProducts)) {
    squaredDistances(map.values, map.dimensions, i, drawn);
    const limit = kthSmallest(original, k);
    for (const j of smallest(drawn, k)) {
      if (original[j] <= limit) kept++;
      else penalty += rankOf(original, j) - k;
    }
    if (done++ % 16 === 0) yield { phase: 'components', fraction: done / sample.length };
  }
  const scale = 2 / (sample.length * k * (2 * count - 3 * k - 1));
  return {
    trustworthiness: 1 - scale * penalty,
    overlap: kept / (sample.length * k),
    ...{ neighbors: k, sampled: sample.length, points: count },
  };
}

function samplePoints(count: number, { sample, seed }: QualityOptions): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  if (sample >= count) return order;
  const random = createFastRandom(seed);
  for (let i = 0; i < sample; i++) {
    const j = i + random.integer(count - i);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order.slice(0, sample);
}

/** Of each point of the sample to all others, squared, less its own squared length; infinite to itself. */
async function* distancesOf(points: Points, sample: readonly number[], createProducts?: CreateProducts) {
  const { count } = points;
  const lengths = squaredLengths(points);
  const distances = new Float64Array(count);
  for await (const { first, size, dots } of productBlocks(points, { of: sample, createProducts }))
    for (let at = 0; at < size; at++) {
      const i = sample[first + at];
      for (let j = 0; j < count; j++) distances[j] = lengths[j] - 2 * dots[at * count + j];
      distances[i] = Infinity;
      yield { i, distances };
    }
}

/** Of point i to all; infinite to itself. */
function squaredDistances(values: ArrayLike<number>, dimensions: number, i: number, out: Float64Array): void {
  const own = i * dimensions;
  for (let j = 0, at = 0; j < out.length; j++) {
    let sum = 0;
    for (let d = 0; d < dimensions; d++) {
      const difference = values[own + d] - values[at++];
      sum += difference * difference;
    }
    out[j] = sum;
  }
  out[i] = Infinity;
}

/** Indices of the k smallest, equal ones by index. */
function smallest(values: Float64Array, k: number): number[] {
  const kept: number[] = [];
  for (let index = 0; index < values.length; index++) {
    if (kept.length === k && values[index] >= values[kept[k - 1]]) continue;
    let at = kept.length === k ? k - 1 : kept.length;
    for (; at > 0 && values[kept[at - 1]] > values[index]; at--) kept[at] = kept[at - 1];
    kept[at] = index;
  }
  return kept;
}

function kthSmallest(values: Float64Array, k: number): number {
  return values[smallest(values, k)[k - 1]];
}

/** 1 for the nearest. */
function rankOf(values: Float64Array, index: number): number {
  let rank = 1;
  for (let j = 0; j < values.length; j++) if (values[j] < values[index]) rank++;
  return rank;
}
