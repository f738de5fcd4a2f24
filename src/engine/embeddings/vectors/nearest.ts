// The rows nearest to a vector: exact, over all rows, by cosine, dot product or Euclidean distance.

import type { VectorMeasure } from '../../../protocol/wordQueries';
import { normsOf, type VectorSet } from './vectorSet';

type Rows = Pick<VectorSet, 'values' | 'dimensions'>;

export interface NearestRow {
  row: number;
  value: number;
}

export interface NearestOptions {
  k: number;
  measure: VectorMeasure;
  /** Rows to leave out. */
  exclude?: readonly number[];
  /** Only the first so many rows. */
  restrict?: number;
}

/**
 * Nearest first; rows of equal value by row. The cosine with a row of zeros is 0.
 * @param query [dimensions]
 */
export function nearest(set: VectorSet, query: ArrayLike<number>, options: NearestOptions): NearestRow[] {
  const { k, measure, exclude = [], restrict = Infinity } = options;
  const rows = Math.min(restrict, set.words.size);
  const scores = new Float64Array(rows);
  if (measure === 'euclidean') negatedDistances(set, query, scores);
  else {
    dotProducts(set, query, scores);
    if (measure === 'cosine') toCosines(set, query, scores);
  }
  for (const row of exclude) if (row >= 0 && row < rows) scores[row] = -Infinity;
  const top = greatest(scores, k).filter((row) => scores[row] > -Infinity);
  return top.map((row) => ({ row, value: measure === 'euclidean' ? -scores[row] : scores[row] }));
}

/** The cosine of each row with the query, `[rows]`; with a row of zeros 0. @param query [dimensions] */
export function cosines(set: Rows, query: ArrayLike<number>): Float64Array {
  const all = new Float64Array(set.values.length / set.dimensions);
  dotProducts(set, query, all);
  toCosines(set, query, all);
  return all;
}

/** out[row] = row · query, for as many rows as `out` has. */
function dotProducts({ values, dimensions }: Rows, query: ArrayLike<number>, out: Float64Array): void {
  const q = Float64Array.from(query);
  const whole = dimensions - (dimensions % 4);
  for (let row = 0, at = 0; row < out.length; row++, at += dimensions) {
    // Four sums, so that one addition need not wait for the other.
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let i = 0; i < whole; i += 4) {
      a += values[at + i] * q[i];
      b += values[at + i + 1] * q[i + 1];
      c += values[at + i + 2] * q[i + 2];
      d += values[at + i + 3] * q[i + 3];
    }
    for (let i = whole; i < dimensions; i++) a += values[at + i] * q[i];
    out[row] = a + b + (c + d);
  }
}

function toCosines(set: Rows, query: ArrayLike<number>, dots: Float64Array): void {
  const norms = normsOf(set);
  let sum = 0;
  for (let i = 0; i < query.length; i++) sum += query[i] * query[i];
  const length = Math.sqrt(sum);
  for (let row = 0; row < dots.length; row++) {
    const scale = norms[row] * length;
    dots[row] = scale > 0 ? dots[row] / scale : 0;
  }
}

function negatedDistances({ values, dimensions }: VectorSet, query: ArrayLike<number>, out: Float64Array): void {
  const q = Float64Array.from(query);
  const even = dimensions - (dimensions % 2);
  for (let row = 0, at = 0; row < out.length; row++, at += dimensions) {
    let [a, b] = [0, 0];
    for (let i = 0; i < even; i += 2) {
      const [x, y] = [values[at + i] - q[i], values[at + i + 1] - q[i + 1]];
      a += x * x;
      b += y * y;
    }
    if (even < dimensions) a += (values[at + even] - q[even]) ** 2;
    out[row] = -Math.sqrt(a + b);
  }
}

/** Indices of the `k` greatest scores, greatest first, equal ones by index. */
export function greatest(scores: Float64Array, k: number): number[] {
  const kept: number[] = []; // a heap, the worst kept on top
  const isWorse = (a: number, b: number): boolean => scores[a] < scores[b] || (scores[a] === scores[b] && a > b);
  const sink = (): void => {
    for (let at = 0; ;) {
      let worst = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < kept.length && isWorse(kept[child], kept[worst])) worst = child;
      if (worst === at) return;
      [kept[at], kept[worst]] = [kept[worst], kept[at]];
      at = worst;
    }
  };
  const rise = (): void => {
    for (let at = kept.length - 1; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!isWorse(kept[at], kept[parent])) return;
      [kept[at], kept[parent]] = [kept[parent], kept[at]];
      at = parent;
    }
  };
  if (k < 1) return [];
  let least = -Infinity;
  for (let index = 0; index < scores.length; index++) {
    if (kept.length < k) {
      kept.push(index);
      rise();
      least = scores[kept[0]];
    } else if (scores[index] > least) {
      kept[0] = index;
      sink();
      least = scores[kept[0]];
    }
  }
  return kept.sort((a, b) => scores[b] - scores[a] || a - b);
}
