// The nearest neighbours of every point (or of some), by Euclidean distance, exact.

import { squaredLengths, type Points } from './points';
import { productBlocks, type CreateProducts } from './products';
import type { Computation, Step } from './steps';

export interface Neighbors {
  k: number;
  /** int32 [queries, k], nearest first. A point is no neighbour of itself. */
  indices: Int32Array;
  /** float32 [queries, k]. */
  distances: Float32Array;
}

export interface NeighborsOptions {
  k: number;
  /** Whose neighbours; left out, those of all points. */
  of?: ArrayLike<number>;
  createProducts?: CreateProducts;
  phase?: Step['phase'];
}

/** With fewer than k other points, `k` of the result is how many there are. */
export async function* nearestNeighbors(points: Points, options: NeighborsOptions): Computation<Neighbors> {
  const { count } = points;
  const { of, phase = 'neighbors' } = options;
  const queries = of?.length ?? count;
  const k = Math.min(options.k, count - 1);
  const indices = new Int32Array(queries * k);
  const distances = new Float32Array(queries * k);
  if (k < 1) return { k: 0, indices, distances };
  const lengths = squaredLengths(points);
  const top = new TopK(k);
  for await (const { first, size, dots } of productBlocks(points, options)) {
    for (let i = 0; i < size; i++) {
      const self = of?.[first + i] ?? first + i;
      top.select(dots, i * count, lengths, self);
      orderByDistance(points, self, top.indices, {
        indices: indices.subarray((first + i) * k, (first + i + 1) * k),
        distances: distances.subarray((first + i) * k, (first + i + 1) * k),
      });
    }
    yield { phase, fraction: (first + size) / queries };
  }
  return { k, indices, distances };
}

/** The k points with the greatest 2·a·b - |b|², which are the nearest to a. */
class TopK {
  readonly indices: Int32Array;
  private readonly keys: Float64Array;

  constructor(private readonly k: number) {
    this.indices = new Int32Array(k);
    this.keys = new Float64Array(k);
  }

  select(dots: Float32Array, from: number, lengths: Float64Array, self: number): void {
    const { k, keys, indices } = this;
    let size = 0;
    let least = -Infinity;
    for (let point = 0; point < lengths.length; point++) {
      const key = 2 * dots[from + point] - lengths[point];
      if (size === k && !(key > least)) continue;
      if (point === self) continue;
      if (size < k) {
        keys[size] = key;
        indices[size] = point;
        this.rise(size++);
      } else {
        keys[0] = key;
        indices[0] = point;
        this.sink();
      }
      if (size === k) least = keys[0];
    }
  }

  private rise(at: number): void {
    const { keys } = this;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (keys[parent] <= keys[at]) return;
      this.swap(at, parent);
      at = parent;
    }
  }

  private sink(): void {
    const { keys, k } = this;
    for (let at = 0; ;) {
      const left = 2 * at + 1;
      if (left >= k) return;
      const child = left + 1 < k && keys[left + 1] < keys[left] ? left + 1 : left;
      if (keys[at] <= keys[child]) return;
      this.swap(at, child);
      at = child;
    }
  }

  private swap(a: number, b: number): void {
    const { keys, indices } = this;
    const [key, index] = [keys[a], indices[a]];
    keys[a] = keys[b];
    indices[a] = indices[b];
    keys[b] = key;
    indices[b] = index;
  }
}

/** Distances anew from the differences: those from products lose digits where points are close. */
function orderByDistance(
  { values, dimensions }: Points,
  self: number,
  found: Int32Array,
  into: { indices: Int32Array; distances: Float32Array },
): void {
  const exact = Array.from(found, (point) => {
    let sum = 0;
    for (let i = 0; i < dimensions; i++) {
      const difference = values[self * dimensions + i] - values[point * dimensions + i];
      sum += difference * difference;
    }
    return { point, distance: Math.sqrt(sum) };
  });
  exact.sort((a, b) => a.distance - b.distance || a.point - b.point);
  exact.forEach(({ point, distance }, i) => {
    into.indices[i] = point;
    into.distances[i] = distance;
  });
}
