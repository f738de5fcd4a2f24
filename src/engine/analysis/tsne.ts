// t-SNE (van der Maaten and Hinton 2008) with Barnes and Hut's approximation (van der Maaten 2014): a map in which points
// that are neighbours stay together. Distances between far groups in it mean little. Settings as in scikit-learn.

import { affinities } from './affinities';
import { nearestNeighbors } from './nearestNeighbors';
import { principalComponents } from './pca';
import type { Points } from './points';
import type { CreateProducts } from './products';
import { createFastRandom } from './random';
import { SpaceTree } from './spaceTree';
import type { Computation } from './steps';
import type { SymmetricGraph } from './symmetricGraph';
import { compact } from './threeNumbers';

export interface TsneOptions {
  axes: 2 | 3;
  /** About how many neighbours count for a point; at most a third of the points. */
  perplexity: number;
  iterations: number;
  /** 0: exact; 0.5 is usual; greater is faster and rougher. */
  theta: number;
  seed: number;
  createProducts?: CreateProducts;
}

const EXAGGERATION = 12;
const EXAGGERATED_ITERATIONS = 250;
const START_DEVIATION = 1e-4;
const POINTS_AT_ONCE = 1024;

/** Returns positions, float64 [points, axes]. It starts from the principal components. */
export async function* tsne(points: Points, options: TsneOptions): Computation<Float64Array> {
  const { axes, iterations, theta, seed, createProducts } = options;
  const { count } = points;
  if (count < 4) return (yield* principalComponents(points, axes)).positions;
  const perplexity = Math.max(1, Math.min(options.perplexity, (count - 1) / 3));
  const k = Math.min(count - 1, Math.ceil(3 * perplexity));
  const neighbors = yield* nearestNeighbors(points, { k, createProducts });
  const attraction = yield* affinities(neighbors, perplexity);
  const y = yield* startPositions(points, axes, seed);
  return yield* descend(y, attraction, { count, axes, iterations, theta });
}

/** [points, 3]; the third number is 0 on two axes. */
async function* startPositions(points: Points, axes: 2 | 3, seed: number): Computation<Float64Array> {
  const { positions } = yield* principalComponents(points, axes);
  const y = new Float64Array(3 * points.count);
  let sum = 0;
  for (let i = 0; i < points.count; i++) sum += positions[i * axes] ** 2;
  const scale = START_DEVIATION / (Math.sqrt(sum / points.count) || 1);
  const random = createFastRandom(seed);
  for (let i = 0; i < points.count; i++)
    for (let d = 0; d < axes; d++)
      // A little noise parts points that are equal.
      y[3 * i + d] = positions[i * axes + d] * scale + random.normal() * START_DEVIATION * 1e-2;
  return y;
}

interface Descent {
  count: number;
  axes: 2 | 3;
  iterations: number;
  theta: number;
}

async function* descend(
  y: Float64Array,
  attraction: SymmetricGraph,
  { count, axes, iterations, theta }: Descent,
): Computation<Float64Array> {
  const rate = Math.max(count / EXAGGERATION / 4, 50);
  const gradient = new Float64Array(y.length);
  const velocity = new Float64Array(y.length);
  const gains = new Float64Array(y.length).fill(1);
  const tree = new SpaceTree(count, axes);
  for (let iteration = 0; iteration < iterations; iteration++) {
    const isEarly = iteration < Math.min(EXAGGERATED_ITERATIONS, iterations / 2);
    const step = { phase: 'layout' as const, fraction: iteration / iterations, iteration, iterations };
    tree.build(y);
    yield step;
    let normalizer = 0;
    const force = new Float64Array(3);
    for (let i = 0; i < count; i++) {
      normalizer += tree.repulsion(y[3 * i], y[3 * i + 1], y[3 * i + 2], theta, force);
      gradient.set(force, 3 * i);
      if (i % POINTS_AT_ONCE === POINTS_AT_ONCE - 1) yield step;
    }
    for (let at = 0; at < gradient.length; at++) gradient[at] *= -1 / normalizer;
    for (let first = 0; first < count; first += POINTS_AT_ONCE) {
      addAttraction(y, attraction, gradient, { first, end: Math.min(count, first + POINTS_AT_ONCE), isEarly });
      yield step;
    }
    const momentum = isEarly ? 0.5 : 0.8;
    for (let at = 0; at < y.length; at++) {
      const slope = 4 * gradient[at];
      gains[at] = Math.max(0.01, slope * velocity[at] < 0 ? gains[at] + 0.2 : gains[at] * 0.8);
      velocity[at] = momentum * velocity[at] - rate * gains[at] * slope;
      y[at] += velocity[at];
    }
    centre(y);
    yield { ...step, positions: compact(y, axes) };
  }
  return compact(y, axes);
}

function addAttraction(
  y: Float64Array,
  { starts, targets, weights }: SymmetricGraph,
  gradient: Float64Array,
  { first, end, isEarly }: { first: number; end: number; isEarly: boolean },
): void {
  const factor = isEarly ? EXAGGERATION : 1;
  for (let i = first; i < end; i++) {
    const [x0, y0, z0] = [y[3 * i], y[3 * i + 1], y[3 * i + 2]];
    let [gx, gy, gz] = [0, 0, 0];
    for (let at = starts[i]; at < starts[i + 1]; at++) {
      const j = 3 * targets[at];
      const dx = x0 - y[j];
      const dy = y0 - y[j + 1];
      const dz = z0 - y[j + 2];
      const pull = (factor * weights[at]) / (1 + dx * dx + dy * dy + dz * dz);
      gx += pull * dx;
      gy += pull * dy;
      gz += pull * dz;
    }
    gradient[3 * i] += gx;
    gradient[3 * i + 1] += gy;
    gradient[3 * i + 2] += gz;
  }
}

function centre(y: Float64Array): void {
  const count = y.length / 3;
  const mean = [0, 0, 0];
  for (let at = 0; at < y.length; at++) mean[at % 3] += y[at] / count;
  for (let at = 0; at < y.length; at++) y[at] -= mean[at % 3];
}
