// Learns a product quantiser as fastText does (productquantizer.cc): for each part of the vectors 256 centroids, by 25 rounds of Lloyd's
// k-means.

import type { Random } from '../../../data/random';
import { nearestCentroid } from './nearestCentroid';
import type { NearestCentroid } from './outwardSearch';

export const CENTROIDS = 256;
/** So many vectors are enough to learn from. */
export const MOST_VECTORS = 256 * CENTROIDS;
const ROUNDS = 25;
/** Two centroids that were one lie so far apart. */
const APART = 1e-7;

export interface TrainedQuantizer {
  /** Bytes of a vector. */
  readonly parts: number;
  /** The codes of vectors, [count, dimensions] -> [count, parts]. */
  encode(vectors: Float32Array): Uint8Array;
  /** As it stands in a file. */
  bytes(): Uint8Array;
}

export interface QuantizerOptions {
  dimensions: number;
  /** Of a part; the last one may be narrower. */
  width: number;
  /** That a vector of zeros is to be zeros again: each part's centroid that is nearest to zero becomes zero. */
  keepsZero: boolean;
  random: Random;
  /** Awaited after each part, with the share that is done. */
  turn: (fraction: number) => Promise<void>;
}

/** @param vectors [count, dimensions], at least 256 */
export async function trainQuantizer(
  vectors: Float32Array,
  { dimensions, width, keepsZero, random, turn }: QuantizerOptions,
): Promise<TrainedQuantizer> {
  const parts = Math.ceil(dimensions / width);
  const widthOf = (part: number): number => Math.min(width, dimensions - part * width);
  const count = vectors.length / dimensions;
  const centroids = new Float32Array(dimensions * CENTROIDS); // [parts, 256, width]
  const nearest: NearestCentroid[] = [];
  for (let part = 0; part < parts; part++) {
    const size = widthOf(part);
    const points = new Float32Array(count * size);
    for (let i = 0; i < count; i++)
      for (let k = 0; k < size; k++) points[i * size + k] = vectors[i * dimensions + part * width + k];
    const start = part * CENTROIDS * width;
    const own = centroids.subarray(start, start + CENTROIDS * size);
    kMeans(points, own, size, random);
    if (keepsZero) {
      const least = nearestCentroid(own, size)(new Float32Array(size), 0);
      own.fill(0, least * size, (least + 1) * size);
    }
    nearest.push(nearestCentroid(own, size));
    await turn((part + 1) / parts);
  }
  return {
    parts,
    encode(given) {
      const rows = given.length / dimensions;
      const codes = new Uint8Array(rows * parts);
      // Part by part, so that what is looked up for one stays in the cache.
      for (let part = 0; part < parts; part++)
        for (let row = 0; row < rows; row++)
          codes[row * parts + part] = nearest[part](given, row * dimensions + part * width);
      return codes;
    },
    bytes() {
      const sizes = Int32Array.of(dimensions, parts, width, widthOf(parts - 1));
      return Buffer.concat([Buffer.from(sizes.buffer), Buffer.from(centroids.buffer)]);
    },
  };
}

/** Begins with 256 of the points. */
function kMeans(points: Float32Array, centroids: Float32Array, size: number, random: Random): void {
  const count = points.length / size;
  const order = random.shuffle(Int32Array.from({ length: count }, (_, i) => i));
  for (let centroid = 0; centroid < CENTROIDS; centroid++)
    for (let k = 0; k < size; k++) centroids[centroid * size + k] = points[order[centroid] * size + k];
  for (let round = 0; round < ROUNDS; round++) {
    const counts = new Int32Array(CENTROIDS);
    const sums = new Float64Array(CENTROIDS * size);
    const nearest = nearestCentroid(centroids, size);
    for (let i = 0; i < count; i++) {
      const centroid = nearest(points, i * size);
      counts[centroid]++;
      for (let k = 0; k < size; k++) sums[centroid * size + k] += points[i * size + k];
    }
    for (let at = 0; at < centroids.length; at++) {
      const members = counts[Math.floor(at / size)];
      if (members > 0) centroids[at] = sums[at] / members;
    }
    splitEmpty(centroids, counts, { size, count, random });
  }
}

/** A centroid without points takes half of those of another one, which is the likelier the more it has. */
function splitEmpty(
  centroids: Float32Array,
  counts: Int32Array,
  { size, count, random }: { size: number; count: number; random: Random },
): void {
  for (let empty = 0; empty < CENTROIDS; empty++) {
    if (counts[empty] > 0) continue;
    let full = 0;
    while (random.uniform() * (count - CENTROIDS) >= counts[full] - 1) full = (full + 1) % CENTROIDS;
    for (let k = 0; k < size; k++) {
      const apart = k % 2 === 0 ? -APART : APART;
      centroids[empty * size + k] = centroids[full * size + k] + apart;
      centroids[full * size + k] -= apart;
    }
    counts[empty] = Math.floor(counts[full] / 2);
    counts[full] -= counts[empty];
  }
}
