// The plane on which the ways of trainings are drawn: principal components of the parameters at all places that were kept, found from
// inner products alone, so that few sets of parameters are in memory at once.

import { symmetricEigen } from '../analysis/symmetricEigen';
import type { NamedTensors } from '../store/safetensors';

/** All parameters at one place, in the order of their names. */
type Place = () => NamedTensors;

/** Sets of parameters that are in memory at once while inner products are taken. */
const GROUP = 8;

/** `[places, places]` inner products in double precision. @param pause is waited for between two groups */
export async function innerProducts(
  places: readonly Place[],
  pause: (fraction: number) => Promise<void>,
): Promise<Float64Array> {
  const { length } = places;
  const products = new Float64Array(length * length);
  const groups = Math.ceil(length / GROUP);
  const read = (group: number): NamedTensors[] =>
    places.slice(group * GROUP, (group + 1) * GROUP).map((place) => place());
  let done = 0;
  for (let first = 0; first < groups; first++) {
    const rows = read(first);
    for (let second = first; second < groups; second++) {
      const columns = second === first ? rows : read(second);
      rows.forEach((a, i) =>
        columns.forEach((b, j) => {
          const [row, column] = [first * GROUP + i, second * GROUP + j];
          if (column < row) return;
          products[row * length + column] = products[column * length + row] = dot(a, b);
        }),
      );
      await pause(++done / ((groups * (groups + 1)) / 2));
    }
  }
  return products;
}

function dot(a: NamedTensors, b: NamedTensors): number {
  let sum = 0;
  for (const [name, { data }] of a) {
    const left = data as Float32Array;
    const right = b.get(name)?.data as Float32Array;
    for (let i = 0; i < left.length; i++) sum += left[i] * right[i];
  }
  return sum;
}

export interface PathPlane {
  /** Of each place, from their mean. */
  coordinates: [x: number, y: number][];
  /** A direction of length 1 is the sum of the places times these. */
  weights: [x: Float64Array, y: Float64Array];
  /** Shares of the variance. */
  explained: [number, number];
}

/** Of at least three places that do not lie on one line; undefined of others. @param products `[places, places]` */
export async function planeOf(products: Float64Array, count: number): Promise<PathPlane | undefined> {
  const centred = centre(products, count);
  const steps = symmetricEigen(centred, count);
  let step = await steps.next();
  while (!step.done) step = await steps.next();
  const { values, vectors } = step.value;
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0);
  if (count < 3 || !(values[1] > FLAT * values[0])) return undefined;
  const axis = (k: number): Float64Array => vectors.subarray(k * count, (k + 1) * count);
  const [length, width] = [Math.sqrt(values[0]), Math.sqrt(values[1])];
  const [first, second] = [axis(0), axis(1)];
  return {
    coordinates: Array.from(first, (_, i) => [length * first[i], width * second[i]]),
    weights: [first.map((value) => value / length), second.map((value) => value / width)],
    explained: [values[0] / total, values[1] / total],
  };
}

/** A second component of less variance than this share of the first is rounding. */
const FLAT = 1e-10;

/** Inner products of what is left of the places without their mean. */
function centre(products: Float64Array, count: number): Float64Array {
  const means = Array.from({ length: count }, (_, row) => {
    let sum = 0;
    for (let column = 0; column < count; column++) sum += products[row * count + column];
    return sum / count;
  });
  const mean = means.reduce((sum, value) => sum + value, 0) / count;
  return products.map((value, at) => value - means[Math.floor(at / count)] - means[at % count] + mean);
}

/** The sum of places times their weights, tensor by tensor; one of them is in memory at once. */
export function weightedSums(places: readonly Place[], weights: readonly Float64Array[]): Map<string, Float32Array>[] {
  const sums = weights.map(() => new Map<string, Float32Array>());
  places.forEach((place, i) => {
    for (const [name, { data }] of place())
      weights.forEach((weight, k) => {
        const sum = sums[k].get(name) ?? new Float32Array(data.length);
        sums[k].set(name, sum);
        for (let at = 0; at < sum.length; at++) sum[at] += weight[i] * Number(data[at]);
      });
  });
  return sums;
}
