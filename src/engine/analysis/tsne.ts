// t-SNE (van der Maaten and Hinton 2008) with Barnes and Hut's approximation (van der Maaten 2014): a map in which points
// that are neighbours stay together. Distances between far groups in it mean little. Settings as in scikit-learn.

import { affinities } from './affinities';
import { LayoutForces } from './layoutForces';
import { nearestNeighbors } from './nearestNeighbors';
import { principalComponents } from './pca';
import type { Points } from './points';
import type { CreateProducts } from './products';
import { createFastRandom } from './random';
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
/** A multiple of four. */
const POINTS_AT_ONCE = 4096;

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
  graph: SymmetricGraph,
  { count, axes, iterations, theta }: Descent,
): Computation<Float64Array> {
  const forces = new LayoutForces({ points: count, axes, theta, graph });
  const motion = { velocity: new Float64Array(y.length), gains: new Float64Array(y.length).fill(1) };
  const rate = Math.max(count / EXAGGERATION / 4, 50);
  for (let iteration = 0; iteration < iterations; iteration++) {
    const isEarly = iteration < Math.min(EXAGGERATED_ITERATIONS, iterations / 2);
    const step = { phase: 'layout' as const, fraction: iteration / iterations, iteration, iterations };
    for (let i = 0; i < count; i++) for (let d = 0; d < axes; d++) forces.places[4 * i + d] = y[3 * i + d];
    forces.build();
    let normalizer = 0;
    for (let first = 0; first < count; first += POINTS_AT_ONCE) {
      const end = Math.min(count, first + POINTS_AT_ONCE);
      normalizer += forces.repel(first, end);
      forces.attract(first, end);
      if (end < count) yield step;
    }
    move(y, forces, motion, { axes, rate, normalizer, isEarly });
    centre(y);
    yield { ...step, positions: compact(y, axes) };
  }
  return compact(y, axes);
}

interface Motion {
  velocity: Float64Array;
  gains: Float64Array;
}

/** A step down the gradient 4 Σ (p - q / Z) q (y - y_other), with momentum and a gain for each number (Jacobs 1988). */
function move(
  y: Float64Array,
  { repulsion, attraction }: LayoutForces,
  { velocity, gains }: Motion,
  { axes, rate, normalizer, isEarly }: { axes: 2 | 3; rate: number; normalizer: number; isEarly: boolean },
): void {
  const momentum = isEarly ? 0.5 : 0.8;
  const factor = isEarly ? EXAGGERATION : 1;
  for (let i = 0; 3 * i < y.length; i++)
    for (let d = 0; d < axes; d++) {
      const at = 3 * i + d;
      const slope = 4 * (factor * attraction[4 * i + d] - repulsion[4 * i + d] / normalizer);
      gains[at] = Math.max(0.01, slope * velocity[at] < 0 ? gains[at] + 0.2 : gains[at] * 0.8);
      velocity[at] = momentum * velocity[at] - rate * gains[at] * slope;
      y[at] += velocity[at];
    }
}

function centre(y: Float64Array): void {
  const count = y.length / 3;
  const mean = [0, 0, 0];
  for (let at = 0; at < y.length; at++) mean[at % 3] += y[at] / count;
  for (let at = 0; at < y.length; at++) y[at] -= mean[at % 3];
}
