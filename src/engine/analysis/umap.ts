// UMAP (McInnes, Healy and Melville 2018): a map that keeps neighbours together and more of the whole than t-SNE. The
// layout starts from the principal components, which makes it the same for a seed and quicker than a spectral start.

import { nearestNeighbors } from './nearestNeighbors';
import { principalComponents } from './pca';
import type { Points } from './points';
import type { CreateProducts } from './products';
import { createFastRandom } from './random';
import type { Computation } from './steps';
import type { SymmetricGraph } from './symmetricGraph';
import { createTablePower } from './tablePower';
import { compact, withThree } from './threeNumbers';
import { fitCurve, fuzzyGraph } from './umapGraph';

export interface UmapOptions {
  axes: 2 | 3;
  /** The point itself counts as one of them. */
  neighbors: number;
  /** How close points may lie. */
  minDistance: number;
  /** Left out: 500 up to 10,000 points, 200 beyond. */
  epochs?: number;
  seed: number;
  createProducts?: CreateProducts;
}

const NEGATIVE_SAMPLES = 5;
const START_WIDTH = 10;
const MAX_MOVE = 4;
const EDGES_AT_ONCE = 20_000;

/** Returns positions, float64 [points, axes]. */
export async function* umap(points: Points, options: UmapOptions): Computation<Float64Array> {
  const { axes, neighbors, minDistance, seed, createProducts } = options;
  const { count } = points;
  if (count < 4) return (yield* principalComponents(points, axes)).positions;
  const k = Math.max(1, Math.min(count - 1, neighbors - 1));
  const found = yield* nearestNeighbors(points, { k, createProducts });
  const graph = yield* fuzzyGraph(found);
  const y = yield* startPositions(points, axes, seed);
  const epochs = options.epochs ?? (count <= 10_000 ? 500 : 200);
  return yield* layOut(y, graph, { count, axes, epochs, seed, ...fitCurve(minDistance) });
}

async function* startPositions(points: Points, axes: 2 | 3, seed: number): Computation<Float64Array> {
  const { positions } = yield* principalComponents(points, axes);
  const random = createFastRandom(seed);
  const widest = positions.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  return positions.map((value) => (value / widest) * START_WIDTH + random.normal() * 1e-4);
}

interface Layout {
  count: number;
  axes: 2 | 3;
  epochs: number;
  seed: number;
  a: number;
  b: number;
}

/**
 * Stochastic gradient descent (section 3.2): each edge is drawn in proportion to its weight and pulls its ends together,
 * then its first end is pushed from points drawn at random.
 * @param start [points, axes]
 */
async function* layOut(start: Float64Array, graph: SymmetricGraph, layout: Layout): Computation<Float64Array> {
  const { count, axes, epochs, a, b } = layout;
  const { heads, tails, every } = edgesOf(graph, count, epochs);
  const due = every.slice();
  const pushDue = every.map((gap) => gap / NEGATIVE_SAMPLES);
  const random = createFastRandom(layout.seed + 1);
  const power = createTablePower(b);
  const y = withThree(start, axes);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const rate = 1 - epoch / epochs;
    const step = { phase: 'layout' as const, fraction: epoch / epochs, iteration: epoch, iterations: epochs };
    for (let edge = 0; edge < heads.length; edge++) {
      if (edge % EDGES_AT_ONCE === EDGES_AT_ONCE - 1) yield step;
      if (due[edge] > epoch) continue;
      const i = 3 * heads[edge];
      const j = 3 * tails[edge];
      let dx = y[i] - y[j];
      let dy = y[i + 1] - y[j + 1];
      let dz = y[i + 2] - y[j + 2];
      let squared = dx * dx + dy * dy + dz * dz;
      if (squared > 0) {
        const curve = a * power(squared);
        const pull = (-2 * b * curve) / (squared * (1 + curve));
        const mx = rate * clip(pull * dx);
        const my = rate * clip(pull * dy);
        const mz = rate * clip(pull * dz);
        y[i] += mx;
        y[i + 1] += my;
        y[i + 2] += mz;
        y[j] -= mx;
        y[j + 1] -= my;
        y[j + 2] -= mz;
      }
      due[edge] += every[edge];
      const pushEvery = every[edge] / NEGATIVE_SAMPLES;
      const pushes = Math.floor((epoch - pushDue[edge]) / pushEvery);
      for (let n = 0; n < pushes; n++) {
        const other = 3 * random.integer(count);
        if (other === i) continue;
        dx = y[i] - y[other];
        dy = y[i + 1] - y[other + 1];
        dz = y[i + 2] - y[other + 2];
        squared = dx * dx + dy * dy + dz * dz;
        if (squared > 0) {
          const push = (2 * b) / ((0.001 + squared) * (1 + a * power(squared)));
          y[i] += rate * clip(push * dx);
          y[i + 1] += rate * clip(push * dy);
          y[i + 2] += rate * clip(push * dz);
        } else for (let d = 0; d < axes; d++) y[i + d] += rate * MAX_MOVE * (random.uniform() - 0.5);
      }
      pushDue[edge] += pushes * pushEvery;
    }
    yield { ...step, positions: compact(y, axes) };
  }
  return compact(y, axes);
}

function clip(value: number): number {
  return value > MAX_MOVE ? MAX_MOVE : value < -MAX_MOVE ? -MAX_MOVE : value;
}

/** Edges that are drawn at least once, and after how many epochs each is drawn again. */
function edgesOf({ starts, targets, weights }: SymmetricGraph, count: number, epochs: number) {
  const greatest = weights.reduce((most, weight) => Math.max(most, weight), 0);
  const heads: number[] = [];
  const tails: number[] = [];
  const every: number[] = [];
  for (let i = 0; i < count; i++)
    for (let at = starts[i]; at < starts[i + 1]; at++) {
      if (weights[at] < greatest / epochs) continue;
      heads.push(i);
      tails.push(targets[at]);
      every.push(greatest / weights[at]);
    }
  return { heads: Int32Array.from(heads), tails: Int32Array.from(tails), every: Float64Array.from(every) };
}
