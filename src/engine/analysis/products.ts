// Products of many rows with all points: most of what neighbours cost. Who runs the engine may give a faster way than
// this one (ONNX Runtime's matrix product); the numbers may differ in the last bits.

import type { Points } from './points';

export interface Products {
  /**
   * float32 [count, points]: the scalar product of each query with each point. Valid until the next call.
   * @param queries [count, dimensions]
   */
  of(queries: Float32Array, count: number): Promise<Float32Array>;
  release(): Promise<void>;
}

export type CreateProducts = (points: Points) => Promise<Products>;

/** Queries at once, so that the products of a block stay below 32 MB. */
export function queriesAtOnce(points: number): number {
  return Math.max(1, Math.min(512, Math.floor(8_000_000 / Math.max(1, points))));
}

/** The products of the points named (left out, of all) with all points, block after block: of those from `first` on, `size` of them. */
export async function* productBlocks(
  points: Points,
  { of, createProducts = plainProducts }: { of?: ArrayLike<number>; createProducts?: CreateProducts },
): AsyncGenerator<{ first: number; size: number; dots: Float32Array }> {
  const { count, dimensions, values } = points;
  const queries = of?.length ?? count;
  const most = queriesAtOnce(count);
  const block = new Float32Array(most * dimensions);
  const products = await createProducts(points);
  try {
    for (let first = 0; first < queries; first += most) {
      const size = Math.min(most, queries - first);
      for (let i = 0; i < size; i++) {
        const point = of?.[first + i] ?? first + i;
        block.set(values.subarray(point * dimensions, (point + 1) * dimensions), i * dimensions);
      }
      yield { first, size, dots: await products.of(block, size) };
    }
  } finally {
    await products.release();
  }
}

export const plainProducts: CreateProducts = ({ values, count: points, dimensions }) => {
  let out = new Float32Array(0);
  return Promise.resolve({
    of(queries, count) {
      if (out.length < count * points) out = new Float32Array(count * points);
      let query = 0;
      for (; query + 4 <= count; query += 4) fourRows({ values, points, dimensions, queries, query, out });
      for (; query < count; query++) oneRow({ values, points, dimensions, queries, query, out });
      return Promise.resolve(out.subarray(0, count * points));
    },
    release: () => Promise.resolve(),
  });
};

interface Block {
  values: Float32Array;
  points: number;
  dimensions: number;
  queries: Float32Array;
  query: number;
  out: Float32Array;
}

/** Four queries at a time: each number of a point is loaded once for all four. */
function fourRows({ values, points, dimensions, queries, query, out }: Block): void {
  const [q0, q1, q2, q3] = [0, 1, 2, 3].map((i) => (query + i) * dimensions);
  for (let point = 0, at = 0; point < points; point++, at += dimensions) {
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let i = 0; i < dimensions; i++) {
      const value = values[at + i];
      a += value * queries[q0 + i];
      b += value * queries[q1 + i];
      c += value * queries[q2 + i];
      d += value * queries[q3 + i];
    }
    const to = query * points + point;
    out[to] = a;
    out[to + points] = b;
    out[to + 2 * points] = c;
    out[to + 3 * points] = d;
  }
}

function oneRow({ values, points, dimensions, queries, query, out }: Block): void {
  for (let point = 0, at = 0; point < points; point++) {
    let sum = 0;
    for (let i = query * dimensions, end = i + dimensions; i < end; i++) sum += values[at++] * queries[i];
    out[query * points + point] = sum;
  }
}
