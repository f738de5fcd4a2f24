// k-means clusters (Lloyd 1982) from a k-means++ start (Arthur and Vassilvitskii 2007).

import type { Points } from './points';
import { createFastRandom, type FastRandom } from './random';
import type { Computation } from './steps';

export interface Clusters {
  /** int32 [points]. */
  labels: Int32Array<ArrayBuffer>;
  /** float64 [clusters, dimensions]. */
  centres: Float64Array;
  sizes: Int32Array;
  inertia: number;
  iterations: number;
}

export interface KMeansOptions {
  clusters: number;
  seed: number;
  /** Default 100; it ends before when no point changes its cluster. */
  maxIterations?: number;
}

const POINTS_AT_ONCE = 1000;

/** With fewer points than clusters there is a cluster for each point. A cluster that runs empty takes the farthest point. */
export async function* kMeans(
  points: Points,
  { clusters, seed, maxIterations = 100 }: KMeansOptions,
): Computation<Clusters> {
  const { count, dimensions, values } = points;
  const k = Math.min(clusters, count);
  const centres = yield* plusPlus(points, k, createFastRandom(seed));
  const labels = new Int32Array(count).fill(-1);
  const distances = new Float64Array(count);
  const sizes = new Int32Array(k);
  let inertia = 0;
  for (let iteration = 1; ; iteration++) {
    let changed = 0;
    inertia = 0;
    for (let i = 0; i < count; i++) {
      const { nearest, distance } = nearestCentre(values, i * dimensions, centres, dimensions);
      if (labels[i] !== nearest) changed++;
      labels[i] = nearest;
      distances[i] = distance;
      inertia += distance;
      if (i % POINTS_AT_ONCE === 0)
        yield {
          phase: 'components',
          fraction: (iteration - 1 + i / count) / maxIterations,
          iteration,
          iterations: maxIterations,
        };
    }
    if (changed === 0 || iteration >= maxIterations) {
      sizes.fill(0);
      for (const label of labels) sizes[label]++;
      return { labels, centres, sizes, inertia, iterations: iteration };
    }
    moveCentres({ values, dimensions, labels, distances, centres, sizes });
  }
}

/** Gives each point to the nearest of the centres, [clusters, dimensions]. */
export async function* nearestCentres(
  { count, dimensions, values }: Points,
  centres: Float64Array,
): Computation<Pick<Clusters, 'labels' | 'sizes' | 'inertia'>> {
  const labels = new Int32Array(count);
  const sizes = new Int32Array(centres.length / dimensions);
  let inertia = 0;
  for (let i = 0; i < count; i++) {
    const { nearest, distance } = nearestCentre(values, i * dimensions, centres, dimensions);
    labels[i] = nearest;
    sizes[nearest]++;
    inertia += distance;
    if (i % POINTS_AT_ONCE === 0) yield { phase: 'components', fraction: i / count };
  }
  return { labels, sizes, inertia };
}

/** Each further centre is a point drawn with a chance in proportion to its squared distance from those there are. */
async function* plusPlus(
  { count, dimensions, values }: Points,
  k: number,
  random: FastRandom,
): Computation<Float64Array> {
  const centres = new Float64Array(k * dimensions);
  const distances = new Float64Array(count).fill(Infinity);
  let chosen = random.integer(count);
  for (let c = 0; c < k; c++) {
    for (let d = 0; d < dimensions; d++) centres[c * dimensions + d] = values[chosen * dimensions + d];
    let total = 0;
    for (let i = 0; i < count; i++) {
      const distance = squaredDistance(values, i * dimensions, centres, c * dimensions, dimensions);
      if (distance < distances[i]) distances[i] = distance;
      total += distances[i];
    }
    let rest = random.uniform() * total;
    chosen = 0;
    while (chosen < count - 1 && (rest -= distances[chosen]) >= 0) chosen++;
    yield { phase: 'components', fraction: 0 };
  }
  return centres;
}

function nearestCentre(values: Float32Array, from: number, centres: Float64Array, dimensions: number) {
  let nearest = 0;
  let distance = Infinity;
  for (let c = 0, at = 0; at < centres.length; c++, at += dimensions) {
    const there = squaredDistance(values, from, centres, at, dimensions);
    if (there < distance) {
      distance = there;
      nearest = c;
    }
  }
  return { nearest, distance };
}

function squaredDistance(a: Float32Array, fromA: number, b: Float64Array, fromB: number, dimensions: number): number {
  let sum = 0;
  for (let d = 0; d < dimensions; d++) {
    const difference = a[fromA + d] - b[fromB + d];
    sum += difference * difference;
  }
  return sum;
}

interface Moving {
  values: Float32Array;
  dimensions: number;
  labels: Int32Array;
  distances: Float64Array;
  centres: Float64Array;
  sizes: Int32Array;
}

function moveCentres({ values, dimensions, labels, distances, centres, sizes }: Moving): void {
  sizes.fill(0);
  for (const label of labels) sizes[label]++;
  sizes.forEach((size, cluster) => {
    if (size > 0) return;
    const far = distances.reduce((best, value, i) => (value > distances[best] && sizes[labels[i]] > 1 ? i : best), 0);
    sizes[labels[far]]--;
    labels[far] = cluster;
    sizes[cluster] = 1;
    distances[far] = 0;
  });
  centres.fill(0);
  labels.forEach((label, i) => {
    for (let d = 0; d < dimensions; d++) centres[label * dimensions + d] += values[i * dimensions + d] / sizes[label];
  });
}
